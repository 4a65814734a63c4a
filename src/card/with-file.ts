import type { Card } from './card.ts'

/**
 * The answers to show: one, or, if its file takes time, one at once without the file and another with the complete
 * file.
 * @throws the error in making the file, after an answer that says so
 */
export async function* withWholeFile(card: Card): AsyncGenerator<Card> {
  const { file, ...rest } = card
  if (file?.later === undefined) {
    yield card
    return
  }
  yield rest
  const { name, mediaType, later } = file
  const text = await later().catch((error: unknown) => new Error('a file could not be made', { cause: error }))
  if (typeof text === 'string') yield { ...rest, file: { name, mediaType, text } }
  else {
    const failure = { type: 'text', text: ['The file could not be made. Ask for it again in a minute.'] } as const
    yield { ...rest, blocks: [failure, ...rest.blocks] }
    throw text
  }
}

/** The answer with its complete file, however long that takes. */
export const wholeAnswer = async (card: Card): Promise<Card> => {
  let whole = card
  for await (const answer of withWholeFile(card)) whole = answer
  return whole
}
