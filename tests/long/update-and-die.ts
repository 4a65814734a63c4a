import { statements } from '../chaos/preload/statements.ts'
import { openStoreAlone } from '../../src/store/own-store.ts'

/** Opens the database of the first argument; prints how many statements that took, unless `CHAOS_DIE_AT` ends it before. */
await (await openStoreAlone(process.argv[2] ?? '')).close()
process.stdout.write(String(statements()))
