// Draws the picture in docs/architecture.md from the imports. Run: npm run architecture
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Module = { readonly source: string; readonly dependencies: readonly { readonly resolved: string }[] }

const root = fileURLToPath(new URL('..', import.meta.url))
const document = fileURLToPath(new URL('../docs/architecture.md', import.meta.url))

/** Modules that everything may import say nothing about the structure. */
const everywhere = new Set(['src/errors', 'src/limits', 'src/log', 'src/once', 'src/trace', 'src/version'])

/** The folder or top file that a module belongs to: `src/feed`, `src/pipeline`, `adapters/web`. */
const placeOf = (path: string): string | undefined => {
  const [, place] = /^((?:src|adapters)\/[^/.]+)/u.exec(path) ?? []
  return place === undefined || everywhere.has(place) ? undefined : place
}

/** Which place imports which. `src/pipeline.ts` and `src/pipeline/` are one place. */
const readImports = (modules: readonly Module[]): Map<string, Set<string>> => {
  const imports = new Map<string, Set<string>>()
  for (const { source, dependencies } of modules) {
    const from = placeOf(source)
    if (from === undefined) continue
    const to = imports.get(from) ?? new Set()
    imports.set(from, to)
    for (const { resolved } of dependencies) {
      const place = placeOf(resolved)
      // A port is only a type: a module that imports it does not know the implementation.
      if (resolved.endsWith('/port.ts')) continue
      if (place !== undefined && place !== from) to.add(place)
    }
  }
  return imports
}

const reaches = (imports: ReadonlyMap<string, ReadonlySet<string>>, from: string): ReadonlySet<string> => {
  const seen = new Set<string>()
  const visit = (place: string): void => {
    for (const next of imports.get(place) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      visit(next)
    }
  }
  visit(from)
  return seen
}

/** Without the arrows that follow from others: from a to c, where a imports b and b, in some steps, c. */
const reduce = (imports: ReadonlyMap<string, ReadonlySet<string>>): [from: string, to: string][] =>
  [...imports].flatMap(([from, to]) =>
    [...to]
      .filter((place) => ![...to].some((other) => other !== place && reaches(imports, other).has(place)))
      .map((place): [string, string] => [from, place]),
  )

/** The picture of the modules that dependency-cruiser reports, as the document holds it. */
export const draw = (modules: readonly Module[]): string => {
  const imports = readImports(modules)
  const id = (place: string): string => place.replaceAll(/\W/gu, '_')
  const node = (place: string): string => `    ${id(place)}["${place.replace(/^\w+\//u, '')}"]`
  const reduced = reduce(imports)
  const names = [...new Set(reduced.flat())].toSorted()
  const inside = (folder: string): string[] => names.filter((place) => place.startsWith(`${folder}/`)).map(node)
  const arrows = reduced.map(([from, to]) => `  ${id(from)} --> ${id(to)}`)
  return [
    '```mermaid',
    'flowchart TB',
    '  subgraph adapters',
    ...inside('adapters'),
    '  end',
    '  subgraph src',
    ...inside('src'),
    '  end',
    ...arrows.toSorted(),
    '```',
  ].join('\n')
}

if (import.meta.main) {
  const args = ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src', 'adapters']
  const report = execFileSync('npx', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 })
  const { modules } = JSON.parse(report) as { readonly modules: readonly Module[] }
  const text = readFileSync(document, 'utf8')
  writeFileSync(
    document,
    text.replace(/```mermaid\n[\s\S]*?```/u, () => draw(modules)),
  )
}
