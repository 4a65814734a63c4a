import type { Problem } from '../../../src/errors.ts'
import type { State } from '../../../src/platform/adapter.ts'
import { createTokenStore } from '../../../src/platform/token-store.ts'
import type { Log } from '../../../src/log.ts'
import type { KeptTexts } from '../../../src/store/port.ts'
import type { HttpMode, SocketMode } from '../options.ts'
import { createClient } from './client.ts'
import { askWho } from './clients.ts'
import { createSlackClock } from './clock.ts'
import { refusalOf } from './errors.ts'
import { faultOf } from './socket.ts'

type Deps = { readonly log: Log; readonly now: () => Date }

const badCheck = ({ problem, fix }: Problem): State => ({ state: 'bad', detail: problem, fix })

/** Checks whether Slack can be reached and accepts both tokens. Changes nothing: it asks for the address of a connection and opens none. */
export const checkSocketMode = async (
  { botToken, appToken, apiUrl }: SocketMode,
  { log, now }: Deps,
): Promise<State> => {
  const clientOf = (token: string) => createClient(token, { apiUrl, clock: createSlackClock(now), log })
  try {
    const who = await askWho(clientOf(botToken))
    if ('problem' in who) return badCheck(who)
    await clientOf(appToken).apps.connections.open()
    return { state: 'good', detail: `Socket Mode, workspace ${who.team ?? who.team_id}; both tokens are accepted` }
  } catch (error) {
    return badCheck(faultOf(error, apiUrl))
  }
}

/** Checks whether Slack can be reached and the workspaces' tokens can be read. `installations` is undefined if there is no database yet. */
export const checkHttpMode = async (
  { apiUrl, encryptionKey }: Pick<HttpMode, 'apiUrl' | 'encryptionKey'>,
  { installations, log, now }: Deps & { readonly installations: KeptTexts | undefined },
): Promise<State> => {
  try {
    await createClient(undefined, { apiUrl, clock: createSlackClock(now), log }).api.test()
  } catch (error) {
    // A refusal is an answer.
    if (refusalOf(error) === undefined) return badCheck(faultOf(error, apiUrl))
  }
  if (installations === undefined)
    return { state: 'good', detail: 'HTTP; Slack can be reached; no workspace has installed the app yet' }
  const tokens = await createTokenStore(installations, encryptionKey, log).check()
  return tokens.state === 'good' ? { ...tokens, detail: `HTTP, ${tokens.detail}` } : tokens
}
