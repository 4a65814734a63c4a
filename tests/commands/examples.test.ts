import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { saveBriefing } from '../../src/archive/store/briefings.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { definitions } from '../../src/commands/registry.ts'
import { makeCommentary } from '../archive/make-archive.ts'
import { type Bot, openBot } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await openBot()
})
afterEach(() => bot.close())

/** The commands that help and its pages suggest. */
const offered = async (): Promise<readonly string[]> => {
  const lines = new Set<string>()
  for (const topic of ['', ...definitions.map(({ verb }) => verb)]) {
    const { blocks } = await bot.ask(`help ${topic}`)
    for (const block of blocks) if (block.type === 'copy') lines.add(block.text)
  }
  return [...lines]
}

/** These are about what a channel has, not about the archive; a feed is fetched from the web. */
const isOfChannel = (line: string): boolean => /^\/rsis (?:unsubscribe|requeue|held|feeds|watch remove)\b/u.test(line)

const failing = async (lines: readonly string[]): Promise<string[]> => {
  const failures: string[] = []
  for (const line of lines.filter((one) => !isOfChannel(one))) {
    await bot.ask('subscribe instant')
    const card = await bot.ask(line)
    const isNothing = /^(?:nothing for|nothing found|no claim found)/iu.test(card.title?.text ?? '')
    if (card.tone === 'problem' || isNothing) failures.push(`${line}: ${cardText(card)}`)
  }
  return failures
}

describe('no example of help fails', () => {
  test('in an archive of other commentaries than the examples name', async () => {
    const commentary = makeCommentary({
      id: 'CO19007',
      title: 'Graphite and the Grid',
      authors: ['Zofia Łukasiewicz'],
      published: '2019-02-11',
      categories: ['Energy Security'],
      sections: [
        { heading: undefined, paragraphs: ['The mines of the north will not feed the grid of the south for long.'] },
      ],
    })
    const { kept } = await saveCommentary(bot.db, { commentary, keys: ['co:CO19007'], now: bot.now() })
    const words = 'The mines of the north will not feed the grid of the south for long.'
    const quote = { text: words, start: 0, end: words.length }
    const claim = { text: words, origin: 'extract', kind: 'forecast', holder: { type: 'author' }, quote } as const
    await saveBriefing(
      bot.db,
      {
        id: kept.commentary.id,
        revision: 1,
        briefing: {
          engine: 'extractive',
          version: '1',
          synopsis: undefined,
          claims: [{ ...claim, section: undefined }],
        },
      },
      bot.now(),
    )
    const lines = await offered()
    expect(lines).toContain('/rsis search graphite and the grid')
    expect(lines).toContain('/rsis claims graphite and the grid kind:forecast')
    expect(await failing(lines)).toEqual([])
  })

  test('in an empty archive', async () => {
    const lines = await offered()
    expect(lines.filter((line) => /CO\d{5}| latest$/u.test(line) && line !== '/rsis latest')).toEqual([])
    expect(await failing(lines.filter((line) => line !== '/rsis test'))).toEqual([])
    expect(await bot.say('help show')).toContain('the archive is empty')
    expect(await bot.say('show latest')).toContain('The archive is still empty')
  })
})

test('the examples in docs/commands.md work in the demo unchanged', async () => {
  await bot.fill()
  expect(await failing(definitions.map(({ examples: [first = ''] }) => first))).toEqual([])
})
