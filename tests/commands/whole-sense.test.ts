import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { definitions } from '../../src/commands/registry.ts'
import type { Meaning } from '../../src/commands/understand/meaning.ts'
import { sure } from '../../src/commands/understand/concerns.ts'
import { filledCommands } from '../../src/commands/understand/fill.ts'
import { readSentence } from '../../src/commands/understand/sentence.ts'
import { understand } from '../../src/commands/understand/understand.ts'

/** Requests of every verb, each understood by itself. */
const requests = [
  'subscribe',
  'subscribe weekly',
  'subscribe instant',
  'digest at 8',
  'daily at 9',
  'digest off',
  'stop the digest',
  'turn off the digest',
  'move the digest to friday',
  'change the digest to 6pm',
  'bring it back to 8',
  'weekends too',
  'an hour later',
  'skip empty digests',
  'mute',
  'mute 3d',
  'mute until monday',
  'pause for a week',
  'unmute',
  'resume posting',
  'watch nickel',
  'alert me about nickel',
  'stop watching nickel',
  'remove all watches',
  'filter nickel',
  'only nickel',
  'clear the filter',
  'no posts about nickel',
  'unsubscribe',
  'stop posting',
  'list',
  'list all',
  'what do we get',
  'show the digest',
  'when is the next digest',
  'status',
  'latest',
  'cite latest',
  'why nothing today',
  'who are you',
  'who runs this',
  'undo',
  'what topics are there',
  'who wrote about nickel',
  'export nickel as csv',
]

/** All that the reading of a line shows to the person who typed it, or hands on to a command that answers for it. */
const wordsOf = (meaning: Meaning): readonly string[] | undefined => {
  switch (meaning.kind) {
    case 'run':
      return [meaning.rest]
    case 'ask':
      return [[meaning.question, ...meaning.choices.map(({ command }) => command)].join(' ')]
    case 'names':
      return [meaning.query]
    case 'several':
      return [[...meaning.lines, ...meaning.left].join(' ')]
    case 'text':
      return meaning.topic === undefined || (meaning.concerns[0]?.likeness ?? 0) >= sure
        ? undefined
        : [meaning.topic, ...meaning.unused]
    // The refusal is about the line.
    case 'refuse':
      return undefined
    case 'adjust':
    case 'card':
    case 'undo':
    case 'turn':
    case 'rows':
    default:
      return []
  }
}

const isUsed = (line: string, word: string): boolean => {
  const meaning = understand(line, definitions)
  const words = wordsOf(meaning)
  return words === undefined || words.some((one) => one.toLowerCase().includes(word.toLowerCase()))
}

describe('a request is not carried out if one of its words is unused', () => {
  const unknown = fc.stringMatching(/^(?:z[aou][bdfgk]r?[aou]x){1,2}$/u)
  const around = fc.constantFrom(
    (request: string, word: string) => `${request} ${word}`,
    (request: string, word: string) => `please ${request} a ${word}`,
    (request: string, word: string) => `${word} ${request}`,
    (request: string, word: string) => `${request} of the ${word}`,
    (request: string, word: string) => `${request} with ${word} thanks`,
    (request: string, word: string) => request.replace(/^(\S+)(?= |$)/u, `$1 ${word}`),
  )

  test('that nothing here knows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...requests), around, unknown, (request, place, word) => {
        const line = place(request, word)
        expect(isUsed(line, word), line).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  /** What changes a request though each of its words is known, and the word that must be used. */
  const turns: readonly (readonly [turn: string, word: string])[] = [
    ['if there are more than two', 'more than two'],
    ['unless it is quiet', 'quiet'],
    ['by e-mail', 'e-mail'],
    ['via whatsapp', 'whatsapp'],
    ['for the other channel', 'other'],
    ['in another group', 'another'],
    ['longer than 500 words', '500'],
    ['25:00', '25:00'],
  ]
  const changing = requests.filter(
    (request) => !/^(?:latest|cite|why|who|when|what|list|status|show|undo)/u.test(request),
  )

  test.each(changing.flatMap((request) => turns.map(([turn, word]) => [request, turn, word] as const)))(
    '%s %s',
    (request, turn, word) => {
      expect(isUsed(`${request} ${turn}`, word)).toBe(true)
    },
  )

  test.each(['just nickel', 'just send us nickel', 'just the nickel ones'])('“%s” still asks for a filter', (line) => {
    expect(understand(line, definitions)).toMatchObject({ kind: 'ask', filter: 'nickel' })
  })

  test.each(['esp the ones near taiwan', 'especially from thailand', 'preferably the recent ones'])(
    '“%s” is no alternative of a subject',
    (turn) => {
      expect(understand(`anything on undersea cables, ${turn}?`, definitions)).not.toMatchObject({
        topic: expect.stringContaining(' OR '),
      })
    },
  )

  test.each([
    ['don’t mute', 'mute'],
    ['do not unsubscribe us, just change to weekly', 'unsubscribe'],
    ['turn off the digest but dont unsubscribe from instant', 'digest off'],
    ['pause the weekly but keep the urgent ones', 'subscribe'],
    ['stop the digest in december', 'subscribe'],
    ['weekdays 7.30 not whatever time it is now', 'subscribe'],
    ['daily at 9 not however often it comes now', 'subscribe'],
    ['md file of what you just showed me', 'filter'],
    ['the nickel ones you just posted', 'filter'],
    ['what was just said on rice', 'filter'],
  ])('“%s” does not offer %s', (line, command) => {
    const meaning = understand(line, definitions)
    if (meaning.kind === 'several') expect(meaning.lines.filter((one) => one.startsWith(command))).toEqual([])
    else expect(meaning.kind).toBe('text')
    const offered =
      meaning.kind === 'text'
        ? meaning.concerns.flatMap((one) => filledCommands(readSentence(meaning.text), one).map((found) => found.line))
        : []
    expect(offered.filter((one) => one.startsWith(command))).toEqual([])
  })
})
