import type { DeliveryState } from '../delivery/store.ts'

const kinds: Readonly<Record<DeliveryState['kind'], readonly [name: string, isMany: boolean]>> = {
  post: ['The post', false],
  thread: ['Its further claims', true],
  edit: ['The correction of the post', false],
  note: ['The note on the correction', false],
  digest: ['The digest', false],
  'catch-up': ['The catch-up post', false],
  test: ['The test', false],
  notice: ['The notice', false],
  share: ['The shared answer', false],
}

const states: Readonly<Record<string, string>> = {
  due: 'to be tried again',
  sending: 'being sent',
  uncertain: 'sent without an answer, and looked for',
  unconfirmed: 'sent without an answer, and not found; look in the channel before you send it again',
  dead: 'given up',
  skipped: 'not sent',
}

/** A delivery as the subject of a sentence, with its verb: `Its further claims are`. */
export const deliverySubject = (kind: DeliveryState['kind']): string => {
  const [name, isMany] = kinds[kind]
  return `${name} ${isMany ? 'are' : 'is'}`
}

/** The name of a delivery in a list: `the digest`. */
export const deliveryName = (kind: string): string => {
  const known = Object.entries(kinds).find(([one]) => one === kind)
  return known === undefined ? kind : known[1][0].toLowerCase()
}

/** A state of a delivery in words. */
export const stateWords = (state: string): string => states[state] ?? state
