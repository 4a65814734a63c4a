import type { IncomingMessage, ServerResponse } from 'node:http'
import { UserError, withFullStop } from '../../../src/errors.ts'
import { refusalOf } from './errors.ts'

/** The codes of Bolt's OAuth library, and of `oauth.v2.access`, for a redirect that was followed too late, twice or elsewhere. */
const staleCodes: readonly (string | undefined)[] = [
  'slack_oauth_invalid_state',
  'slack_oauth_missing_state',
  'slack_oauth_missing_code',
  'code_already_used',
  'code_expired',
  'invalid_code',
]

type Failure = { readonly status: 400 | 500; readonly text: string }

/** Why an installation failed. `asked`: Slack's own reason in the redirect, such as `access_denied`. */
const failureOf = (error: Error & { readonly code?: string }, asked: string | null): Failure => {
  if (asked === 'access_denied') return { status: 400, text: 'It was cancelled. Nothing was changed.' }
  if (asked !== null) return { status: 400, text: `Slack ended the installation (${asked}).` }
  if (error instanceof UserError) return { status: 400, text: error.sentence }
  const refusal = refusalOf(error)
  if (staleCodes.includes(refusal ?? error.code))
    return {
      status: 400,
      text: 'This page was opened twice, in another browser, or more than ten minutes after the start. If the app is in the workspace, all is well.',
    }
  const reason = refusal === undefined ? 'Something failed on our side' : `Slack refused it (${refusal})`
  return { status: 500, text: `${withFullStop(reason)} It is recorded in the log of the program.` }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Tells the person in the browser why the app was not installed, with a link to try again. @returns what they read. */
export const answerFailure = (
  error: Error,
  installPath: string,
  { url = '' }: IncomingMessage,
  response: ServerResponse,
): string => {
  const asked = URL.parse(url, 'http://own')?.searchParams.get('error') ?? null
  const { status, text } = failureOf(error, asked?.slice(0, 80) ?? null)
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>RSIS Brief was not installed</title></head>
<body><h1>RSIS Brief was not installed</h1><p>${escaped(text)}</p><p><a href="${installPath}">Install it</a></p></body></html>`)
  return text
}
