import { withoutUnseen } from '../../archive/query/text.ts'

/** An emoji, its parts, and the sign that makes one of a figure. */
const emoji =
  /(?:[#*\d]\u{FE0F}?\u{20E3})|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{FE0F}]/gu
const figureKey = /([\d#*])\u{FE0F}?\u{20E3}/gu
/** `:wave:` as chat clients send an emoji. */
const emojiName = /(?<=^|\s):[a-z][\w+-]*:(?=\s|$)|(?<=^|\s):[+-]1:(?=\s|$)/giu

/** Links as Slack and Discord write them, `<https://x.org|x.org>`, by their addresses alone. */
export const withBareLinks = (text: string): string =>
  text.replaceAll(/<((?:https?:\/\/|www\.)[^\s<>|]+)(?:\|[^<>]*)?>/giu, '$1')

/** A link, a person or a channel as Slack and Discord write it; a channel keeps its place, for it may be asked about. */
const withoutMarkup = (text: string): string =>
  withBareLinks(text)
    .replaceAll(/<(?:@|!)[^<>]*>/gu, ' ')
    .replace(/^\s*(?:>|&gt;)\s+/u, '')
    .replaceAll(/```|(?<![\p{L}\p{N}])`|`(?![\p{L}\p{N}])/gu, ' ')
    .replaceAll(/(?<=^|\s)(\*\*|\*|__|_|~~|~)(?=\S)(.{1,200}?)(?<=\S)\1(?=$|[\s.,!?])/gu, '$2')

/** The text behind `/rsis`: without markup, emoji and what nobody sees; people paste the whole command. */
export const tidy = (text: string): string => {
  const plain = withoutMarkup(withoutUnseen(text)).replaceAll(figureKey, '$1').replaceAll(emojiName, ' ')
  return plain
    .replaceAll(emoji, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/^[/!.@\\]*rsis(?:[- ]?(?:brief|bot))?\b[:,]? ?/iu, '')
    .replace(/^[!.\\](?=\p{L})/u, '')
    .replace(/(?<=^| )(show|cite|open|read|why|related)(?=co[ -]?\d{5}\b)/iu, '$1 ')
}

/** Whether a text was signs alone: a thumb, a smile. */
export const isSignAlone = (text: string): boolean => text.trim() !== '' && tidy(text) === '' && !/rsis/iu.test(text)
