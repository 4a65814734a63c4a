import type { IncomingMessage, ServerResponse } from 'node:http'
import { addWorkspace, type State } from './state.ts'

export const clientId = '1111.2222'
export const clientSecret = 'fake-client-secret'

/** Issued codes that were not exchanged yet, with the workspace that agreed. */
const codes = new WeakMap<State, Map<string, { workspace: string; scopes: string[] }>>()

/** `GET /oauth/v2/authorize`: the person agrees at once, in the workspace that `team` names. */
export const authorize = (state: State, request: IncomingMessage, response: ServerResponse): void => {
  const query = new URL(request.url ?? '', 'http://fake.invalid').searchParams
  const redirect = new URL(query.get('redirect_uri') ?? '')
  const given = codes.get(state) ?? new Map<string, { workspace: string; scopes: string[] }>()
  codes.set(state, given)
  const code = `code-${given.size + 1}`
  given.set(code, { workspace: query.get('team') ?? 'TNEW', scopes: (query.get('scope') ?? '').split(',') })
  redirect.searchParams.set('code', code)
  redirect.searchParams.set('state', query.get('state') ?? '')
  response.writeHead(302, { location: redirect.href }).end()
}

/** `oauth.v2.access`: a code can be used once, by its app. */
export const exchangeCode = (
  state: State,
  args: Readonly<Record<string, unknown>>,
  authorization: string | undefined,
): Readonly<Record<string, unknown>> => {
  const basic = Buffer.from((authorization ?? '').replace(/^Basic /u, ''), 'base64').toString('utf8')
  const isOurs =
    (args['client_id'] === clientId && args['client_secret'] === clientSecret) ||
    basic === `${clientId}:${clientSecret}`
  if (!isOurs) return { ok: false, error: 'bad_client_secret' }
  const code = String(args['code'])
  const given = codes.get(state)?.get(code)
  if (given === undefined) return { ok: false, error: 'invalid_code' }
  codes.get(state)?.delete(code)
  const workspace = state.workspaces.get(given.workspace) ?? addWorkspace(state, given.workspace, given.scopes)
  return {
    ok: true,
    access_token: workspace.botToken,
    token_type: 'bot',
    scope: given.scopes.join(','),
    bot_user_id: workspace.botUser,
    app_id: 'AFAKE',
    team: { id: workspace.id, name: `Workspace ${workspace.id}` },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: 'UINSTALLER' },
  }
}
