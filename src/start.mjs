#!/usr/bin/env node
// Plain JavaScript, so that a Node that cannot read the rest says so in one line.
import { existsSync } from 'node:fs'
import module from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(
    `rsis-brief needs Node 24.15 or newer, and this is ${process.versions.node}; ` +
      'run npm start, or node_modules/.bin/node src/start.mjs: npm ci puts Node 24 into this folder. ' +
      'If install scripts are off, install Node 24 from https://nodejs.org\n',
  )
  process.exit(1)
}
// The compile cache must be on before the first .ts file is loaded: a file that an earlier start compiled needs no TypeScript
// parser, which takes 15 MB of memory. Threads find the cache by the environment.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache')
module.enableCompileCache()
await import(existsSync(new URL('main.ts', import.meta.url)) ? './main.ts' : './main.js')
