import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { definitions } from '../../src/commands/registry.ts'
import { definitionOf } from '../../src/commands/understand/command-line.ts'
import { recognise } from '../../src/commands/understand/concerns.ts'
import { filledCommands } from '../../src/commands/understand/fill.ts'
import { readSentence } from '../../src/commands/understand/sentence.ts'
import { understand } from '../../src/commands/understand/understand.ts'

const text = readFileSync(new URL('../../src/commands/understand/concerns.txt', import.meta.url), 'utf8')
const lines = text.split('\n')

/** The commands that are offered for a line by its likeliest concern. */
const offered = (line: string): readonly string[] => {
  const sentence = readSentence(line)
  const [best] = recognise(sentence)
  return best === undefined ? [] : filledCommands(sentence, best).map((one) => one.line)
}

describe('what a line may be about', () => {
  test('every command of a concern is read, and every form exists', () => {
    const values: Readonly<Record<string, string>> = {
      until: '3d',
      when: '8am',
      id: 'latest',
      zone: 'Asia/Singapore',
      quote: '"a few words"',
    }
    const isRead = (line: string): boolean =>
      understand(
        line.replaceAll(/\{(\p{L}+)\}/gu, (_, name: string) => values[name] ?? 'nickel'),
        definitions,
      ).kind !== 'text'
    const hasForm = (name: string): boolean => {
      const definition = definitionOf(definitions, name.split(' ')[0] ?? '')
      return definition?.form !== undefined || definition?.actions?.some(({ form }) => form !== undefined) === true
    }
    const commands = lines.filter((line) => /^(?:\/rsis|=) /u.test(line)).map((line) => line.replace(/^\S+ /u, ''))
    const forms = lines.filter((line) => line.startsWith('form ')).map((line) => line.slice('form '.length))
    expect([...commands.filter((line) => !isRead(line)), ...forms.filter((name) => !hasForm(name))]).toEqual([])
  })

  test('a concern has a name and a title of its own, and no example is in two', () => {
    const heads = lines.filter((line) => line.startsWith('# '))
    expect(heads.filter((head) => !/^# \p{L}+: \S/u.test(head))).toEqual([])
    expect(new Set(heads).size).toBe(heads.length)
    const examples = lines.filter((line) => line.startsWith('- '))
    expect(examples.filter((one, at) => examples.indexOf(one) !== at)).toEqual([])
  })

  test.each([
    ['give us a heads up if palm oil is in the news', 'watch add palm oil'],
    ['we are not interested in cricket', 'filter -cricket'],
    ['could the digest come at 7:15 instead', 'digest set at 7:15'],
    ['how has the thinking on rice evolved since then', 'timeline rice'],
  ])('“%s” offers %s', (line, command) => {
    expect(offered(line)).toContain(command)
  })

  test.each(['nickel', 'submarine cables', '3 october 2026', ''])('“%s” is like no example', (line) => {
    expect(recognise(readSentence(line))).toEqual([])
  })

  test('what the example does not negate is not offered where the line does', () => {
    expect(offered("don't unsubscribe us, just show the list").filter((line) => line.startsWith('unsub'))).toEqual([])
    expect(offered("don't mute the channel").filter((line) => line.startsWith('mute'))).toEqual([])
  })
})
