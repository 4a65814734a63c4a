import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { State } from './state.ts'

export type Where = { readonly team?: string; readonly channel?: string; readonly user?: string }

export type Payloads = ReturnType<typeof createPayloads>

const inputs = z.object({
  blocks: z.array(
    z.object({
      block_id: z.string(),
      element: z.object({ type: z.string(), options: z.array(z.object({ value: z.string() })).optional() }),
    }),
  ),
})

/** The value of a field: text, or one of its options. */
const filledIn = (view: unknown, name: string, value: string): object => {
  const element = inputs.safeParse(view).data?.blocks.find((block) => block.block_id === name)?.element
  if (element?.type !== 'static_select') return { type: 'plain_text_input', value }
  const option = element.options?.find((one) => one.value === value)
  if (option === undefined) throw new Error(`“${name}” does not offer ${value}`)
  return { type: 'static_select', selected_option: option }
}

/** The requests that Slack sends for a person's actions, as in its documentation. */
export const createPayloads = (state: State, url: () => string) => {
  const trigger = (): string => {
    const id = randomUUID()
    state.triggers.set(id, Date.now())
    return id
  }
  const responseUrl = (): string => `${url()}/respond/${randomUUID()}`
  const filled = ({ team = 'T1', channel = 'C1', user = 'U1' }: Where) => ({ team, channel, user })

  const event = (where: Where, body: Readonly<Record<string, unknown>>) => {
    const { team, user } = filled(where)
    return {
      type: 'event_callback',
      team_id: team,
      api_app_id: 'AFAKE',
      event_id: `Ev${randomUUID()}`,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ team_id: team, user_id: `UBOT${team}`, is_bot: true, is_enterprise_install: false }],
      event: { user, event_ts: `${Date.now() / 1000}`, ...body },
    }
  }

  return {
    command: (text: string, where: Where = {}) => {
      const { team, channel, user } = filled(where)
      return {
        token: 'unused',
        team_id: team,
        team_domain: 'policy',
        channel_id: channel,
        channel_name: channel.startsWith('D') ? 'directmessage' : 'briefings',
        user_id: user,
        user_name: user.toLowerCase(),
        command: '/rsis',
        text,
        api_app_id: 'AFAKE',
        is_enterprise_install: 'false',
        response_url: responseUrl(),
        trigger_id: trigger(),
      }
    },
    /** A button pressed; `view` for one in App Home or a modal, where there is no channel. */
    press: (
      action: { readonly action_id: string; readonly value?: string; readonly block_id?: string },
      where: Where & {
        readonly message?: string
        readonly isEphemeral?: boolean
        readonly view?: 'home' | 'modal'
      } = {},
    ) => {
      const { team, channel, user } = filled(where)
      const inView = where.view !== undefined
      return {
        type: 'block_actions',
        api_app_id: 'AFAKE',
        team: { id: team, domain: 'policy' },
        user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: team },
        trigger_id: trigger(),
        container: inView
          ? { type: 'view', view_id: 'VHOME' }
          : {
              type: 'message',
              message_ts: where.message ?? '1700000000.000100',
              channel_id: channel,
              is_ephemeral: where.isEphemeral ?? true,
            },
        ...(inView
          ? { view: { id: 'VHOME', team_id: team, type: where.view, callback_id: '', private_metadata: '' } }
          : { channel: { id: channel, name: 'briefings' }, response_url: responseUrl() }),
        actions: [{ type: 'button', block_id: 'b', action_ts: `${Date.now() / 1000}`, ...action }],
      }
    },
    /** The form of an opened view sent with these values. */
    submit: (view: Readonly<Record<string, unknown>>, values: Readonly<Record<string, string>>, where: Where = {}) => {
      const { team, user } = filled(where)
      return {
        type: 'view_submission',
        api_app_id: 'AFAKE',
        team: { id: team, domain: 'policy' },
        user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: team },
        trigger_id: trigger(),
        view: {
          id: 'VFORM',
          team_id: team,
          ...view,
          state: {
            values: Object.fromEntries(
              Object.entries(values).map(([name, value]) => [name, { value: filledIn(view, name, value) }]),
            ),
          },
        },
        response_urls: [],
      }
    },
    event,
    mention: (text: string, where: Where = {}) =>
      event(where, {
        type: 'app_mention',
        text: `<@UBOT${filled(where).team}> ${text}`,
        channel: filled(where).channel,
        ts: '1700000000.000200',
      }),
    directMessage: (text: string, where: Where = {}) =>
      event(where, {
        type: 'message',
        channel_type: 'im',
        text,
        channel: `D${filled(where).user.slice(1)}`,
        ts: '1700000000.000300',
      }),
    homeOpened: (where: Where = {}) => event(where, { type: 'app_home_opened', tab: 'home', channel: 'D1' }),
    linkShared: (link: string, where: Where & { readonly source?: string } = {}) =>
      event(where, {
        type: 'link_shared',
        channel: filled(where).channel,
        message_ts: '1700000000.000400',
        source: where.source ?? 'conversations_history',
        links: [{ domain: 'rsis.edu.sg', url: link }],
      }),
    detailsRequested: (link: string, where: Where = {}) =>
      event(where, {
        type: 'entity_details_requested',
        channel: filled(where).channel,
        trigger_id: 'trigger-of-details',
        entity_url: link,
        app_unfurl_url: link,
        external_ref: { id: 'CO26001' },
        link: { url: link, domain: 'rsis.edu.sg' },
      }),
    memberJoined: (member: string, where: Where = {}) =>
      event(
        { ...where, user: member },
        { type: 'member_joined_channel', channel: filled(where).channel, channel_type: 'C' },
      ),
    unarchived: (type: 'channel_unarchive' | 'group_unarchive', where: Where = {}) =>
      event(where, { type, channel: filled(where).channel }),
    uninstalled: (where: Where = {}) => event(where, { type: 'app_uninstalled' }),
    tokensRevoked: (where: Where = {}) =>
      event(where, { type: 'tokens_revoked', tokens: { oauth: [], bot: [`UBOT${filled(where).team}`] } }),
  }
}
