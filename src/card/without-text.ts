import type { Commentary } from '../commentary/commentary.ts'
import { foldedText, wordsIn } from '../commentary/text/plain.ts'
import type { Block, Card, Span, Text } from './card.ts'
import { plainText } from './text.ts'

/** A row with this many words of a text in sequence quotes it; shorter matches may be chance. */
const runLength = 6

const runsOf = (text: string): string[] => {
  const words = wordsIn(foldedText(text))
  return Array.from({ length: Math.max(0, words.length - runLength + 1) }, (_, at) =>
    words.slice(at, at + runLength).join(' '),
  )
}

/** The sequences of words that may be shown, and those that may not. */
type Runs = { readonly free: ReadonlySet<string>; readonly own: ReadonlySet<string> }

const runsIn = (commentaries: readonly Commentary[]): Runs => ({
  free: new Set(
    commentaries.flatMap(({ title, synopsis = '', description = '' }) =>
      [title, synopsis, description].flatMap(runsOf),
    ),
  ),
  own: new Set(
    commentaries.flatMap(({ sections }) => sections.flatMap(({ paragraphs }) => paragraphs.flatMap(runsOf))),
  ),
})

/** Words in quotation marks may come from an earlier version of the text, as in the note about a correction. */
const quotedIn = (text: string): string[] => [...text.matchAll(/“([^“”]+)”/gu)].map(([, words = '']) => words)

const showsText = (text: string, { free, own }: Runs): boolean =>
  runsOf(text).some((run) => own.has(run) && !free.has(run)) ||
  quotedIn(text).some((words) => runsOf(words).some((run) => !free.has(run)))

/** The link without a text fragment (WICG), which would name words of the page. */
const openLink = (url: string): string => url.replace(/#?:~:text=.*$/u, '')

const withoutFragments = (text: Text): Text =>
  text.map(
    (span): Span => (typeof span === 'string' || span.url === undefined ? span : { ...span, url: openLink(span.url) }),
  )

const permitted = (block: Block, runs: Runs): readonly Block[] => {
  if (block.type === 'claim') return []
  if (block.type === 'item') {
    const isShown = block.text !== undefined && !showsText(plainText(block.text), runs)
    return [{ ...block, text: isShown ? withoutFragments(block.text ?? []) : undefined }]
  }
  if (block.type === 'fields') return [block]
  if (block.type === 'copy') return showsText(block.text, runs) ? [] : [block]
  return showsText(plainText(block.text), runs) ? [] : [{ ...block, text: withoutFragments(block.text) }]
}

/** Lines about quotes, which make no sense on a card without quotes. */
const ofQuotes = /word for word|own (?:sentences|words)|^Retold by/u

const footerWithout = (footer: readonly string[]): readonly string[] =>
  footer
    .map((line) =>
      line
        .split(' · ')
        .filter((part) => !ofQuotes.test(part))
        .join(' · '),
    )
    .filter((line) => line !== '')

const nothingQuoted: Block = {
  type: 'text',
  text: [{ text: 'Nothing is quoted here. Read the original.', style: 'quiet' }],
}

/**
 * The card for an installation that has no permission to quote: without claims, and without lines that contain words of these
 * commentaries from outside their titles, synopses and descriptions.
 */
export const withoutText = (card: Card, commentaries: readonly Commentary[]): Card => {
  const runs = runsIn(commentaries)
  const blocks = card.blocks.flatMap((block) => permitted(block, runs))
  const { thread, title, actions, footer } = card
  return {
    ...card,
    ...(title?.url !== undefined && { title: { ...title, url: openLink(title.url) } }),
    blocks: blocks.length < card.blocks.length && blocks.length === 0 ? [nothingQuoted] : blocks,
    ...(footer && blocks.length < card.blocks.length && { footer: footerWithout(footer) }),
    ...(thread && { thread: thread.flatMap((block) => permitted(block, runs)) }),
    ...(actions && {
      actions: actions.map((action) => ('url' in action ? { ...action, url: openLink(action.url) } : action)),
    }),
  }
}
