import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { loadPrompts } from '../../../src/briefing/llm/prompts.ts'
import { parsePrompt, promptVersion } from '../../../src/model/prompts.ts'

const placeholders = ['nonce', 'items']
const good = '# System\n\nMark {{nonce}}.\n\n# User\n\n{{items}}\n'

describe('a prompt file', () => {
  test('is two messages', () => {
    const prompt = parsePrompt('judge', placeholders, good)
    expect(prompt.render({ nonce: 'n1', items: 'a' })).toEqual({ system: 'Mark n1.', user: 'a' })
    expect(parsePrompt('judge', placeholders, good.replaceAll('\n', '\r\n'))).toMatchObject({ digest: prompt.digest })
  })

  test('is filled in once: what is filled in is not searched for more, and commands nothing', () => {
    const { render } = parsePrompt('judge', placeholders, good)
    expect(render({ nonce: 'n1', items: '{{nonce}} $& $1 {{system}}' }).user).toBe('{{nonce}} $& $1 {{system}}')
  })

  test.each([
    ['begins with something else', `---\n${good}`, /does not begin with “# System”/u],
    ['has no message to the user', good.slice(0, good.indexOf('# User')), /has the placeholders nonce; it needs/u],
    ['lacks a placeholder', good.replace('{{items}}', ''), /has the placeholders nonce; it needs items, nonce/u],
    ['has a placeholder too many', `${good}{{secret}}`, /has the placeholders items, nonce, secret/u],
  ])('is refused at start where it %s', (_, text, message) => {
    expect(() => parsePrompt('judge', placeholders, text)).toThrow(message)
  })
})

describe('the prompts that ship', () => {
  test('are all there, and a changed one has another digest', async () => {
    const prompts = await loadPrompts()
    const changed = { ...prompts, judge: { ...prompts.judge, digest: 'x' } }
    expect(promptVersion(changed)).not.toBe(promptVersion(prompts))
  })

  test('name every word of a verdict that an answer may contain', async () => {
    const folder = new URL('../../../prompts/', import.meta.url)
    const judge = await readFile(new URL('judge.md', folder), 'utf8')
    for (const word of ['supported', 'unsupported', 'unclear', 'holds', 'why']) expect(judge).toContain(`\`${word}\``)
  })
})
