import type { Action, Card } from './card.ts'
import { shortName } from './credit.ts'
import { clip, inQuotationMarks, visibleLine } from './text.ts'

/** The subject of a report, in the words of cards. */
export type Disputed = {
  readonly number: number
  readonly commentary_id: string
  readonly title: string
  readonly claim: string
  readonly quote: string
  readonly reason: string
}

/** The name of the commentary that a report is about. */
export const disputedName = ({ commentary_id: id, title }: Pick<Disputed, 'commentary_id' | 'title'>): string =>
  shortName({ id, title })

const longestShown = 400

const shortened = (words: string): string => inQuotationMarks(clip(visibleLine(words), longestShown))

/** The buttons that decide a report. */
export const decisions = ({ number, commentary_id: id }: Disputed): readonly Action[] => [
  { label: 'Remove the claim', command: `/rsis dispute correct ${number}` },
  { label: 'It is right', command: `/rsis dispute dismiss ${number}` },
  { label: 'Show the rest', command: `/rsis show ${id}` },
]

/** A report as it is shown to the person who decides it. */
export const reportedCard = (dispute: Disputed): Card => ({
  title: { text: `A claim of ${disputedName(dispute)} is reported as wrong` },
  blocks: [
    ...(dispute.claim === dispute.quote
      ? []
      : [{ type: 'text', text: [{ text: 'Claim: ', style: 'strong' }, shortened(dispute.claim)] } as const]),
    { type: 'text', text: [{ text: 'Quote: ', style: 'strong' }, shortened(dispute.quote)] },
    ...(dispute.reason === ''
      ? []
      : [{ type: 'text', text: [{ text: 'Reason: ', style: 'strong' }, shortened(dispute.reason)] } as const]),
    { type: 'text', text: ['Nothing new shows it until you decide. Posts that were sent before still do.'] },
  ],
  actions: decisions(dispute),
  isShareable: false,
})

/** The note in the thread of a post with a claim that was found wrong. */
export const takenOutCard = ({ commentary_id: id, claim }: Disputed): Card => ({
  blocks: [
    { type: 'text', text: [{ text: 'A claim shown here was wrong and is taken out.', style: 'strong' }] },
    { type: 'text', text: [{ text: 'Taken out: ', style: 'strong' }, shortened(claim)] },
    { type: 'text', text: [{ text: 'The mistake was this bot’s, not the publisher’s.', style: 'quiet' }] },
  ],
  commentaries: [id],
})

/** The message to the person who reported a claim. */
export const decidedCard = (dispute: Disputed, isUpheld: boolean): Card => ({
  title: {
    text: isUpheld ? `Removed from ${disputedName(dispute)}` : `The claim of ${disputedName(dispute)} is right`,
  },
  blocks: [
    { type: 'text', text: [shortened(dispute.claim)] },
    {
      type: 'text',
      text: [
        isUpheld
          ? 'Thank you for your report: the claim was wrong, and the posts that showed it are corrected.'
          : 'Thank you for your report. Somebody looked at the claim and found it right; it is shown again.',
      ],
    },
  ],
  actions: [{ label: 'Show it', command: `/rsis show ${dispute.commentary_id}` }],
})
