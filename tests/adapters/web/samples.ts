import type { ArchivedCommentary, Claim, Commentary } from '../../../src/archive/port.ts'
import type { Card, ClaimBlock } from '../../../src/card/card.ts'
import type { Status } from '../../../src/ops/port.ts'

const viewsOfAuthors = 'The views are the authors’ own, not the official position of RSIS.'
const address = 'https://www.rsis.edu.sg/rsis-publication/rsis'

const cableQuotes = [
  'A cable that five states may repair but none is obliged to repair will, in the first bad week, be repaired by nobody.',
  'The permits for a single splice inside overlapping waters took 41 days in 2025, of which the ship was at work for three.',
  'Unless the consortium names a lead agency before the monsoon, the next outage will be managed by telephone.',
  '“Redundancy on paper is the most expensive kind,” says Ilse Vandermark of the Rotterdam Cable Forum.',
] as const

const cableText = [
  'States around the South China Sea have agreed that undersea cables matter and disagreed about who mends them. The authors argue that the missing piece is not another declaration but a standing permit for repair ships, and a single office that answers the telephone.',
  `THE SHARED seabed carries more of the region’s commerce than its ports do. ${cableQuotes[0]} That is not cynicism; it is what the log books of the past four years show.`,
  'Forty-One Days for Three Days’ Work',
  `The delay is rarely technical. ${cableQuotes[1]} The rest went to clearances that each agency gave quickly once it had been asked in the right order.`,
  `Defenders of the present system answer that caution is cheap. ${cableQuotes[3]} Her figures for northern Europe suggest that a standing permit costs less than one week of rerouted traffic.`,
  'A Number to Call',
  `What would help is modest. ${cableQuotes[2]} A lead agency needs no new treaty, only a rota and the right to say yes.`,
] as const

const cable: Commentary = {
  id: 'CO26211',
  url: `${address}/who-mends-the-cable`,
  title: 'Who Mends the Cable? Repair Rights and the Quiet Erosion of Trust in Southeast Asia’s Shared Seabed',
  authors: ['Tan Mei Ling', 'J.R. Santoso'],
  published: '2026-10-21',
  updated: undefined,
  synopsis: cableText[0],
  sections: [
    { heading: undefined, paragraphs: [cableText[1]] },
    { heading: cableText[2], paragraphs: [cableText[3], cableText[4]] },
    { heading: cableText[5], paragraphs: [cableText[6]] },
  ],
  aboutAuthors: [
    'Tan Mei Ling is a Senior Analyst and J.R. Santoso an Associate Research Fellow; both write on maritime infrastructure.',
  ],
  categories: ['Commentaries', 'Maritime Security', 'East Asia and Asia Pacific'],
  pdfUrl: 'https://www.rsis.edu.sg/wp-content/uploads/2026/10/CO26211.pdf',
  extent: 'full',
}

const text = cableText.join('\n\n')

const claim = (quote: string, rest: Omit<Claim, 'quote'>): Claim => {
  const start = text.indexOf(quote)
  return { ...rest, quote: { text: quote, start, end: start + quote.length } }
}

/** A commentary with a briefing of four claims, every quote at its place in the text. */
export const archivedCable: ArchivedCommentary = {
  commentary: cable,
  briefing: {
    engine: 'extractive',
    version: '1',
    synopsis: { source: 'author', text: cableText[0], quotes: [] },
    claims: [
      claim(cableQuotes[0], {
        text: 'A right to repair without a duty to repair leaves a broken cable broken.',
        origin: 'extract',
        kind: 'assessment',
        holder: { type: 'author' },
        section: undefined,
      }),
      claim(cableQuotes[1], {
        text: 'Permits, not repairs, take the time.',
        origin: 'extract',
        kind: 'fact',
        holder: { type: 'author' },
        section: cableText[2],
      }),
      claim(cableQuotes[3], {
        text: cableQuotes[3],
        origin: 'extract',
        kind: 'quoted-view',
        holder: { type: 'quoted', name: 'Ilse Vandermark' },
        section: cableText[2],
      }),
      claim(cableQuotes[2], {
        text: cableQuotes[2],
        origin: 'extract',
        kind: 'forecast',
        holder: { type: 'author' },
        section: cableText[5],
      }),
    ],
  },
  text,
  correction: undefined,
  hash: '0'.repeat(64),
  revision: 1,
  firstSeenAt: new Date('2026-10-21T01:00:00Z'),
  changedAt: new Date('2026-10-21T01:00:00Z'),
  isPublic: true,
}

