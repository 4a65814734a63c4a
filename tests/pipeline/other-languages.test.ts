import { beforeEach, expect, test } from 'vitest'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { search } from '../../src/archive/search/search.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { countWords } from '../../src/commentary/text/plain.ts'
import { type Running, startJourney } from './harness.ts'

let running: Running
beforeEach(async () => {
  running = await startJourney()
})

type Language = {
  readonly name: string
  readonly title: string
  readonly summary: string
  readonly sentence: string
  /** A word of the text, for a search. */
  readonly word: string
}

const languages: readonly Language[] = [
  {
    name: 'Chinese',
    title: '两个港口的债务',
    summary: '作者认为，海峡两岸的港口应当共同承担领航站的费用。',
    sentence: '海峡两岸的两个港口共用一条航道和一个领航站，四十年来没有一个市议会愿意同时讨论这两件事情。',
    word: '领航站',
  },
  {
    name: 'Japanese',
    title: '二つの港の借り',
    summary: '筆者は、海峡の二つの港が水先人の費用を分け合うべきだと論じる。',
    sentence:
      '海峡の二つの港は一つの航路と一つの水先人詰所を共有しているが、四十年の間どの議会もその両方を論じようとはしなかった。',
    word: '水先人',
  },
  {
    name: 'Thai',
    title: 'หนี้ของสองท่าเรือ',
    summary: 'ผู้เขียนเห็นว่าท่าเรือทั้งสองควรร่วมกันจ่ายค่าสถานีนำร่อง',
    sentence: 'ท่าเรือทั้งสองของช่องแคบใช้ร่องน้ำและสถานีนำร่องร่วมกัน แต่ตลอดสี่สิบปีไม่มีสภาใดพูดถึงทั้งสองเรื่องพร้อมกัน',
    word: 'สถานีนำร่อง',
  },
  {
    name: 'Malay',
    title: 'Hutang Dua Pelabuhan',
    summary: 'Penulis berhujah bahawa kedua-dua pelabuhan perlu berkongsi kos stesen malim.',
    sentence:
      'Kedua-dua pelabuhan di selat itu berkongsi satu alur dan satu stesen malim, namun selama empat puluh tahun tiada majlis yang mahu membincangkan kedua-duanya serentak.',
    word: 'malim',
  },
]

const publish = ({ title, summary, sentence }: Language, isOut: boolean): void => {
  const { server } = running
  const paragraphs = Array.from({ length: 12 }, () => `<p>${sentence}${sentence}</p>`).join('')
  server.page(
    '/piece',
    `<html><head><title>${title}</title></head><body><article><h1>${title}</h1>${paragraphs}</article></body></html>`,
  )
  const piece = { title, link: '/piece', excerpt: summary, date: 'Fri, 30 Oct 2026 08:00:00 GMT' }
  const old = { title: 'Before', link: '/before', date: 'Thu, 29 Oct 2026 08:00:00 GMT' }
  server.feed('/feed/', isOut ? [piece, old] : [old])
}

test.each(languages)(
  'an article in $name is archived, found, and posted with the publisher’s own summary',
  async (language) => {
    publish(language, false)
    await running.poll()
    publish(language, true)
    await running.poll()
    const posts = (await running.deliveries()).filter(({ kind }) => kind === 'post')
    expect(posts).toHaveLength(1)
    const text = posts.map(({ card }) => cardText(card)).join('\n')
    expect(text).toContain(language.title)
    expect(text).toContain(language.summary)
    expect(text).toMatch(/not in english/iu)
    const { hits } = await search(running.db, parseQuery(language.word), { limit: 10, offset: 0 })
    expect(hits.map(({ commentary }) => commentary.title)).toEqual([language.title])
  },
)

test.each(languages)('words of $name are counted as its readers count them', ({ sentence }) => {
  const words = countWords(sentence)
  expect(words).toBeGreaterThan(15)
  expect(words).toBeLessThan(60)
})
