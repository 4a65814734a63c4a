import { createHmac } from 'node:crypto'

export const signingSecret = 'fake-signing-secret'

export type Signing = {
  /** The time of the signature, in seconds. */
  readonly timestamp?: number
  readonly secret?: string
  /** Sent instead of the payload, as JSON. */
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Headers and body of a request as Slack sends it; docs.slack.dev, Verifying requests from Slack. */
export const signedRequest = (payload: Readonly<Record<string, unknown>>, signing: Signing = {}) => {
  const isEvent =
    signing.body !== undefined || payload['type'] === 'event_callback' || payload['type'] === 'url_verification'
  const isInteraction = 'type' in payload && !isEvent
  const body = isEvent
    ? (signing.body ?? JSON.stringify(payload))
    : new URLSearchParams(
        isInteraction ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>),
      ).toString()
  const timestamp = signing.timestamp ?? Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', signing.secret ?? signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex')
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
      ...signing.headers,
    },
  }
}
