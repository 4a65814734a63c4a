import type { StartPlatform } from './port.ts'
import { startWeb } from './web.ts'
import { startWirePlatform } from './wire.ts'

/** Every platform that a run can take, one file each. */
export const platforms: Readonly<Record<string, StartPlatform>> = { web: startWeb, wire: startWirePlatform }
