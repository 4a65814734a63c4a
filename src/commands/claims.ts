import { countOf } from '../card/count.ts'
import { dayOf } from '../archive/query/dates.ts'
import { parseQuery } from '../archive/query/parse.ts'
import { shown } from '../archive/query/text.ts'
import type { Query } from '../archive/query/tree.ts'
import { type ClaimFilter, type ClaimHit, type ClaimResult, searchClaims } from '../archive/search/claims.ts'
import type { Claim } from '../archive/port.ts'
import { claimBlock } from '../card/briefing-card.ts'
import type { Block, Card } from '../card/card.ts'
import { contextLine } from '../card/credit.ts'
import { textOf } from '../commentary/commentary.ts'
import { idsIn } from '../commentary/identity.ts'
import { UserError } from '../errors.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { checkMayQuote } from '../store/reader.ts'
import { readOptions, searchOptions } from './options.ts'
import { emptiedNote, spanLine } from './search.ts'
import { datesNote, pageActions, pageCount, pageNote, pageOption, pageSize, takePage, watchThis } from './page.ts'
import type { CommandOption } from './port.ts'
import { readCondition } from './understand/condition.ts'
import { disputed } from './understand/disputed.ts'

const kinds: readonly { readonly label: string; readonly value: NonNullable<Claim['kind']> }[] = [
  { label: 'Forecasts', value: 'forecast' },
  { label: 'Recommendations', value: 'recommendation' },
  { label: 'Quoted views', value: 'quoted-view' },
]

const claimOptions: readonly CommandOption[] = [
  {
    name: 'query',
    description: 'What the claims are about: words, "a phrase", -without, OR',
    writing: 'words',
    isRequired: true,
  },
  { name: 'kind', description: 'Only claims of this kind', writing: 'named', choices: kinds },
  { name: 'holder', description: 'Only claims of this person or body, such as lavrov, or author', writing: 'named' },
  ...searchOptions,
]

const kindNamed = (typed: string): Claim['kind'] => {
  const plain = typed
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, '-')
    .replace(/s$/u, '')
  const found = kinds.find(({ value }) => value === plain)
  if (found !== undefined) return found.value
  const known = kinds.map(({ value }) => value).join(', ')
  throw new UserError('Kind', `“${shown(typed)}” is not a kind of claim`, `known are ${known}`)
}

type Wanted = { readonly typed: string; readonly query: Query; readonly filter: ClaimFilter }

const readWanted = (text: string, { now }: CommandContext): Wanted => {
  const { words: typed, named } = readOptions(text, claimOptions)
  // `about nickel by Lim`
  const words = /^(?:of|on|about) |\bby \p{L}/iu.test(typed) ? (readCondition(typed)?.query ?? typed) : typed
  if (words === '') throw new UserError('Claims', 'say what they are about', 'e.g. /rsis claims nickel kind:forecast')
  const kind = named.get('kind')
  const filter = { kind: kind === undefined ? undefined : kindNamed(kind), holder: named.get('holder') }
  return { typed: words, query: parseQuery(words, dayOf(now())), filter }
}

/** The claim, below the name of its commentary if that differs from the claim before. */
const hitBlocks = ({ commentary, claim, number }: ClaimHit, before: ClaimHit | undefined): Block[] => {
  const { id, title, url } = commentary
  const head: Block[] = [
    {
      type: 'text',
      text: [{ text: title, style: 'strong', commentary: id, ...(url !== undefined && { url }) }],
    },
    { type: 'text', text: [{ text: contextLine(commentary), style: 'quiet' }] },
  ]
  return [
    ...(before?.commentary.id === id ? [] : head),
    { ...claimBlock(commentary, textOf(commentary), claim, number), commentary: id },
  ]
}

/** Says how many fitting commentaries have no claims yet, because their claims are missing from the answer. */
const unbriefedBlocks = ({ unbriefed }: ClaimResult): Block[] =>
  unbriefed === 0
    ? []
    : [
        {
          type: 'text',
          text: [
            {
              text: `${countOf(unbriefed, 'more commentary that fits is', 'more commentaries that fit are')} not briefed yet; ask again in a few minutes.`,
              style: 'quiet',
            },
          ],
        },
      ]

