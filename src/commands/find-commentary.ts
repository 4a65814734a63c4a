import { fullName, isOfRsis, shortName } from '../card/credit.ts'
import { countWithDates } from '../card/count.ts'
import type { ArchivedCommentary, BriefedCommentary } from '../archive/port.ts'
import { isStopWord } from '../archive/query/stop-words.ts'
import { withBriefings } from '../archive/make-briefings.ts'
import { findCommentary, latestCommentaries } from '../archive/store/commentaries.ts'
import { archiveSpan } from '../archive/store/counts.ts'
import { allTitles, idOfKey } from '../archive/store/names.ts'
import { addressKey, idsIn, normaliseId, wholeId, writtenId } from '../commentary/identity.ts'
import { UserError } from '../errors.ts'
import { otherVersions } from '../feed/store-other-versions.ts'
import { passes } from '../subscriptions/match.ts'
import { withBareLinks } from './understand/tidy.ts'
import type { CommandContext } from './command.ts'

/** The commentaries that a text names. */
type Named =
  | { readonly kind: 'found'; readonly archived: ArchivedCommentary }
  /** A number that the archive does not hold. */
  | { readonly kind: 'missing'; readonly id: string }
  | { readonly kind: 'several'; readonly candidates: readonly { readonly id: string; readonly title: string }[] }
  | { readonly kind: 'nothing' }

const nothing: Named = { kind: 'nothing' }

const newestName =
  /^(?:the )?(?:very )?(?:latest|newest|last|most recent)(?: (?:one|commentary|briefing|post|article|piece))?$/iu
/** Whether a text is nothing but a name for the newest commentary. */
export const namesNewest = (text: string): boolean => newestName.test(bare(text))

const newestInside = /\b(?:latest|newest|most recent|last one)\b/iu

