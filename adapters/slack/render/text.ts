/**
 * Text for a `mrkdwn` field or the fall-back: the three characters that begin anything active are escaped, once.
 * Source: docs.slack.dev, Formatting message text, Escaping text.
 */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A link in mrkdwn, where a bar ends the address. */
export const mrkdwnLink = (url: string, label: string): string =>
  `<${escapeText(url.replaceAll('|', '%7C'))}|${escapeText(label)}>`

/** Undoes Slack's own escaping of what a person typed, and gives a link's address for the link. */
export const typedText = (text: string): string =>
  text
    .replaceAll(/<(https?:[^|>]*)(?:\|[^>]*)?>/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
