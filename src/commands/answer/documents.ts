import { shown } from '../../archive/query/text.ts'
import type { Card } from '../../card/card.ts'
import { isNamed, isReference, namedCommentary, numbersNamed } from '../find-commentary.ts'
import type { LastList } from '../last-list.ts'
import { show } from '../show.ts'
import { isPronoun } from '../understand/list-words.ts'
import { definitionOf, splitVerb } from '../understand/command-line.ts'
import { sure } from '../understand/concerns.ts'
import type { Words } from '../understand/meaning.ts'
import { readSentence, type Token } from '../understand/sentence.ts'
import { standsFor } from '../understand/tokens.ts'
import { type Asked, runLine } from './asked.ts'
import { onRows, withOthers } from './rows.ts'

/** Shows the commentary that a text names; undefined if it names none. */
const shownCommentary = async (text: string, { context, command }: Asked): Promise<Card | undefined> => {
  const named = await namedCommentary(text, context)
  if (named.kind === 'nothing' || named.kind === 'several') return undefined
  const card = await show.run(named.kind === 'found' ? named.archived.commentary.id : named.id, context, command)
  const others = numbersNamed(text).filter((id) => !(card.commentaries ?? []).includes(id))
  return withOthers(card, 'show', others)
}

/** A card with a small sentence on top. */
export const withNote = (note: string, card: Card): Card => ({
  ...card,
  blocks: [{ type: 'text', text: [{ text: note, style: 'quiet' }] }, ...card.blocks],
})

/** What the line wants that is not available, in a sentence or two; undefined if it wants nothing of the kind. */
const missingIn = ({ concerns: [best] }: Pick<Words, 'concerns'>): string | undefined =>
  best === undefined || best.likeness < sure || !best.concern.title.startsWith('Not available')
    ? undefined
    : `${best.concern.title}. ${best.concern.answer}`

/** The card with a note about what the line wants that is not available. */
export const withMissing = (words: Pick<Words, 'concerns'>, card: Card): Card => {
  const missing = missingIn(words)
  return missing === undefined ? card : withNote(missing, card)
}

/** Five digits among other words. */
const loneNumber = /(?:^|\s)#?(\d{5})(?=$|[\s?.,])/u

/** What a name says beside the number of a commentary; empty if there is no number. */
const wordsBeside = (name: string): string => {
  const { tokens } = readSentence(name)
  const isBeside = (token: Token): boolean =>
    !token.isSilent && !standsFor(token, 'ref', 'it', 'docs', 'part', 'claims', 'author', 'say')
  return numbersNamed(name).length === 0 && !loneNumber.test(name)
    ? ''
    : tokens
        .filter(isBeside)
        .map(({ word }) => word)
        .join(' ')
}

/** The question which commentary is meant, where none was shown. */
const whichOne = (verb: string): Card => ({
  title: { text: 'Which commentary?' },
  blocks: [
    { type: 'text', text: ['No commentary was shown to you here lately. Type its number or its title, or:'] },
    { type: 'copy', text: `/rsis ${verb} latest` },
  ],
  actions: [{ label: `${verb} latest`, command: `/rsis ${verb} latest` }],
})

/**
 * The commentary that a text asks for, by the narrowest reading in which a commentary has that name. With `isNamedOnly` a name that no
 * commentary has is not refused, because the line may be about something else.
 */
export const onDocument = async (
  requests: Words['documents'],
  list: LastList,
  asked: Asked,
  isNamedOnly: boolean,
): Promise<Card | undefined> => {
  for (const { verb, name, rows, options, beside: asks, isFirst } of requests) {
    if (rows !== undefined) return onRows(verb, rows, list, asked, options)
    const isShown = isPronoun(name) && list.shown !== undefined
    const id = isShown ? list.shown : name
    if (isPronoun(name) && !isShown) continue
    const named = await namedCommentary(loneNumber.exec(id ?? name)?.[1] ?? id ?? name, asked.context, {
      // A file for a reference manager may contain all results of a search.
      isLoose: (verb !== 'show' && !/ style:(?:bibtex|ris)$/u.test(options)) || isNamed(name),
    })
    if (named.kind === 'found') {
      const [, ...others] = numbersNamed(name)
      const beside = `${asks} ${wordsBeside(name)}`.trim()
      const card =
        verb === 'cite' && others.length > 0
          ? await runLine(`cite ${numbersNamed(name).join(' ')}${options}`, asked)
          : withOthers(await runLine(`${verb} ${named.archived.commentary.id}${options}`, asked), verb, others)
      return beside === '' ? card : withNote(`Not used: “${shown(beside)}”.`, card)
    }
    if (named.kind === 'missing') return runLine(`${verb} ${named.id}`, asked)
    if (isNamedOnly) continue
    const file = / style:(bibtex|ris)$/u.exec(options)?.[1]
    if (file !== undefined) return runLine(`export ${name} format:${file}`, asked)
    if (isFirst && verb !== 'show' && verb !== 'why') return runLine(`${verb} ${name}`, asked)
  }
  if (isNamedOnly) return undefined
  const pointed = requests.find(({ verb, name }) => (verb === 'related' || verb === 'cite') && isPronoun(name))
  return pointed && whichOne(pointed.verb)
}

/** The commentary that is named somewhere in the words, with a note if there are other words. */
export const namedInside = async (words: Words, asked: Asked): Promise<Card | undefined> => {
  const { text, typed } = words
  const card = await shownCommentary(text, asked)
  const [id] = card?.commentaries ?? []
  if (card === undefined || id === undefined || numbersNamed(text).length === 0) return card
  const { word, rest } = splitVerb(text)
  const missing = missingIn(words)
  if (missing !== undefined) return withNote(`${missing} This is ${id}, which your words name.`, card)
  if (isReference(word)) return card
  const said = isReference(rest) ? word : typed
  const isVerb = definitionOf(asked.definitions, said.toLowerCase()) !== undefined
  const problem = isVerb ? 'is not for one commentary' : 'is not a command'
  return withNote(`“${shown(said)}” ${problem}; this is ${id}, which your words name.`, card)
}
