// Makes `dist`, the content of the package: the program as JavaScript, because Node strips no types below node_modules.
// Run by `npm pack`. Types are replaced by spaces, so that lines and columns in stack traces stay true.
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')

/** `'./a.ts'` in an import or in the address of a thread's file. */
const ownModule = /(?<=(?:['"]\.{1,2}\/|new URL\(['"])[^'"\n]*)\.ts(?=['"])/gu

rmSync(dist, { recursive: true, force: true })
for (const name of globSync('{src,adapters}/**/*', { cwd: root, withFileTypes: true })) {
  if (!name.isFile()) continue
  const path = join(name.parentPath, name.name)
  const target = join(dist, path.slice(root.length)).replace(/\.ts$/u, '.js')
  mkdirSync(dirname(target), { recursive: true })
  if (path.endsWith('.ts')) {
    writeFileSync(target, stripTypeScriptTypes(readFileSync(path, 'utf8')).replaceAll(ownModule, '.js'))
  } else cpSync(path, target)
}
cpSync(join(root, 'prompts'), join(dist, 'prompts'), { recursive: true })
// Beside the code, as in the repository: the program reads its own version there.
cpSync(join(root, 'package.json'), join(dist, 'package.json'))
