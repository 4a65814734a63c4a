import { countOf } from '../card/count.ts'
import { isStopWord } from '../archive/query/stop-words.ts'
import { shown } from '../archive/query/text.ts'
import { type Query, type Term, wordTerm } from '../archive/query/tree.ts'
import { tokensOf } from '../archive/query/words.ts'
import { search } from '../archive/search/search.ts'
import { type CheckedQuote, checkQuote, type Compared } from '../briefing/verify/check-quote.ts'
import type { Block, Card, Text } from '../card/card.ts'
import { citation, contextLine, fullName, shortName } from '../card/credit.ts'
import { quoteLink } from '../card/quote-link.ts'
import { inQuotationMarks } from '../card/text.ts'
import type { Commentary } from '../commentary/commentary.ts'
import { UserError } from '../errors.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { isReference, titledCommentaries } from './find-commentary.ts'
import { offerShow } from './offers.ts'
import { checkMayQuote } from '../store/reader.ts'
import { show } from './show.ts'
import { isSubjectAlone } from './understand/namable.ts'

const [fewestWords, mostWords] = [4, 120]
/** How many commentaries with most of the words are compared. */
const mostCompared = 8

type Found = { readonly commentary: Commentary; readonly checked: CheckedQuote }

/** A search for all of these clauses, or for any of them. */
const queryFor = (words: string, clauses: readonly Term[], isWide: boolean): Query => ({
  text: words,
  clauses,
  without: [],
  since: undefined,
  until: undefined,
  sort: 'relevance',
  isWide,
  leftOut: [],
})

/** The commentaries with these or similar words, the most similar first. */
const findQuote = async (words: string, { db }: CommandContext): Promise<readonly Found[]> => {
  const find = async (clauses: readonly Term[], isWide: boolean): Promise<readonly Found[]> => {
    const { hits } = await search(db, queryFor(words, clauses, isWide), { limit: mostCompared, offset: 0 })
    return hits
      .flatMap(({ commentary }): Found[] => {
        const checked = checkQuote(commentary, words)
        return checked === undefined ? [] : [{ commentary, checked }]
      })
      .toSorted((one, other) => one.checked.edits - other.checked.edits)
  }
  const tokens = tokensOf(words)
  const exact = await find([{ ...wordTerm(words), tokens, isQuoted: true }], false)
  if (exact.length > 0) return exact
  const telling = tokens.filter((token) => !isStopWord(token))
  return find(
    telling.map((token) => wordTerm(token)),
    true,
  )
}

const side = (compared: readonly Compared[], own: 'given' | 'source'): Text =>
  compared
    .filter((part) => part.in === 'both' || part.in === own)
    .map((part) => (part.in === own ? { text: part.text, style: 'mark' } : part.text))

const placeText = ({ paragraph, section }: CheckedQuote): string => {
  const where = paragraph === undefined ? 'In the synopsis or a subhead' : `Paragraph ${paragraph}`
  return section === undefined ? where : `${where}, under “${section}”`
}

const titleOf = ({ match, edits }: CheckedQuote, name: string): string => {
  if (match === 'verbatim') return `Verbatim in ${name}`
  if (match === 'same-words') return `The words of ${name}; capitals or punctuation differ`
  return `Not verbatim: ${countOf(edits, 'word differs', 'words differ')} from ${name}`
}

const comparison = ({ match, compared }: CheckedQuote): Block[] =>
  match === 'verbatim'
    ? []
    : [
        { type: 'text', text: [{ text: 'You gave: ', style: 'quiet' }, ...side(compared, 'given')] },
        { type: 'text', text: [{ text: 'It says: ', style: 'quiet' }, ...side(compared, 'source')] },
      ]

const quoteCard = ({ commentary, checked }: Found, others: readonly Found[]): Card => {
  const { id, url } = commentary
  const same = others
    .filter(({ checked: other }) => other.edits === checked.edits)
    .map((other) => shortName(other.commentary))
  const notes = [
    placeText(checked),
    ...(checked.isQuotedThere ? ['It is in quotation marks there: the author quotes somebody'] : []),
    ...(same.length > 0 ? [`Also in ${same.join(', ')}`] : []),
  ]
  return {
    context: contextLine(commentary),
    title: {
      text: titleOf(checked, shortName(commentary)),
      commentary: id,
      ...(url === undefined ? {} : { url: quoteLink(url, checked.source) }),
    },
    blocks: [
      { type: 'text', text: [{ text: `${notes.join('. ')}.`, style: 'quiet' }] },
      ...comparison(checked),
      {
        type: 'copy',
        text: `${inQuotationMarks(checked.source)} (${checked.isQuotedThere ? 'quoted in ' : ''}${citation(commentary)})`,
      },
    ],
    actions: [
      ...(url === undefined ? [] : [{ label: 'Open at the quote', url: quoteLink(url, checked.source) }]),
      offerShow(commentary),
    ],
    commentaries: [id],
  }
}

type Titled = Awaited<ReturnType<typeof titledCommentaries>>

const titlesOf = (titled: Titled): string => titled.map(fullName).join('; ')

/** The card for similar words that are in a title. */
const withTitles = (card: Card, titled: Titled): Card =>
  titled.length === 0
    ? card
    : {
        ...card,
        blocks: [{ type: 'text', text: [`A title has these words: ${titlesOf(titled)}.`] }, ...card.blocks],
        actions: [...titled.map(offerShow), ...(card.actions ?? [])],
      }

/** The answer for words that no text has, though a title may. */
const notFound = (words: string, titled: Titled): Card => {
  return {
    title: {
      text: titled.length === 0 ? 'No commentary in the archive says this' : 'No text says this; a title has its words',
    },
    blocks: [
      ...(titled.length === 0 ? [] : [{ type: 'text', text: [`${titlesOf(titled)}.`] } as const]),
      {
        type: 'text',
        text: [
          `Nothing like “${shown(words)}” was found in a text, neither in these words nor with up to two in five of them changed.`,
        ],
      },
    ],
    actions: [
      ...titled.map(offerShow),
      { label: 'Search the words', command: `/rsis search ${shown(words).replaceAll('"', '')}` },
    ],
  }
}

/** Finds who wrote some words and where, and checks whether they are quoted exactly. */
export const quote: CommandDefinition = {
  verb: 'quote',
  synonyms: ['verify', 'said'],
  isOfArchive: true,
  summary: 'Who wrote these words, where exactly, and whether they are verbatim',
  options: [{ name: 'words', description: 'The words, as they were quoted', writing: 'words', isRequired: true }],
  examples: ['/rsis quote "the region will not be forgotten"'],
  reads: (text) =>
    (text === '' || isReference(text) || text.startsWith('"') || !isSubjectAlone(text)) &&
    !/^(?:me|us|from|about|something|anything|this|that|it|them|these|those|you|your|any|some)\b/iu.test(text),
  async run(text, context, command) {
    const words = text.trim()
    if (isReference(words)) return show.run(words, context, command)
    checkMayQuote(context.db)
    const count = tokensOf(words).length
    if (count < fewestWords || count > mostWords) {
      throw new UserError(
        'Quote',
        count < fewestWords
          ? `at least ${fewestWords} words are needed to tell whose they are`
          : `at most ${mostWords} words`,
        'e.g. /rsis quote "the complete sentence as it was quoted"',
      )
    }
    const [best, ...others] = await findQuote(words, context)
    if (best?.checked.edits === 0) return quoteCard(best, others)
    const titled = (await titledCommentaries(words, context)).slice(0, 3)
    return best === undefined ? notFound(words, titled) : withTitles(quoteCard(best, others), titled)
  },
}
