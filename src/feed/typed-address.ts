const wrappers = /^[<({"'`“”„‟«»‘’‚‹›*_\s]+|[>)}"'`“”„‟«»‘’‚‹›*_\s.,;:!?…]+$/gu
/** Links as chats write them: `[MERICS](https://merics.org)`, `<https://merics.org|merics.org>`. */
const link = /\]\(\s*<?([^()<>\s]+)>?[^()]*\)|<([a-z]+:[^<>|\s]+)(?:\|[^<>]*)?>/iu
const scheme = /^([a-z][a-z\d+.-]*):(?=\/\/|[a-z]+:\/\/)/iu
/** A word that is an address. */
const addressWord = /^(?:https?:\/\/\S+|feed:\S+|[^\s/@:]+\.\p{L}{2,}(?:[:/?#]\S*)?)$/iu

const bareAddress = (typed: string): string | undefined => {
  const linked = link.exec(typed)
  if (linked !== null) return linked[1] ?? linked[2]
  const words = typed.split(/\s+/u).map((word) => word.replaceAll(wrappers, ''))
  const [only, ...others] = words.length === 1 ? words : words.filter((word) => addressWord.test(word))
  return others.length === 0 ? only : undefined
}

/**
 * The web address in what a person typed, or copied from a chat or a text: without a scheme, in quotation marks or
 * angle brackets, as a Markdown or Slack link, with a full stop after it. Undefined if there is no address.
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
  // A single word is a name, not a host, unless it is this machine or has a port or a scheme.
  const isHost = url.hostname.includes('.') || url.hostname.includes(':') || url.hostname === 'localhost'
  if (!isHost && said === undefined && url.port === '') return undefined
  url.hash = ''
  return url.href
}
