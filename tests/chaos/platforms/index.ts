import { startDiscord } from './discord.ts'
import type { StartPlatform } from './port.ts'
import { startSlack } from './slack.ts'
import { startWeb } from './web.ts'
import { startWirePlatform } from './wire.ts'

/** Every platform that a run can take, one file each. */
export const platforms: Readonly<Record<string, StartPlatform>> = {
  web: startWeb,
  wire: startWirePlatform,
  slack: startSlack,
  discord: startDiscord,
}
