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

const entryBlock = ({ reason, title, url, firstSeenAt }: HeldEntry): Block => ({
  type: 'text',
  text: [url === undefined ? title : { text: title, url }, `${reasons[reason]}, seen `, instantSpan(firstSeenAt)],
})

const gapBlock = (gap: Gap): Block => ({
  type: 'text',
  text: [
    `Never seen: ${nameOfGap(gap)}, noticed `,
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
          'Too many came at once, some may not be news, or numbers are missing. Nothing is posted until you release it.',
        ],
      },
      ...entries.slice(0, mostShown).map(entryBlock),
      ...(more > 0 ? [{ type: 'text', text: [`${more} more`] } as const] : []),
      ...gaps.map(gapBlock),
    ],
    actions: [
      ...(entries.length > 0 ? [{ label: 'Release', command: '/rsis held release' }] : []),
      { label: 'Dismiss', command: '/rsis held dismiss' },
    ],
  }
}

const notAlone = (): UserError =>
  new UserError(
    'Held',
    'what is held here concerns every workspace of this installation',
    'its operator releases or dismisses it on the page',
  )

/** Entries that were too many at once, and numbers that no feed showed. */
export const held: CommandDefinition = {
  verb: 'held',
  synonyms: ['flood', 'gaps'],
  summary: 'Commentaries that came too many at once, and missing numbers: release or dismiss them',
  isUpkeep: true,
  options: [
    {
      name: 'what',
      description: 'What to do with them; nothing lists them',
      writing: 'words',
      choices: ['release', 'dismiss'].map((value) => ({ label: value, value })),
    },
  ],
  examples: ['/rsis held', '/rsis held release'],
  isManaging: (text) => text !== '',
  async run(text, { db, now, sourceIds }, { place }) {
    if (text !== '' && place.platform !== 'web' && (await countTenants(db)) > 1) throw notAlone()
    const [entries, gaps] = [await heldEntries(db, sourceIds), await findGaps(db, sourceIds)]
    if (text === '' || entries.length + gaps.length === 0) return heldCard(entries, gaps)
    if (text === 'release') {
      const count = await releaseHeld(db, now(), sourceIds)
      return {
        title: { text: `${countOf(count, 'commentary is', 'commentaries are')} released` },
        blocks: [{ type: 'text', text: ['The next poll posts them: more than five in one post.'] }],
      }
    }
    if (text !== 'dismiss')
      throw new UserError('Held', `“${shown(text)}” is not known`, 'say /rsis held release or dismiss')
    const count = await dismissHeld(db, sourceIds)
    await dismissGaps(db, sourceIds)
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
