import { parseQuery } from '../../archive/query/parse.ts'
import { search as searchArchive } from '../../archive/search/search.ts'
import { tagsOf } from '../../briefing/text/grammar.ts'
import type { Card } from '../../card/card.ts'
import type { CommandDefinition } from '../command.ts'
import { matchesLately } from '../filter.ts'
import { askFirst } from './ask-first.ts'
import type { Asked } from './asked.ts'

/** Words that point at something here and now, and do not begin a subject. */
const pointing =
  /^(?:this|that|these|those|it|its|your|my|our|his|her|their|how|what|who|where|over|to|out(?! for))\b/iu

/** Whether a phrase begins with the name of several things: `controls on chips`. */
const isOfSeveral = (rest: string): boolean => {
  const [first] = tagsOf(rest)
  return first?.tag === 'NOUN' && first.lemma !== rest.slice(first.start, first.end).toLowerCase()
}

/**
 * Whether words after a verb may be an English phrase that begins with the verb: they begin with a pointing word (`watch this space`);
 * or a text contains the phrase; or, if the command changes what a place gets, nothing that appeared lately would match
 * (`filter bubbles`), and if it does not, a plural follows (`export controls`).
 */
export const isDoubtful = async (
  { verb, madeSure, isManaging }: CommandDefinition,
  rest: string,
  { context }: Asked,
): Promise<boolean> => {
  if (madeSure?.(rest) === undefined) return false
  if (pointing.test(rest)) return true
  const phrase = await searchArchive(context.db, parseQuery(`"${verb} ${rest}"`), { limit: 1, offset: 0 })
  const isHeld = phrase.total > 0 && phrase.corrected.length === 0 && !phrase.isRelaxed
  return isHeld || (isManaging === undefined ? isOfSeveral(rest) : !(await matchesLately(rest, context)))
}

/** Buttons for the possible meanings of such a phrase. */
export const askedPhrase = async (
  { verb, summary, madeSure }: CommandDefinition,
  rest: string,
  asked: Asked,
): Promise<Card> => {
  const phrase = `${verb} ${rest}`
  const command = `${verb} ${madeSure?.(rest) ?? rest}`
  return askFirst(
    {
      kind: 'ask',
      question: `Is “${phrase}” a command, or a search?`,
      choices: [
        { label: summary.split(/[,;]/u)[0] ?? verb, command },
        { label: 'Search for these words', command: `search ${phrase}` },
      ],
      filter: rest,
      typed: phrase,
    },
    asked,
  )
}
