const wrappers = /^[<({"'`“”„‟«»‘’‚‹›*_\s]+|[>)}"'`“”„‟«»‘’‚‹›*_\s.,;:!?…]+$/gu
/** `[MERICS](https://merics.org)`, `<https://merics.org|merics.org>`: the address of a link as chats write it. */
const link = /\]\(\s*<?([^()<>\s]+)>?[^()]*\)|<([a-z]+:[^<>|\s]+)(?:\|[^<>]*)?>/iu
const scheme = /^([a-z][a-z\d+.-]*):(?=\/\/|[a-z]+:\/\/)/iu
/** Of a line of words the one that is an address. */
const addressWord = /^(?:https?:\/\/\S+|feed:\S+|[^\s/@:]+\.\p{L}{2,}(?:[:/?#]\S*)?)$/iu

const bareAddress = (typed: string): string | undefined => {
  const linked = link.exec(typed)
  if (linked !== null) return linked[1] ?? linked[2]
  const words = typed.split(/\s+/u).map((word) => word.replaceAll(wrappers, ''))
  const [only, ...others] = words.length === 1 ? words : words.filter((word) => addressWord.test(word))
  return others.length === 0 ? only : undefined
}

/**
 * The web address that a person typed, or copied from a chat or a text: without a scheme, in quotation marks or angle brackets,
 * as a link of Markdown or Slack, with the full stop behind it. Undefined for a text that is no address.
 */
export const typedAddress = (typed: string): string | undefined => {
  const bare = bareAddress(typed.trim())
    ?.replaceAll('&amp;', '&')
    .replace(/^feed:(?:\/\/)?(?=\S)/iu, '')
  if (bare === undefined || bare === '') return undefined
  const said = scheme.exec(bare)?.[1]?.toLowerCase()
  if (said !== undefined && said !== 'http' && said !== 'https') return undefined
  const url = URL.parse(said === undefined ? `https://${bare.replace(/^\/+/u, '')}` : bare)
  if (url === null || (said === undefined && url.username !== '')) return undefined
  // One word is the name of somebody, unless it is this machine or has a port or a scheme.
  const isHost = url.hostname.includes('.') || url.hostname.includes(':') || url.hostname === 'localhost'
  if (!isHost && said === undefined && url.port === '') return undefined
  url.hash = ''
  return url.href
}