const address = /(?:https?:\/\/|www\.)[^\s<>|"”]+/iu

/** The text without the marks of a link in a chat client, quotation marks, and the end of a sentence. */
const bare = (text: string): string =>
  withBareLinks(text)
    .replaceAll(/^[\s"'“”‘’«»]+|[\s"'“”‘’«».,!?]+$/gu, '')
    .replace(/ (?:please|pls|thanks|thank you)$/iu, '')
    .replace(/^(?:the|that) (.+) (?:one|article|piece|commentary|paper|text)$/iu, '$1')
    .replace(/^(?:for|of|the commentary|commentary|rsis commentary) (?=\S)/iu, '')

/** Every id in a text, as `Xai3rr6ae3ql`, `CO26204`, `co 26204` or `204/2026`; five digits alone only if they are the whole text. */
const numbersIn = (text: string): string[] => {
  const alone = /^#?(\d{5})$/u.exec(text)?.[1]
  if (alone !== undefined) return [`CO${alone}`]
  const several = /^#?\d{5}(?:(?:\s*[,;&]\s*|\s+)(?:and\s+)?#?\d{5})+$/u.exec(text)?.[0].match(/\d{5}/gu)
  if (several !== null && several !== undefined) return several.map((digits) => `CO${digits}`)
  const whole = normaliseId(text)
  if (whole !== undefined) return [whole]
  const counted = [...text.matchAll(/(?<![\d/])(\d{1,3})\/20(\d{2})(?!\d)/gu)].map(
    ([, number = '', year]) => `CO${year}${number.padStart(3, '0')}`,
  )
  return [...new Set([...idsIn(text), ...counted])]
}

const folded = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

const isSameTitle = (one: string, other: string): boolean => folded(one).join(' ') === folded(other).join(' ')

const isRun = (words: readonly string[], title: readonly string[]): boolean =>
  title.some((_, at) => words.every((word, index) => title[at + index] === word))

/** The commentaries whose title is the text; otherwise those whose title contains it; otherwise, with `isLoose`, those with its words in the title. */
const titled = async (text: string, { db }: CommandContext, isLoose: boolean) => {
  const words = folded(text)
  if (words.length === 0) return []
  const titles = (await allTitles(db)).map((one) => ({ ...one, words: folded(one.title) }))
  const same = titles.filter((one) => one.words.join(' ') === words.join(' '))
  if (same.length > 0) return same
  if (!isLoose && words.length < 4) return []
  const telling = words.filter((word) => !isStopWord(word))
  if (telling.length === 0) return []
  const holding = titles.filter((one) => isRun(words, one.words))
  if (holding.length > 0 || !isLoose) return holding
  return titles.filter((one) => telling.every((word) => one.words.includes(word)))
}

/** The commentaries whose title has all significant words of the text. */
export const titledCommentaries = async (
  text: string,
  context: CommandContext,
): Promise<readonly { readonly id: string; readonly title: string }[]> => titled(text, context, true)

/** `no. 204`: the newest commentary with that number in its year. */
export const idOfNumber = async (name: string, { db }: CommandContext): Promise<string | undefined> => {
  const number = /^(?:no\.?|number|nr\.?) ?(\d{1,3})$/iu.exec(name)?.[1]?.padStart(3, '0')
  return number === undefined ? undefined : (await allTitles(db)).find(({ id }) => id.endsWith(number))?.id
}

const found = async (id: string, { db }: CommandContext): Promise<Named | undefined> => {
  // A number may have become known later than the commentary.
  const archived = await findCommentary(db, (await idOfKey(db, `co:${id}`)) ?? id)
  return archived && { kind: 'found', archived }
}

/**
 * The commentary that a text names by its number, its page's address, its title or that of another version, or as the latest.
 * `isLoose`: the text is only a name, so a part of a title is enough. `isSentence`: the name is within a sentence.
 */
export const namedCommentary = async (
  text: string,
  context: CommandContext,
  { isLoose = false, isSentence = false }: { readonly isLoose?: boolean; readonly isSentence?: boolean } = {},
): Promise<Named> => {
  const name = bare(text)
  if (name === '') return nothing
  if ((isLoose && newestName.test(name)) || (isSentence && newestInside.test(name))) {
    const { items } = await latestCommentaries(context.db, { limit: 1, offset: 0 })
    const [newest] = items
    return newest === undefined ? nothing : { kind: 'found', archived: newest }
  }
  const link = address.exec(name)?.[0]
  const key = link && addressKey(link.startsWith('www.') ? `https://${link}` : link)
  const atAddress = key === undefined ? undefined : await idOfKey(context.db, key)
  const [id] = atAddress === undefined ? numbersIn(name) : [atAddress]
  if (id !== undefined) return (await found(id, context)) ?? { kind: 'missing', id }
  const numbered = await idOfNumber(name, context)
  if (numbered !== undefined) return (await found(numbered, context)) ?? nothing
  const exact = await found(name, context)
  if (exact !== undefined) return exact
  const candidates = await titled(name, context, isLoose)
  const [only] = candidates
  if (only === undefined) {
    const version = (await otherVersions(context.db)).find(({ title }) => isSameTitle(title, name))
    return (version && (await found(version.commentary.id, context))) ?? nothing
  }
  return candidates.length === 1 ? ((await found(only.id, context)) ?? nothing) : { kind: 'several', candidates }
}

/** Whether a text is only a commentary's id or its page's address. */
export const isReference = (text: string): boolean => {
  const name = bare(text)
  return wholeId(name) !== undefined || /^#?\d{5}$/u.test(name) || address.exec(name)?.[0] === name
}

/** An id or number of a commentary, with nothing beside it but what it is: `RSIS Commentary No. 204/2026`. */
const besideNumber = new RegExp(
  String.raw`^(?:(?:the|this|that|rsis|commentary|article|piece|paper|no|number|nr|co)[ .-]*)*(?:[\d/]+|${writtenId})(?: (?:commentary|article|piece|paper|one))?$`,
  'iu',
)

/** Whether a text certainly names a commentary: by a number or address, or as the latest. */
export const isNamed = (text: string): boolean => {
  const name = bare(text)
  return isReference(text) || newestName.test(name) || (numbersIn(name).length === 1 && besideNumber.test(name))
}

/** The id of every commentary that a text names by id or number. */
export const numbersNamed = (text: string): readonly string[] => numbersIn(bare(text))

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text)

/** The sentence about what the archive covers, and how to add a missing commentary. */
const missing = async (id: string, { db }: CommandContext): Promise<UserError> => {
  return new UserError(
    'Commentary',
    `${id} is not in the archive, which has ${countWithDates(await archiveSpan(db))}`,
    'the operator can add it: npm run backfill adds the whole series, npm run import -- one page, PDF or address',
  )
}

const exampleOf = async ({ db }: CommandContext): Promise<string> => {
  const { items } = await latestCommentaries(db, { limit: 1, offset: 0 })
  const [newest] = items
  if (newest === undefined) return 'the archive is still empty'
  return isOfRsis(newest.commentary) ? `e.g. ${newest.commentary.id}, the newest` : 'e.g. latest'
}

/** The commentary with its briefing, which is made now if it has none. @throws UserError if the commentary is gone by now. */
const briefed = async (
  archived: ArchivedCommentary,
  { db, makeBriefings }: CommandContext,
): Promise<BriefedCommentary> => {
  const [one] = await withBriefings(db, makeBriefings, [archived])
  if (one?.briefing !== undefined) return { ...one, briefing: one.briefing }
  throw new UserError('Commentary', `${shortName(archived.commentary)} is being briefed`, 'ask again in a minute')
}

/**
 * The commentary that a person means, by number, address, title or `latest`.
 * @throws UserError if nothing is named, nothing has that name, or several have it.
 */
export const wantedCommentary = async (
  text: string,
  context: CommandContext,
  { isSentence = false }: { readonly isSentence?: boolean } = {},
): Promise<BriefedCommentary> => {
  const example = await exampleOf(context)
  if (text === '') throw new UserError('Commentary', 'say which one: a number, an address, a title or latest', example)
  const named = await namedCommentary(text, context, { isLoose: true, isSentence })
  if (named.kind === 'nothing' && (await archiveSpan(context.db)).commentaries === 0) {
    throw new UserError('Commentary', 'the archive is still empty', 'ask again when the feeds were read: /rsis status')
  }
  if (named.kind === 'found') return briefed(named.archived, context)
  if (named.kind === 'missing') throw await missing(named.id, context)
  const name = shortened(text.replaceAll(/^[\s"“”„]+|[\s"“”]+$/gu, '') || text)
  if (named.kind === 'nothing' && isReference(text)) {
    throw new UserError(
      'Commentary',
      `no commentary in the archive has the address “${name}”`,
      'the operator can add it with npm run import -- and the address',
    )
  }
  if (named.kind === 'nothing') {
    throw new UserError(
      'Commentary',
      `no commentary is called “${name}”`,
      `search for it: /rsis search ${name}; ${example}`,
    )
  }
  const some = named.candidates
    .slice(0, 3)
    .map((one) => (isOfRsis(one) ? fullName(one) : `${fullName(one)} (its id: ${one.id})`))
  const more = named.candidates.length > some.length ? ' or another' : ''
  throw new UserError(
    'Commentary',
    `“${name}” can be ${some.join('; ')}${more}`,
    `say which, e.g. ${named.candidates[0]?.id}`,
  )
}

/** The newest of the last twenty commentaries that the filter lets through, with its briefing. */
export const newestBriefed = async (
  context: CommandContext,
  filter: string,
): Promise<BriefedCommentary | undefined> => {
  const { items } = await latestCommentaries(context.db, { limit: 20, offset: 0 })
  const newest = items.find((item) => passes(filter, item))
  return newest && briefed(newest, context)
}