/** A commentary of which only the feed's excerpt is known, without a briefing. */
export const archivedExcerpt: ArchivedCommentary = {
  commentary: {
    ...cable,
    id: 'CO26209',
    title: 'Sand, Salt and the Price of Land',
    authors: ['Farid Noor'],
    synopsis: undefined,
    sections: [
      {
        heading: undefined,
        paragraphs: ['Land reclaimed from the sea is paid for twice: once in sand, once in trust.'],
      },
    ],
    aboutAuthors: [],
    categories: [],
    pdfUrl: undefined,
    extent: 'excerpt',
  },
  briefing: undefined,
  text: 'Land reclaimed from the sea is paid for twice: once in sand, once in trust.',
  correction: undefined,
  hash: '1'.repeat(64),
  revision: 2,
  firstSeenAt: new Date('2026-10-20T01:00:00Z'),
  changedAt: new Date('2026-10-22T03:10:00Z'),
  isPublic: true,
}

const claimBlock = (number: number, quote: string, rest: Partial<ClaimBlock> = {}): ClaimBlock => ({
  type: 'claim',
  number,
  text: undefined,
  quote,
  label: 'Assessment',
  holder: 'Tan Mei Ling and J.R. Santoso',
  section: undefined,
  url: `${address}/who-mends-the-cable#:~:text=A%20cable%20that%20five`,
  ...rest,
})

/** A delivery: synopsis and first claim on top, three claims in the thread. */
export const cableCard: Card = {
  context: 'RSIS Commentary · CO26211 · Tan Mei Ling and J.R. Santoso · 21 October 2026',
  title: { text: cable.title, url: `${address}/who-mends-the-cable` },
  blocks: [
    { type: 'text', text: [cableText[0]] },
    claimBlock(1, cableQuotes[0], {
      text: 'A right to repair without a duty to repair leaves a broken cable broken.',
    }),
  ],
  thread: [
    claimBlock(2, cableQuotes[1], {
      text: 'Permits, not repairs, take the time.',
      label: 'Fact',
      section: cableText[2],
    }),
    claimBlock(3, cableQuotes[3], { label: 'Quoted view', holder: 'Ilse Vandermark', section: cableText[2] }),
    claimBlock(4, cableQuotes[2], { label: 'Forecast', section: cableText[5] }),
  ],
  actions: [
    { label: 'Read original', url: `${address}/who-mends-the-cable` },
    { label: 'All quotes', command: '/rsis show CO26211' },
    { label: 'Cite', command: '/rsis cite CO26211' },
    { label: 'Related', command: '/rsis search "undersea cable"' },
  ],
  footer: ['Authors’ own synopsis · quotes checked 4/4 · extractive engine', viewsOfAuthors],
  commentaries: ['CO26211'],
}

/** A delivery with one claim and no thread. */
export const nickelCard: Card = {
  context: 'RSIS Commentary · CO26208 · Rahimah Osman · 16 October 2026',
  title: { text: 'Nickel Without Neighbours', url: `${address}/nickel-without-neighbours` },
  blocks: [
    {
      type: 'text',
      text: [
        'Downstream quotas have filled smelters and emptied partnerships. A regional buyer’s club would give Jakarta more leverage than another export ban, and cost it less at the border.',
      ],
    },
    claimBlock(1, 'A ban announced twice a year stops being a signal and becomes weather.', {
      holder: 'Rahimah Osman',
      section: 'The Cost of Surprise',
    }),
  ],
  actions: [
    { label: 'Read original', url: `${address}/nickel-without-neighbours` },
    { label: 'All quotes', command: '/rsis show CO26208' },
    { label: 'Cite', command: '/rsis cite CO26208' },
  ],
  footer: [
    'Author’s own synopsis · quotes checked 1/1 · extractive engine',
    'The views are the author’s own, not the official position of RSIS.',
  ],
  commentaries: ['CO26208'],
}

