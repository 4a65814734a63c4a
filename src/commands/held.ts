import { countOf, countCommentaries } from '../card/count.ts'
import { shown } from '../archive/query/text.ts'
import type { Block, Card } from '../card/card.ts'
import { instantSpan } from '../card/dates.ts'
import { UserError } from '../errors.ts'
import { dismissGaps, findGaps, type Gap, nameOfGap } from '../feed/store-gaps.ts'
import { dismissHeld, type HeldEntry, type HeldReason, heldEntries, releaseHeld } from '../feed/store-held.ts'
import { countTenants } from '../subscriptions/store.ts'
import type { CommandDefinition } from './command.ts'

/** How many titles are listed, so that they fit on every platform; the others are counted. */
const mostShown = 20

const reasons: Readonly<Record<HeldReason, string>> = {
  flood: '',
  old: ', more than two weeks older than the newest',
  undated: ', without a date',
  ahead: ', dated in the future',
}

const entryBlock = ({ id, reason, title, url, firstSeenAt }: HeldEntry): Block => ({
  type: 'text',
  text: [
    `${id}. `,
    url === undefined ? title : { text: title, url },
    `${reasons[reason]}, seen `,
    instantSpan(firstSeenAt),
  ],
})

const gapBlock = (gap: Gap): Block => ({
  type: 'text',
  text: [
    `Missing: ${nameOfGap(gap)}, noticed `,
    instantSpan(gap.noticedAt),
    ...(gap.triedAt === undefined ? [] : [', looked for on the site ', instantSpan(gap.triedAt)]),
  ],
})

const heldCard = (entries: readonly HeldEntry[], gaps: readonly Gap[]): Card => {
  if (entries.length + gaps.length === 0) {
    return {
      title: { text: 'Nothing is held' },
      blocks: [{ type: 'text', text: ['No commentary waits for a decision, and no number is missing.'] }],
    }
  }
  const more = entries.length - mostShown
  return {
    title: {
      text: `Held: ${countCommentaries(entries.length)}, ${countOf(gaps.length, 'gap')}`,
    },
    blocks: [
      {
        type: 'text',
        text: [
          'Too many came at once, some may not be news, or numbers are missing. Nothing is posted until you release it: all, or some by their numbers.',
        ],
      },
      ...entries.slice(0, mostShown).map(entryBlock),
      ...(more > 0 ? [{ type: 'text', text: [`${more} more`] } as const] : []),
      ...gaps.map(gapBlock),
    ],
    actions: [
      ...(entries.length > 0 ? [{ label: 'Release all', command: '/rsis held release' }] : []),
      { label: 'Dismiss all', command: '/rsis held dismiss' },
    ],
  }
}

const notAlone = (): UserError =>
  new UserError(
    'Held',
    'what is held here concerns every workspace of this installation',
    'its operator releases or dismisses it on the page',
  )

type Held = { readonly entries: readonly HeldEntry[]; readonly gaps: readonly Gap[] }

/** What a person names of it: numbers of the list, missing numbers, or words of one title; everything without a name. */
const named = (name: string, { entries, gaps }: Held): Held => {
  if (/^(?:all)?$/iu.test(name)) return { entries, gaps }
  const words = name.split(/[\s,]+/u).filter((word) => word !== '' && word.toLowerCase() !== 'and')
  const found = {
    entries: entries.filter(({ id }) => words.some((word) => /^#?(\d+)\.?$/u.exec(word)?.[1] === String(id))),
    gaps: gaps.filter(({ firstId }) => words.some((word) => word.toUpperCase() === firstId)),
  }
  if (found.entries.length + found.gaps.length === words.length) return found
  const ofTitle = entries.filter(({ title }) => title.toLowerCase().includes(name.toLowerCase()))
  if (ofTitle.length === 1) return { entries: ofTitle, gaps: [] }
  const problem = `“${shown(name)}” names ${ofTitle.length === 0 ? 'nothing' : 'several'} of what is held`
  throw new UserError('Held', problem, 'give the numbers, or one title, of /rsis held')
}

/** Entries that were too many at once, and numbers that no feed showed. */
export const held: CommandDefinition = {
  verb: 'held',
  synonyms: ['flood', 'gaps'],
  summary: 'Commentaries that came too many at once, and missing numbers: release or dismiss them',
  isUpkeep: true,
  options: [
    {
      name: 'what',
      description: 'What to do with them; leave empty to list them',
      writing: 'words',
      choices: ['release', 'dismiss'].map((value) => ({ label: value, value })),
    },
    { name: 'which', description: 'Their numbers in the list, or one title; leave empty for all', writing: 'words' },
  ],
  examples: ['/rsis held', '/rsis held release', '/rsis held dismiss 12'],
  reads: (text) => /^(?:release\b.*|dismiss\b.*|)$/iu.test(text),
  isManaging: (text) => text !== '',
  async run(text, { db, now, sourceIds }, { place }) {
    if (text !== '' && place.platform !== 'web' && (await countTenants(db)) > 1) throw notAlone()
    const all = { entries: await heldEntries(db, sourceIds), gaps: await findGaps(db, sourceIds) }
    const [, action = '', name = ''] = /^(release|dismiss)(?: (.+))?$/isu.exec(text) ?? []
    if (text !== '' && action === '')
      throw new UserError('Held', `“${shown(text)}” is not known`, 'say /rsis held release or dismiss')
    if (text === '' || all.entries.length + all.gaps.length === 0) return heldCard(all.entries, all.gaps)
    const { entries, gaps } = named(name.trim(), all)
    const ids = entries.map(({ id }) => id)
    if (action.toLowerCase() === 'release') {
      if (ids.length === 0)
        throw new UserError(
          'Held',
          'only commentaries can be released, not numbers that no feed showed',
          'dismiss them',
        )
      const count = await releaseHeld(db, now(), ids)
      return {
        title: { text: `${countOf(count, 'commentary is', 'commentaries are')} released` },
        blocks: [{ type: 'text', text: ['They are posted within a minute or two: more than five in one post.'] }],
      }
    }
    const count = ids.length === 0 ? 0 : await dismissHeld(db, ids)
    if (gaps.length > 0) await dismissGaps(db, gaps)
    return {
      title: { text: 'Dismissed' },
      blocks: [
        {
          type: 'text',
          text: [
            `${countOf(count, 'commentary stays', 'commentaries stay')} in the archive and will not be posted. ${countOf(gaps.length, 'gap is', 'gaps are')} not looked for any more.`,
          ],
        },
      ],
    }
  },
}
