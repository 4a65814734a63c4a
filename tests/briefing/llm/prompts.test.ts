import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { loadPrompts, parsePrompt, promptDigest, promptVersion } from '../../../src/briefing/llm/prompts.ts'

const file = (front: string, body: string): string => `---\n${front}\n---\n${body}`
const good = file('name: judge\nversion: 3', '# System\n\nMark {{nonce}}.\n\n# User\n\n{{items}}\n')

describe('a prompt file', () => {
  test('is two messages with a version', () => {
    const prompt = parsePrompt('judge', good)
    expect(prompt.version).toBe(3)
    expect(prompt.render({ nonce: 'n1', items: 'a' })).toEqual({ system: 'Mark n1.', user: 'a' })
    expect(parsePrompt('judge', good.replaceAll('\n', '\r\n'))).toMatchObject({ digest: prompt.digest })
  })

  test('is filled in once: what is filled in is not searched for more, and commands nothing', () => {
    const { render } = parsePrompt('judge', good)
    expect(render({ nonce: 'n1', items: '{{nonce}} $& $1 {{system}}' }).user).toBe('{{nonce}} $& $1 {{system}}')
  })

  test.each([
    ['has no front matter', '# System\n\n{{nonce}}\n\n# User\n\n{{items}}\n', /no front matter/u],
    ['does not end its front matter', '---\nname: judge\n', /no front matter/u],
    ['calls itself otherwise', good.replace('name: judge', 'name: choose'), /calls itself choose/u],
    ['has no version', good.replace('version: 3', ''), /version/u],
    ['has a version of 0', good.replace('version: 3', 'version: 0'), /version/u],
    ['has settings that nobody reads', good.replace('version: 3', 'version: 3\ntemperature: 0'), /temperature/u],
    ['lacks a placeholder', good.replace('{{items}}', ''), /has the placeholders nonce; it needs items, nonce/u],
    ['has a placeholder too many', `${good}{{secret}}`, /has the placeholders items, nonce, secret/u],
  ])('is refused at start where it %s', (_, text, message) => {
    expect(() => parsePrompt('judge', text)).toThrow(message)
  })
})

describe('the prompts that ship', () => {
  test('are all there, and a changed one has another digest', async () => {
    const prompts = await loadPrompts()
    expect(promptVersion(prompts)).toMatch(/^\d+(?:\.\d+){2}$/u)
    const changed = { ...prompts, judge: { ...prompts.judge, digest: 'x' } }
    expect(promptDigest(changed)).not.toBe(promptDigest(prompts))
  })

  test('name every word of a verdict that an answer may hold', async () => {
    const folder = new URL('../../../prompts/', import.meta.url)
    const judge = await readFile(new URL('judge.md', folder), 'utf8')
    for (const word of ['supported', 'unsupported', 'unclear', 'holds', 'why']) expect(judge).toContain(`\`${word}\``)
  })
})
