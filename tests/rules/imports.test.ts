import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { draw } from '../../.ci/draw-architecture.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

const reportSchema = z.object({
  modules: z.array(z.object({ source: z.string(), dependencies: z.array(z.object({ resolved: z.string() })) })),
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
})

const rulesSchema = z.array(z.object({ name: z.string(), to: z.looseObject({ path: z.unknown().optional() }) }))

/** The rules as dependency-cruiser reads them. */
const configPath = new URL('../../.dependency-cruiser.mjs', import.meta.url).href
const { default: config } = z.object({ default: z.object({ forbidden: rulesSchema }) }).parse(await import(configPath))

const cruise = (folder: string, ...places: string[]) => {
  const arguments_ = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...places]
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  // Its exit code counts the violations, so only the report is read.
  const { stdout } = spawnSync(process.execPath, [bin, ...arguments_], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  return reportSchema.parse(JSON.parse(stdout))
}

/** A wrong import for every rule: its file and its text. */
const wrong: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'store-looks-one-way': ['src/store/x.ts', "import '../feed/feed.ts'"],
  'fetch-looks-one-way': ['src/fetch/x.ts', "import '../store/store.ts'"],
  'schedule-looks-one-way': ['src/schedule/x.ts', "import '../store/store.ts'"],
  'feed-looks-one-way': ['src/feed/x.ts', "import '../commentary/commentary.ts'"],
  'commentary-looks-one-way': ['src/commentary/x.ts', "import '../archive/archive.ts'"],
  'backfill-looks-one-way': ['src/backfill/x.ts', "import '../archive/archive.ts'"],
  'model-looks-one-way': ['src/model/x.ts', "import '../archive/archive.ts'"],
  'briefing-looks-one-way': ['src/briefing/x.ts', "import '../archive/archive.ts'"],
  'archive-looks-one-way': ['src/archive/x.ts', "import '../delivery/delivery.ts'"],
  'subscriptions-looks-one-way': ['src/subscriptions/x.ts', "import '../delivery/delivery.ts'"],
  'card-looks-one-way': ['src/card/x.ts', "import '../delivery/delivery.ts'"],
  'delivery-looks-one-way': ['src/delivery/x.ts', "import '../commands/commands.ts'"],
  'commands-looks-one-way': ['src/commands/x.ts', "import '../fetch/fetch.ts'"],
  'platform-looks-one-way': ['src/platform/x.ts', "import '../delivery/delivery.ts'"],
  'mcp-looks-one-way': ['src/mcp/x.ts', "import '../delivery/delivery.ts'"],
  'demo-looks-one-way': ['src/demo/x.ts', "import '../feed/feed.ts'"],
  'src-knows-no-adapter': ['src/pipeline.ts', "import '../adapters/web/index.ts'"],
  'adapters-enter-through-ports': ['adapters/web/x.ts', "import '../../src/archive/archive.ts'"],
  'adapters-do-not-meet': ['adapters/web/y.ts', "import '../other/index.ts'"],
  'ops-looks-on': ['src/delivery/y.ts', "import '../ops/status.ts'"],
  'only-the-command-line-starts-it': ['src/ops/x.ts', "import '../compose/start.ts'"],
  'command-line-is-the-top': ['src/ops/y.ts', "import '../main.ts'"],
  'sql-lives-in-store-files': ['src/archive/y.ts', "import { sql } from 'kysely'\nsql``"],
  'product-imports-no-tests': ['src/archive/z.ts', "import '../../tests/help.ts'"],
  'no-circular': ['src/card/a.ts', "import { b } from './b.ts'\nexport const a = b"],
  'not-to-unresolvable': ['src/card/y.ts', "import './nowhere.ts'"],
  'no-undeclared-package': ['src/card/z.ts', "import 'vitest'"],
}

/** Packages that are imported by their parts alone. */
const entries: Readonly<Record<string, string>> = { '@modelcontextprotocol/sdk': '/types.js' }

/** The targets of the wrong imports. */
const targets = [
  ...['store', 'feed', 'fetch', 'commentary', 'archive', 'delivery', 'commands'].map(
    (name) => `src/${name}/${name}.ts`,
  ),
  'src/compose/start.ts',
  'src/main.ts',
  'src/ops/status.ts',
  'adapters/web/index.ts',
  'adapters/other/index.ts',
  'tests/help.ts',
]

let folder = ''
let found: z.infer<typeof reportSchema>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-rules-'))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${text}\n`)
  }
  for (const target of targets) write(target, 'export const present = true')
  for (const [file, text] of Object.values(wrong)) write(file, text)
  write('src/card/b.ts', "import { a } from './a.ts'\nexport const b = a")
  for (const rule of packageRules)
    write(`src/ops/${rule.name}.ts`, `import '${rule.package}${entries[rule.package] ?? ''}'`)
  for (const file of ['.dependency-cruiser.mjs', 'package.json', 'tsconfig.json'])
    cpSync(join(root, file), join(folder, file))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  found = cruise(folder, 'src', 'adapters', 'tests')
})

afterAll(() => rmSync(folder, { recursive: true }))

const ruleNames = config.forbidden.map((rule) => rule.name)

const packageRules = config.forbidden.flatMap((rule) => {
  const path = typeof rule.to.path === 'string' ? rule.to.path : ''
  const match = /^node_modules\/(.+)\/$/u.exec(path)
  return rule.name.endsWith('-has-one-home') && match?.[1] !== undefined
    ? [{ name: rule.name, package: match[1].replaceAll('\\', '') }]
    : []
})

describe('the import rules', () => {
  test.each(ruleNames.filter((name) => !name.endsWith('-has-one-home')))('%s reports a wrong import', (name) => {
    expect(wrong[name], 'a rule needs a wrong import here').toBeDefined()
    const caught = found.summary.violations.filter((violation) => violation.rule.name === name)
    expect(caught.map((violation) => violation.from)).toContain(wrong[name]?.[0])
  })

  test.each(packageRules)('$name reports $package elsewhere', ({ name }) => {
    const caught = found.summary.violations.filter((violation) => violation.rule.name === name)
    expect(caught.map((violation) => violation.from)).toContain(`src/ops/${name}.ts`)
  })

  test('have seen every file of ours, find no fault with them, and are drawn as they are', () => {
    const own = ['src', 'adapters'].flatMap((place) =>
      readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${place}/${name}`),
    )
    const report = cruise(root, 'src', 'adapters')
    const seen = new Set(report.modules.map((module) => module.source))
    expect(own.length).toBeGreaterThan(30)
    expect(own.filter((file) => !seen.has(file))).toEqual([])
    expect(report.summary.violations).toEqual([])
    // A package that is not in the report has no rule.
    const resolved = report.modules.flatMap(({ dependencies }) => dependencies.map((dependency) => dependency.resolved))
    const unseen = packageRules.filter(({ package: name }) =>
      resolved.every((path) => !path.includes(`node_modules/${name}/`)),
    )
    expect(unseen.map(({ package: name }) => name)).toEqual([])
    // If this fails, npm run architecture draws the picture again.
    expect(readFileSync(join(root, 'docs/architecture.md'), 'utf8')).toContain(draw(report.modules))
  })
})
