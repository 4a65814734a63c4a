import type { Problem } from '../../../src/errors.ts'

// What Slack's refusals (`ok: false`) mean for a post. Source: docs.slack.dev, chat.postMessage, Errors.

/** The place is gone or closed to the app; the value says how a person can fix it. */
export const placeRefusals: Readonly<Record<string, string>> = {
  not_in_channel: 'type “/invite @rsis” in that channel',
  channel_not_found: 'type “/invite @rsis” in that channel, or subscribe in another one if it was deleted',
  is_archived: 'unarchive the channel, or subscribe in another one',
  restricted_action: 'ask a workspace admin to let apps post in that channel',
  restricted_action_read_only_channel: 'ask a workspace admin to let apps post in that channel',
  restricted_action_thread_only_channel: 'choose a channel that takes new messages',
  restricted_action_non_threadable_channel: 'choose a channel that takes threads',
  user_not_found: 'subscribe again: that person is not in this workspace',
  user_not_visible: 'subscribe again: that person cannot be seen by the app',
  user_disabled: 'subscribe again: that person’s account is closed',
  cannot_dm_bot: 'subscribe a person or a channel, not an app',
  messages_tab_disabled: 'switch on the Messages tab under App Home in the app’s settings',
  external_channel_migrating: 'wait until the shared channel has moved, then type /rsis requeue',
}

/** The workspace refuses the app; the value says how a person can fix it. */
const workspaceRefusals: Readonly<Record<string, string>> = {
  account_inactive: 'install the app again: its account was switched off',
  token_revoked: 'install the app again: its token was revoked',
  token_expired: 'install the app again: its token has expired',
  not_authed: 'set SLACK_BOT_TOKEN, or install the app again',
  invalid_auth: 'copy the bot token again from OAuth & Permissions; also check whether the app restricts IP addresses',
  missing_scope: 'install the app again, so that it gets the scopes of adapters/slack/manifest.yaml',
  no_permission: 'install the app again, so that it gets the scopes of adapters/slack/manifest.yaml',
  not_allowed_token_type: 'SLACK_BOT_TOKEN must be the bot token, which begins with xoxb-',
  ekm_access_denied: 'ask a workspace admin: the organisation’s key management keeps apps out',
  accesslimited: 'ask a workspace admin: access to this workspace is limited',
  access_denied: 'ask a workspace admin: the app is not allowed here',
  team_access_not_granted: 'ask an organisation admin to grant the app this workspace',
}

/** Refusals of the token itself, which `auth.test` would get as well. */
const tokenRefusals: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
])

type Refusal = Problem & { readonly code: string }

/** A workspace's refusal of the app, with what a person can do; undefined for any other refusal. */
export const workspaceProblem = (code: string): Refusal | undefined => {
  const fix = workspaceRefusals[code]
  return fix === undefined ? undefined : { code, problem: `Slack says ${code}`, fix }
}

/** A workspace's refusal of the token itself; undefined for any other refusal. */
export const tokenProblem = (code: string): Refusal | undefined =>
  tokenRefusals.has(code) ? workspaceProblem(code) : undefined

/** Refusals of a workspace that a passing fault can cause as well; they are believed if they last. */
export const doubtfulRefusals: ReadonlySet<string> = new Set(['invalid_auth', 'ekm_access_denied', 'accesslimited'])

/** Slack may have acted in spite of these errors: “possible some aspect of the operation succeeded”. */
export const uncertainRefusals: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
])

/** The whole workspace cannot get posts for a while; the message is not the reason. */
export const passingRefusals: ReadonlySet<string> = new Set([
  'team_added_to_org',
  'org_login_required',
  'enterprise_is_restricted',
  'two_factor_setup_required',
])

/** The message to reply to or to edit has changed; other messages are not affected. */
export const messageRefusals: ReadonlySet<string> = new Set([
  'cannot_reply_to_message',
  'message_not_found',
  'thread_not_found',
  'restricted_action_thread_locked',
  'cant_update_message',
  'edit_window_closed',
])

/** The channel accepts messages, but no replies. */
export const noThreads = 'restricted_action_non_threadable_channel'

/** Slack does not know the `client_msg_id`, so there is no message with it. */
export const unknownIdRefusals: ReadonlySet<string> = new Set([
  'duplicate_message_not_found',
  'duplicate_channel_not_found',
])

/** Slack refuses the content of this message in any place. */
export const isContentRefusal = (code: string): boolean =>
  /^(?:msg_too_long|msg_blocks_too_long|no_text|invalid_blocks.*|invalid_attachments|metadata_.+|invalid_metadata_.+|invalid_arg.*|too_many_attachments|markdown_text_conflict)$/u.test(
    code,
  )
