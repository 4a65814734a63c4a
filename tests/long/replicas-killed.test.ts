import { expect, test } from 'vitest'
import { hasPostgres } from '../postgres-server.ts'
import { countsOf } from './counts-of.ts'

test.skipIf(!hasPostgres())(
  '12 kills and blows to three replicas, their server and the network: nothing lost, nothing twice, in order',
  async () => {
    const { owed, worstDelayMs: _, ...faults } = await countsOf('R1', 12, { database: 'postgres', replicas: 3 })
    expect(Object.values(faults).flat()).toEqual([])
    // Two publications for every kill, because a fault while nothing is under way shows nothing.
    expect(owed).toBeGreaterThan(24)
  },
  900_000,
)