const none = ({ typed, query, filter }: Wanted, result: ClaimResult, searched: string): Card => ({
  title: { text: `No claim found for “${shown(typed)}”` },
  blocks: [
    {
      type: 'text',
      text: [
        emptiedNote(result.searched) ??
          (filter.kind === undefined && filter.holder === undefined
            ? 'Claims are the three to five statements of each briefing; a search looks through the full texts.'
            : `Only claims ${[filter.kind && `of the kind ${filter.kind}`, filter.holder && `held by ${filter.holder}`].filter(Boolean).join(' ')} were searched.`),
      ],
    },
    ...unbriefedBlocks(result),
  ],
  actions: [
    ...(filter.kind === undefined && filter.holder === undefined
      ? []
      : [{ label: 'All claims', command: `/rsis claims ${typed}` }]),
    ...(result.searched.emptied === undefined
      ? [{ label: 'Search the texts', command: `/rsis search ${typed}` }]
      : [{ label: 'Without it', command: `/rsis claims ${result.searched.emptied.without}` }]),
    ...watchThis(typed, query),
  ],
  footer: [searched],
})

const relaxedNote = 'The first claim of each commentary is shown.'

/** The card of one page of claims. */
const claimsCard = (
  wanted: Wanted,
  result: ClaimResult,
  {
    page,
    verb,
    command,
    searched,
  }: { readonly page: number; readonly verb: string; readonly command: string; readonly searched: string },
): Card => {
  const { hits, isRelaxed } = result
  const pages = pageCount(page, hits.length)
  const shownHits = hits.slice((page - 1) * pageSize, page * pageSize)
  const count = countOf(hits.length, 'claim')
  return {
    title: {
      text: isRelaxed
        ? `No claim ${verb} “${shown(wanted.typed)}”; ${count} from commentaries that mention it${pageNote(page, pages)}`
        : `${count} ${verb} “${shown(wanted.typed)}”${pageNote(page, pages)}`,
    },
    blocks: [
      ...[...datesNote(wanted.query), ...(isRelaxed ? [relaxedNote] : [])].map(
        (note) => ({ type: 'text', text: [{ text: note, style: 'quiet' }] }) as const,
      ),
      ...unbriefedBlocks(result),
      ...shownHits.flatMap((hit, at) => hitBlocks(hit, shownHits[at - 1])),
    ],
    actions: [...pageActions(command, page, pages), ...watchThis(wanted.typed, wanted.query)],
    footer: [searched],
    commentaries: [...new Set(shownHits.map(({ commentary }) => commentary.id))],
  }
}

const find = async (text: string, context: CommandContext) => {
  const wanted = readWanted(text, context)
  const { filter, query } = wanted
  const result = await searchClaims(context.db, query, { filter, make: context.makeBriefings })
  return { wanted, result, searched: await spanLine(context.db, result.searched.span) }
}

/** Searches for claims. */
export const claims: CommandDefinition = {
  verb: 'claims',
  synonyms: ['claim', 'arguments'],
  isOfArchive: true,
  summary: 'Who claimed what: claims of all briefings, each with its quote and holder',
  options: [...claimOptions, pageOption],
  examples: ['/rsis claims nickel', '/rsis claims nickel kind:forecast'],
  reads: (text, verb) =>
    disputed(`${verb} ${text}`) === undefined && !/^(?:by|from) /iu.test(text) && idsIn(text).length === 0,
  async run(text, context) {
    checkMayQuote(context.db)
    const { page, rest } = takePage(text)
    const { wanted, result, searched } = await find(rest, context)
    const command = `/rsis claims ${rest}`
    return result.hits.length === 0
      ? none(wanted, result, searched)
      : claimsCard(wanted, result, { page, verb: 'for', command, searched })
  },
}

/** The best claim of each commentary, the oldest commentary first. */
const oneOfEach = (hits: readonly ClaimHit[], sort: Query['sort']): readonly ClaimHit[] => {
  const first = new Map<string, ClaimHit>()
  for (const hit of hits) if (!first.has(hit.commentary.id)) first.set(hit.commentary.id, hit)
  const dated = [...first.values()].filter(({ commentary }) => commentary.published !== undefined)
  const ordered = dated.toSorted((one, other) =>
    `${one.commentary.published} ${one.commentary.id}`.localeCompare(
      `${other.commentary.published} ${other.commentary.id}`,
    ),
  )
  return sort === 'newest' ? ordered.toReversed() : ordered
}

/** How assessments of a subject, or of an author, changed over time. */
export const timeline: CommandDefinition = {
  verb: 'timeline',
  synonyms: ['history', 'over-time'],
  isOfArchive: true,
  summary: 'How assessments changed: one claim of each commentary, the oldest first',
  options: [...claimOptions, pageOption],
  examples: ['/rsis timeline nickel', '/rsis timeline author:lim'],
  async run(text, context) {
    checkMayQuote(context.db)
    const { page, rest } = takePage(text)
    const { wanted, result, searched } = await find(rest, context)
    const hits = oneOfEach(result.hits, wanted.query.sort)
    const command = `/rsis timeline ${rest}`
    return hits.length === 0
      ? none(wanted, result, searched)
      : claimsCard(wanted, { ...result, hits }, { page, verb: 'over time for', command, searched })
  },
}
