import { expect, test } from 'vitest'
import { completed, completing } from '../../src/commands/completing.ts'
import { definitions } from '../../src/commands/registry.ts'

const shown = (line: string): string | undefined => {
  const found = completing(line, definitions)
  return found && `${found.before}|${found.typed}|${found.what ?? 'names'}`
}

test.each([
  ['', '||names'],
  ['se', '|se|names'],
  ['digest ', 'digest ||names'],
  ['digest se', 'digest |se|names'],
  ['show CO26', 'show |CO26|commentary'],
  ['show the valve', 'show |the valve|commentary'],
  ['dispute report ', 'dispute report ||commentary'],
  ['search nord author:ta', 'search nord author:|ta|author'],
  ['author:ta', 'author:|ta|author'],
  ['search -topic:"south c', 'search -topic:|south c|topic'],
  ['digest set zone:Eu', 'digest set zone:|Eu|zone'],
  ['help di', 'help |di|command'],
])('“%s” is completed at its end', (line, says) => {
  expect(shown(line)).toBe(says)
})

test.each(['search nord stream', 'search author:tan nickel', 'watch add nord', 'nord stream'])(
  '“%s” is left as it is',
  (line) => {
    expect(shown(line)).toBeUndefined()
  },
)

test('names with a space are quoted in a field', () => {
  const author = completing('search author:ta', definitions) ?? expect.fail()
  expect(completed(author, { label: '', value: 'Jane Tan' })).toBe('search author:"Jane Tan" ')
  const verb = completing('se', definitions) ?? expect.fail()
  expect(completed(verb, { label: '', value: 'search' })).toBe('search ')
})
