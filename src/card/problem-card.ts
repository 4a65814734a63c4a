import type { Card, Text } from './card.ts'

/** A card that says in one text what went wrong, and what to do. */
export const problemCard = (...text: Text): Card => ({ tone: 'problem', blocks: [{ type: 'text', text }] })
