import type { Site } from '../site.ts'
import type { Message } from './port.ts'

/** All strings in a value, with the name of their field. */
export const stringsIn = (value: unknown, name = ''): { readonly name: string; readonly text: string }[] => {
  if (typeof value === 'string') return [{ name, text: value }]
  if (typeof value !== 'object' || value === null) return []
  const fields = Array.isArray(value) ? value.map((item) => [name, item] as const) : Object.entries(value)
  return fields.flatMap(([key, item]) => stringsIn(item, key))
}

/** The publications that links in a payload lead to, each once. */
export const linkedIn = (payload: unknown, site: Site): number[] => {
  const urls = stringsIn(payload).flatMap(({ text }) => text.match(/https?:\/\/[^\s|<>()]+/gu) ?? [])
  return [...new Set(urls.flatMap((url) => site.publicationAt(url)?.number ?? []))]
}

/** A quote without the quotation marks that a renderer adds. */
export const unquoted = (shown: string): string => /^“([^“”"]*)”$/u.exec(shown.trim())?.[1] ?? shown

/** The links, text and quotes of one of the core's cards. */
export const readCard = (card: unknown, site: Site): Pick<Message, 'about' | 'text' | 'quotes'> => {
  const strings = stringsIn(card)
  return {
    about: linkedIn(card, site),
    text: strings.map(({ text }) => text).join('\n'),
    quotes: strings.filter(({ name }) => name === 'quote').map(({ text }) => text),
  }
}