/** The post of a commentary of which only an excerpt is known. */
export const sandCard: Card = {
  context: 'RSIS Commentary · CO26209 · Farid Noor · 19 October 2026',
  title: { text: 'Sand, Salt and the Price of Land', url: `${address}/sand-salt` },
  blocks: [
    {
      type: 'text',
      text: [{ text: 'The site does not send the text to programs. Read the original.', style: 'quiet' }],
    },
  ],
  actions: [
    { label: 'Read original', url: `${address}/sand-salt` },
    { label: 'Cite', command: '/rsis cite CO26209' },
  ],
  footer: ['extractive engine · excerpt only', 'The views are the author’s own, not the official position of RSIS.'],
  commentaries: ['CO26209'],
}

/** An answer to `/rsis search nord stream`. */
export const searchCard: Card = {
  title: { text: '3 commentaries for “nord stream”' },
  blocks: [
    {
      type: 'text',
      text: [{ text: 'No commentary has all of the words. These have most of them.', style: 'quiet' }],
    },
    {
      type: 'item',
      number: 1,
      title: { text: 'Pipelines and Pledges: Energy after the Baltic Winter', url: `${address}/pipelines-and-pledges` },
      meta: 'RSIS Commentary · CO26144 · Annika Lindqvist · 8 July 2026',
      text: [
        { text: 'The Seabed Again: ', style: 'quiet' },
        '“What remained of ',
        { text: 'Nord Stream', style: 'mark' },
        ' was, by that spring, less an asset than an argument about who should insure the next one.”',
      ],
      command: '/rsis show CO26144',
    },
    {
      type: 'item',
      number: 2,
      title: { text: 'Sanctions Fatigue Is a Forecast, Not a Fact', url: `${address}/sanctions-fatigue` },
      meta: 'RSIS Commentary · CO25031 · Deepak Menon and Lucía Ferrer · 14 February 2025',
      text: [
        '“Few who cite the ',
        { text: 'Nord Stream', style: 'mark' },
        ' waivers recall that they were granted before the guarantees were written.”',
      ],
      command: '/rsis show CO25031',
    },
    {
      type: 'item',
      number: 3,
      title: 'Gas, Guarantees and the Grammar of Leverage',
      meta: 'RSIS Commentary · CO24118 · Per Halvorsen · 2 August 2024',
      text: undefined,
      command: '/rsis show CO24118',
    },
  ],
  actions: [{ label: 'Next page', command: '/rsis search nord stream page:2' }],
  footer: ['Searched 1,204 commentaries, 3 January 2020 to 23 November 2026'],
  commentaries: ['CO26144', 'CO25031', 'CO24118'],
}

export const problemCard: Card = {
  tone: 'problem',
  blocks: [{ type: 'text', text: ['“serch” is no command. Did you mean “search”?'] }],
  actions: [
    { label: '/rsis search nord stream', command: '/rsis search nord stream' },
    { label: 'Help', command: '/rsis help' },
  ],
}

export const helpCard: Card = {
  title: { text: 'Search and read RSIS commentaries' },
  blocks: [
    { type: 'copy', text: '/rsis search nord stream' },
    { type: 'copy', text: '/rsis show CO20210' },
    {
      type: 'fields',
      fields: [
        { label: '/rsis search <words>', value: ['Search titles, synopses, claims and full texts'] },
        { label: '/rsis latest [count]', value: ['The newest commentaries, five a page, up to twenty'] },
        { label: 'Feed', value: ['ok · last success 23 Nov, 01:00 UTC'], state: 'good' },
        { label: 'Listing', value: ['blocked · 403 with a challenge page'], state: 'warning' },
        { label: 'Not posted', value: ['CO26198 to web/local: dead, refused'], state: 'bad' },
      ],
    },
    {
      type: 'text',
      text: [{ text: '/rsis followed by any other words is a search. Only you see the answer.', style: 'quiet' }],
    },
  ],
}

