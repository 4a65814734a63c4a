import { shown } from '../../archive/query/text.ts'
import type { Action, Block, Card } from '../../card/card.ts'
import { offerSearch } from '../offers.ts'
import { type Recognised, reading, sure } from '../understand/concerns.ts'
import { filledCommands, searchFor, unplaced } from '../understand/fill.ts'
import type { Words } from '../understand/meaning.ts'
import { readSentence, type Token } from '../understand/sentence.ts'
import type { Asked } from './asked.ts'
import { isHeld, isNear, notUsed } from './refusals.ts'

/** A concern less like the line than this, or than this share of the best, is not offered. */
const [leastLikeness, leastShare, mostOffered] = [0.33, 0.72, 3]

/** The concerns that a line may be about: the only sure one, or the likeliest. */
export const concernsOf = ([best, ...others]: readonly Recognised[]): readonly Recognised[] => {
  if (best === undefined || best.likeness < leastLikeness) return []
  const near = others.filter(
    ({ likeness }) =>
      likeness >= leastLikeness && likeness >= best.likeness * (best.likeness >= sure ? 0.85 : leastShare),
  )
  return [best, ...near].slice(0, mostOffered)
}

const namesSubject = /\{(?:subject|either|without)\}/u

const isForm = (command: string): boolean => command.startsWith('form ')

const isName = (token: Token): boolean => token.concepts.size === 0 && !token.isSilent && !token.isTurning

/** Each part once, without those that are within another. */
const longest = (parts: readonly string[]): readonly string[] =>
  [...new Set(parts)].filter((one, _, all) => !all.some((other) => other !== one && other.includes(one)))

const keyOf = (action: Action): string =>
  'command' in action ? action.command : 'form' in action ? action.form : action.url

/** What the archive has of a subject: nothing is offered that would find nothing. */
const searched = async (subject: string | undefined, isSure: boolean, { context }: Asked) => {
  if (subject === undefined) return { isHeld: true, block: [], actions: [] }
  if (await isHeld(subject, context))
    return { isHeld: true, block: [], actions: [{ ...offerSearch(subject), label: `Search “${shown(subject)}”` }] }
  const near = (await isNear(subject, context)) ? [{ label: 'Close matches', command: `/rsis search ${subject}` }] : []
  return {
    isHeld: false,
    block: [{ type: 'text', text: [`No commentary in the archive has all of “${shown(subject)}”.`] } as const],
    actions: isSure ? [...near, { label: 'Watch for it', command: `/rsis watch add ${subject}` }] : near,
  }
}

/** The answer to a line that may be about some concerns: what each is, and a button for each command whose slots the line fills. */
export const concernedCard = async (words: Words, concerns: readonly Recognised[], asked: Asked): Promise<Card> => {
  const sentence = readSentence(words.text)
  const [first] = concerns
  const names = ({ concern }: Recognised): boolean => concern.commands.some((line) => namesSubject.test(line))
  const found = concerns.map(({ left }) => searchFor(sentence, left)).find((one) => one !== undefined) ?? words.topic
  const isMeant = first === undefined || first.likeness < sure || names(first)
  const subject = isMeant && found?.startsWith('-') !== true ? found : undefined
  const hasAnswer = first?.concern.answer !== '' || subject !== undefined
  const isSure = first !== undefined && first.likeness >= sure && hasAnswer
  const archive = await searched(subject, isSure, asked)
  const isOffered = ({ line }: { readonly line: string }): boolean =>
    archive.isHeld || subject === undefined || !(reading.has(line.split(' ')[0] ?? '') && line.includes(subject))
  const parts = concerns.map((one) => ({ ...one, filled: filledCommands(sentence, one).filter(isOffered) }))
  const blocks = parts.flatMap(({ concern, filled }, at): Block[] => [
    ...(isSure && at === 0 ? [] : [{ type: 'text', text: [{ text: `${concern.title}.`, style: 'strong' }] } as const]),
    ...(concern.answer === '' ? [] : [{ type: 'text', text: [concern.answer] } as const]),
    ...filled.map(({ line }) => ({ type: 'copy', text: `/rsis ${line}` }) as const),
  ])
  const isSearched = archive.block.length + archive.actions.length > 0
  const left = longest([
    ...parts.flatMap(({ filled }) => filled.flatMap((one) => one.left)),
    ...(isSearched && first !== undefined ? unplaced(sentence, subject ?? '', first.left.filter(isName)) : []),
  ])
  const opening = isSure
    ? `I take “${shown(words.typed)}” to be about this; nothing was changed.`
    : `“${shown(words.typed)}” is not understood; nothing was changed${archive.block.length > 0 ? '' : ', and nothing was searched for'}.`
  const actions: Action[] = [
    ...parts.flatMap(({ filled }) => filled.map(({ line }) => ({ label: shown(line), command: `/rsis ${line}` }))),
    ...parts.flatMap(({ concern }) =>
      concern.commands.filter(isForm).map((command) => {
        const form = command.slice('form '.length)
        return { label: `${form.slice(0, 1).toUpperCase()}${form.slice(1)}…`, form }
      }),
    ),
    ...archive.actions,
    { label: 'Help', command: '/rsis help' },
  ]
  return {
    ...(isSure ? { title: { text: first.concern.title } } : { tone: 'problem' as const }),
    blocks: [
      { type: 'text', text: [isSure ? { text: opening, style: 'quiet' } : opening] },
      ...(isSure || concerns.length === 0 ? [] : [{ type: 'text', text: ['It may be about this:'] } as const]),
      ...blocks,
      ...(left.length === 0 ? [] : [{ type: 'text', text: [notUsed(left)] } as const]),
      ...archive.block,
    ],
    actions: actions.filter((one, at) => actions.findIndex((other) => keyOf(other) === keyOf(one)) === at),
  }
}
