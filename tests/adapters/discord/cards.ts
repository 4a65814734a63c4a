import type { Card, ClaimBlock } from '../../../src/card/card.ts'

const address = 'https://www.rsis.edu.sg/rsis-publication/rsis/who-mends-the-cable'

const claim = (
  number: number,
  text: string | undefined,
  quote: string,
  label: string,
  section: string | undefined,
): ClaimBlock => ({
  type: 'claim',
  number,
  text,
  quote,
  label,
  holder: number === 4 ? 'Ilse Vandermark' : 'Tan Mei Ling and J.R. Santoso',
  section,
  url: `${address}#:~:text=${encodeURIComponent(quote.split(' ').slice(0, 5).join(' '))},${encodeURIComponent(quote.split(' ').slice(-5).join(' '))}`,
})

export const claims: readonly ClaimBlock[] = [
  claim(
    1,
    'Nobody will repair a cable that several states may repair and none must.',
    'A cable that five states may repair but none is obliged to repair will, in the first bad week, be repaired by nobody.',
    'Forecast',
    undefined,
  ),
  claim(
    2,
    'Permits, not work, made a repair of three days last 41.',
    'The permits for a single splice inside overlapping waters took 41 days in 2025, of which the ship was at work for three.',
    'Fact',
    'Forty-One Days for Three Days’ Work',
  ),
  claim(
    3,
    undefined,
    'Unless the consortium names a lead agency before the monsoon, the next outage will be managed by telephone.',
    'Recommendation',
    'A Number to Call',
  ),
  claim(
    4,
    'Paper redundancy is costly.',
    '“Redundancy on paper is the most expensive kind,” says Ilse Vandermark of the Rotterdam Cable Forum.',
    'Quoted view',
    'Forty-One Days for Three Days’ Work',
  ),
]

const frame = {
  context: 'RSIS Commentary · CO26211 · Tan Mei Ling and J.R. Santoso · 21 October 2026',
  title: {
    text: 'Who Mends the Cable? Repair Rights and the Quiet Erosion of Trust in Southeast Asia’s Shared Seabed',
    url: address,
  },
  footer: [
    'Authors’ own synopsis · quotes checked 4/4 · llm engine',
    'The views are the authors’ own, not the official position of RSIS.',
  ],
  commentaries: ['CO26211'],
} as const

const synopsis = {
  type: 'text',
  text: [
    'States around the South China Sea have agreed that undersea cables matter and disagreed about who mends them. The authors argue that the missing piece is not another declaration but a standing permit for repair ships, and a single office that answers the telephone.',
  ],
} as const

const actions = [
  { label: 'Read original', url: address },
  { label: 'All quotes', command: '/rsis show CO26211' },
  { label: 'Cite', command: '/rsis cite CO26211' },
] as const

/** The post of a new commentary. */
export const postCard: Card = { ...frame, blocks: [synopsis, ...claims.slice(0, 1)], actions }

/** The card for its thread. */
export const threadCard: Card = { blocks: claims.slice(1), commentaries: ['CO26211'] }

/** The whole briefing. */
export const showCard: Card = { ...frame, blocks: [synopsis, ...claims], actions: [actions[0], actions[2]] }

export const searchCard: Card = {
  title: { text: '3 commentaries, and 2 with most of the words, for “nord stream”, page 1 of 2' },
  blocks: [1, 2, 3, 4, 5].map((number) => ({
    type: 'item',
    number,
    title: { text: `Pipelines and Promises (${number}): What Nord Stream Taught the Straits`, url: address },
    meta: `RSIS Commentary · CO2620${number} · Arun Pillai · ${number} March 2026`,
    text: [
      '“What ',
      { text: 'Nord Stream', style: 'mark' },
      ' taught is that a pipe which two governments call private is mourned by both as public.”',
    ],
    command: `/rsis show CO2620${number}`,
  })),
  actions: [{ label: 'Next page', command: '/rsis search nord stream page:2' }],
  footer: ['Searched 1204 commentaries, 3 January 2020 to 23 November 2026'],
}

export const problemCard: Card = {
  tone: 'problem',
  blocks: [{ type: 'text', text: ['Time: “25:99” is no time of day; 00:00 to 23:59, e.g. 08:00.'] }],
  actions: [{ label: 'Help', command: '/rsis help' }],
}

export const statusCard: Card = {
  title: { text: 'All is well' },
  blocks: [
    {
      type: 'fields',
      fields: [
        {
          label: 'RSIS Commentaries',
          value: ['nothing new, read ', { text: '23 Nov, 00:30 UTC', instant: '2026-11-23T00:30:00Z' }],
          state: 'good',
        },
        { label: 'Straits feed', value: ['stale: newest is 40 days old'], state: 'warning' },
        { label: 'Outbox', value: ['2 held'], state: 'bad' },
      ],
    },
    { type: 'copy', text: 'Tan Mei Ling and J.R. Santoso, “Who Mends the Cable?”, RSIS Commentary No. 211/2026' },
  ],
}
