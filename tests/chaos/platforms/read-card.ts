import { z } from 'zod'
import type { Site } from '../site.ts'

/** Every string of a value, with the name of the field that holds it. */
const strings = function* (value: unknown, name = ''): Generator<{ name: string; text: string }> {
  if (typeof value === 'string') yield { name, text: value }
  else if (Array.isArray(value)) for (const item of value) yield* strings(item, name)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* strings(item, key)
  }
}

/** The publications that links in a payload lead to, each once. */
export const linkedIn = (payload: unknown, site: Site): number[] => {
  const numbers = [...strings(payload)].flatMap(({ text }) => site.publicationAt(text)?.number ?? [])
  return [...new Set(numbers)]
}

const idsSchema = z.looseObject({ commentaries: z.array(z.string()).optional() })

/** What a card of the core's is about, by what it says and by its links, and what it quotes. */
export const readCard = (card: unknown, site: Site): { about: number[]; quotes: string[] } => {
  const said = (idsSchema.parse(card).commentaries ?? []).flatMap((id) => site.publicationWithId(id)?.number ?? [])
  return {
    about: [...new Set([...said, ...linkedIn(card, site)])],
    quotes: [...strings(card)].filter(({ name }) => name === 'quote').map(({ text }) => text),
  }
}
