/**
 * Text for a `mrkdwn` field or the fall-back, with the three characters that begin active syntax escaped.
 * Source: docs.slack.dev, Formatting message text, Escaping text.
 */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A link in mrkdwn, where a bar ends the address. */
export const mrkdwnLink = (url: string, label: string): string =>
  `<${escapeText(url.replaceAll('|', '%7C'))}|${escapeText(label)}>`

/** What a person typed, without Slack's escapes, and with links replaced by their addresses. */
export const typedText = (text: string): string =>
  text
    .replaceAll(/<(https?:[^|>]*)(?:\|[^>]*)?>/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
