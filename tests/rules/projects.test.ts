import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import config from '../../vitest.config.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const projects = (config.test?.projects ?? []).flatMap((one) =>
  typeof one === 'object' && 'test' in one ? [one.test ?? {}] : [],
)
const filesOf = (patterns: readonly string[] = []): string[] => globSync([...patterns], { cwd: root })

test('every pattern of a project of tests names a file that is there', () => {
  const patterns = new Set(projects.flatMap(({ include = [], exclude = [] }) => [...include, ...exclude]))
  // Each name in braces is checked as a separate pattern, because a missing one would be hidden by the others.
  const single = [...patterns].flatMap((pattern) => {
    const [, before = '', names = pattern, after = ''] = /^(.*?)\{([^{}]+)\}(.*)$/u.exec(pattern) ?? []
    return names.split(',').map((name) => `${before}${name}${after}`)
  })
  expect(single.length).toBeGreaterThan(20)
  expect(single.filter((pattern) => filesOf([pattern]).length === 0)).toEqual([])
})

test('every test runs in one project, and again only on PostgreSQL', () => {
  const runs = projects
    // Those on a server are set up with one.
    .filter(({ globalSetup }) => globalSetup === undefined)
    .flatMap(({ include, exclude }) => {
      const left = new Set(filesOf(exclude))
      return filesOf(include).filter((file) => !left.has(file))
    })
  const onPostgres = new Set(filesOf(['tests/store/postgres/**/*.test.ts']))
  const all = filesOf(['tests/**/*.test.ts']).filter((file) => !onPostgres.has(file))
  expect(runs.toSorted()).toEqual(all.toSorted())
})

test('every wait has the same generous limit: the library’s own, one second, is too short for a busy machine', () => {
  const waiting = filesOf(['tests/**/*.ts']).filter((file) =>
    readFileSync(`${root}${file}`, 'utf8').includes('vi.waitFor('),
  )
  expect(waiting.filter((file) => file !== 'tests/rules/projects.test.ts')).toEqual(['tests/eventually.ts'])
})

test('no test gives itself less time than all have: on a busy machine it would fail without a fault', () => {
  const own = /(?:\btimeout: |^\s*\}, |^\s+)(\d[\d_]{3,})(?= \}|,?$|\))/gmu
  const least = config.test?.testTimeout ?? Infinity
  const limits = filesOf(['tests/{e2e,long,adapters}/**/*.test.ts']).flatMap((file) =>
    [...readFileSync(`${root}${file}`, 'utf8').matchAll(own)].map(([, limit = '']) => ({ file, limit })),
  )
  expect(limits.length).toBeGreaterThan(3)
  expect(limits.filter(({ limit }) => Number(limit.replaceAll('_', '')) < least)).toEqual([])
})
