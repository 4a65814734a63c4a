import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documents, expectSameEnd, ways, writeDocuments } from '../backfill/broken-off.ts'

test('a backfill that breaks off at twenty random places ends as one that does not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-broken-backfill-'))
  try {
    await writeDocuments(folder)
    const places = Array.from({ length: 20 }, (_, at) => {
      const way = ways[at % ways.length] ?? expect.fail('no way')
      return [Math.floor(Math.random() * documents), way] as const
    })
    await expectSameEnd(folder, places)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