/** Everything in order: one source, read half an hour ago. */
export const healthyStatus: Status = {
  version: '0.1.0',
  model: undefined,
  platforms: [],
  elsewhere: [],
  startedAt: new Date('2026-11-22T22:00:00Z'),
  sources: [
    {
      id: 'RSIS Commentaries',
      state: 'nothing new',
      detail: undefined,
      steps: [
        {
          kind: 'feed',
          url: 'https://www.rsis.edu.sg/feed/?post_type=rsispub',
          state: 'nothing new',
          detail: undefined,
        },
      ],
      failures: 0,
      lastPollAt: new Date('2026-11-23T00:30:00Z'),
      lastSuccessAt: new Date('2026-11-23T00:30:00Z'),
      nextPollAt: new Date('2026-11-23T01:00:00Z'),
      newestPublishedAt: new Date('2026-11-20T02:00:00Z'),
    },
  ],
  archive: {
    commentaries: 1204,
    oldest: '2020-01-03',
    newest: '2026-11-23',
    unbriefed: 0,
    abstracts: 812,
    provenance: [
      { kind: 'record', count: 812 },
      { kind: 'capture', count: 90 },
    ],
    unread: [],
    otherVersions: [],
    held: 0,
    gaps: [],
    disputes: 0,
  },
  outbox: { due: 0, sent: 37, skipped: 0, held: [] },
}

/** One source blocked at every step of its chain, one never tried; an unread page; a held delivery. */
export const troubledStatus: Status = {
  ...healthyStatus,
  sources: [
    {
      id: 'RSIS Commentaries',
      state: 'blocked',
      detail: 'HTTP 403 with a challenge page where a feed was asked for',
      steps: [
        {
          kind: 'feed',
          url: 'https://www.rsis.edu.sg/feed/?post_type=rsispub',
          state: 'blocked',
          detail: 'HTTP 403 with a challenge page',
        },
        {
          kind: 'feed',
          url: 'https://www.rsis.edu.sg/feed/?post_type=rsis-publication',
          state: 'other feed',
          detail: 'no item links to an address with /rsis-publication/',
        },
        {
          kind: 'listing',
          url: 'https://www.rsis.edu.sg/publications/rsis-publications/commentaries/',
          state: 'not tried',
          detail: undefined,
        },
      ],
      failures: 4,
      lastPollAt: new Date('2026-11-23T00:30:00Z'),
      lastSuccessAt: new Date('2026-11-21T08:00:00Z'),
      nextPollAt: new Date('2026-11-23T04:30:00Z'),
      newestPublishedAt: new Date('2026-11-20T02:00:00Z'),
    },
    {
      id: 'https://www.aspistrategist.org.au/feed/',
      state: 'ok',
      detail: undefined,
      steps: [{ kind: 'feed', url: 'https://www.aspistrategist.org.au/feed/', state: 'ok', detail: '3 new of 10' }],
      failures: 0,
      lastPollAt: new Date('2026-11-23T00:30:00Z'),
      lastSuccessAt: new Date('2026-11-23T00:30:00Z'),
      nextPollAt: new Date('2026-11-23T01:00:00Z'),
      newestPublishedAt: new Date('2026-11-22T20:00:00Z'),
    },
  ],
  archive: {
    ...healthyStatus.archive,
    held: 52,
    gaps: ['CO26204 to CO26212'],
    unread: [
      {
        title: 'The Ferry Question',
        url: 'https://www.rsis.edu.sg/rsis-publication/idss/the-ferry-question/',
        reason: 'HTTP 503 from the page',
        attempts: 3,
        nextReadAt: new Date('2026-11-23T02:00:00Z'),
      },
    ],
  },
  outbox: {
    due: 1,
    sent: 37,
    skipped: 0,
    held: [
      {
        key: 'k3v6zq2m4n5b7c8d9f2g3h4j',
        place: { platform: 'web', tenant: 'local', channel: 'briefings' },
        kind: 'post',
        commentary: { id: 'CO26211', title: 'The Ferry Question' },
        state: 'uncertain',
        code: 'interrupted',
        reason: 'interrupted while sending',
        dueAt: new Date('2026-11-23T01:05:00Z'),
        attempts: 1,
      },
    ],
  },
}

/** Before the first poll. */
export const emptyStatus: Status = {
  ...healthyStatus,
  sources: [],
  archive: {
    commentaries: 0,
    oldest: undefined,
    newest: undefined,
    unbriefed: 0,
    abstracts: 0,
    provenance: [],
    unread: [],
    otherVersions: [],
    held: 0,
    gaps: [],
    disputes: 0,
  },
  outbox: { due: 0, sent: 0, skipped: 0, held: [] },
}
