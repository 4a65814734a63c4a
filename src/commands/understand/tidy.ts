import { withoutUnseen } from '../../archive/query/text.ts'

/** An emoji, its parts, and the character that turns a digit into an emoji. */
const emoji =
  /(?:[#*\d]\u{FE0F}?\u{20E3})|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{FE0F}]/gu
const figureKey = /([\d#*])\u{FE0F}?\u{20E3}/gu
/** An emoji in the form that chat clients send: `:wave:`. */
const emojiName = /(?<=^|\s):[a-z][\w+-]*:(?=\s|$)|(?<=^|\s):[+-]1:(?=\s|$)/giu

/** Replaces links of Slack and Discord, `<https://x.org|x.org>`, by their addresses. */
export const withBareLinks = (text: string): string =>
  text.replaceAll(/<((?:https?:\/\/|www\.)[^\s<>|]+)(?:\|[^<>]*)?>/giu, '$1')

/** Replaces links, people and channels in the syntax of Slack and Discord; a channel stays, because it may be asked about. */
const withoutMarkup = (text: string): string =>
  withBareLinks(text)
    .replaceAll(/<(?:@|!)[^<>]*>/gu, ' ')
    .replace(/^\s*(?:>|&gt;)\s+/u, '')
    .replaceAll(/```|(?<![\p{L}\p{N}])`|`(?![\p{L}\p{N}])/gu, ' ')
    .replaceAll(/(?<=^|\s)(\*\*|\*|__|_|~~|~)(?=\S)(.{1,200}?)(?<=\S)\1(?=$|[\s.,!?])/gu, '$2')

/** Full-width letters, digits and punctuation of East Asian keyboards. */
const fullWidth = /[\u{FF01}-\u{FF5E}\u{3000}№]/gu

const series = String.raw`(?:(?:rsis |this )?(?:commentary|comm\.?|co\.?)[ :#.-]*)`
const numbered = String.raw`(?:(?:no|nr|num|number|#)\b\.?[ :#]*|#)`
const yearBehind = new RegExp(
  String.raw`(?<![\p{L}\p{N}/:.-])(${series}?${numbered}?)(\d{1,3})(?: ?/ ?|( (?:of|in|from) | ?\())20(\d{2})\)?(?![\p{N}/-])`,
  'giu',
)
const yearBefore = new RegExp(
  String.raw`(?<![\p{L}\p{N}/:.-])(?:${series}${numbered}?|${numbered})(?:20(\d{2})[ /-]?|(\d{2})[ /-])(\d{3})(?![\p{N}/-])`,
  'giu',
)
const withSigns = new RegExp(
  String.raw`(?<![\p{L}\p{N}/:.-])(?:${series}${numbered}?|${numbered})(\d{5})(?![\p{L}\p{N}])`,
  'giu',
)

/** The text with all numbers of commentaries in the same form: `No. 118/2023`, `commentary 118 of 2023`, `CO 23-118` become `CO23118`. */
export const withPlainNumbers = (text: string): string =>
  text
    .replaceAll(yearBehind, (all: string, name: string, number: string, joint: string | undefined, year: string) =>
      // `12/2023` alone is a month.
      name === '' && (joint !== undefined || Number(number) <= 12) ? all : `CO${year}${number.padStart(3, '0')}`,
    )
    .replaceAll(
      yearBefore,
      (_, long: string | undefined, short: string | undefined, number: string) => `CO${long ?? short}${number}`,
    )
    .replaceAll(withSigns, 'CO$1')

const flag = /\p{Regional_Indicator}{2}/gu
const firstIndicator = 0x1f1e6
const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** The name of the country whose flag it is. */
const countryOf = (sign: string): string => {
  const letters = sign.replaceAll(/\p{Regional_Indicator}/gu, (one) =>
    String.fromCodePoint((one.codePointAt(0) ?? 0) - firstIndicator + 'A'.charCodeAt(0)),
  )
  return ` ${countries.of(letters)?.replace(/ \(.*\)$/u, '') ?? ''} `
}

/** The text after `/rsis`, without markup, emoji and invisible characters; people also paste the whole command. */
export const tidy = (text: string): string => {
  const plain = withoutMarkup(withoutUnseen(text))
    .replaceAll(flag, countryOf)
    .replaceAll(fullWidth, (sign) => sign.normalize('NFKC'))
    .replaceAll(figureKey, '$1')
    .replaceAll(emojiName, ' ')
  return withPlainNumbers(
    plain
      .replaceAll(emoji, ' ')
      .replaceAll(/\s+/gu, ' ')
      .trim()
      .replace(/^@[\w-]*(?:rsis|bot|brief)[\w-]*[:,]? (?=\S)/iu, '')
      .replaceAll(/(?<=\s)w\/o(?=\s)/giu, 'without')
      .replace(/^[/!.@\\]*rsis(?:[- ]?(?:brief|bot))?\b[:,]? ?/iu, '')
      .replace(/^[!.\\](?=\p{L})/u, '')
      .replace(/^un[- ](?=(?:mute|paus|snooz|subscri|sub\b|watch|follow|filter))/iu, 'un'),
  ).replace(/(?<=^| )(show|cite|open|read|why|related)(?=co[ -]?\d{5}\b)/iu, '$1 ')
}

/** Whether a text has only emoji and punctuation. */
export const isSignAlone = (text: string): boolean => text.trim() !== '' && tidy(text) === '' && !/rsis/iu.test(text)
