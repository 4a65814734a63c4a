// Writes what the verifier needs of WordNet into one small file.
// Run: node bench/wordnet/make.ts
import { writeFileSync } from 'node:fs'
import { compile } from './compile.ts'

writeFileSync(new URL('../../src/briefing/verify/lexicon/wordnet.txt', import.meta.url), compile())
