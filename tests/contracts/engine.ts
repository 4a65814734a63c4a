import { describe, expect, test } from 'vitest'
import type { Commentary, Engine } from '../../src/briefing/port.ts'
import { isUnsafe } from '../../src/briefing/unsafe.ts'
import { textOf } from '../../src/commentary/commentary.ts'

export type EngineUnderTest = {
  readonly name: string
  /** A new engine; called for each test. */
  readonly create: () => Promise<Engine>
  readonly commentaries: readonly Commentary[]
}

/** What every caller relies on, for every engine. */
export const describeEngine = ({ name, create, commentaries }: EngineUnderTest): void => {
  const signal = new AbortController().signal

  describe(`the engine port, as ${name} keeps it`, () => {
    test.each(commentaries)('$id: every quote is a slice of the text, and no claim is shown twice', async (it) => {
      const { claims, synopsis } = await (await create())(it, signal)
      const { text } = textOf(it)
      for (const quote of [...claims.map((claim) => claim.quote), ...(synopsis?.quotes ?? [])]) {
        expect(quote.text).toBe(text.slice(quote.start, quote.end))
        expect(quote.text.trim()).not.toBe('')
      }
      const starts = claims.map(({ quote }) => quote.start)
      expect(new Set(starts).size).toBe(starts.length)
      expect(claims.length).toBeLessThanOrEqual(5)
    })

    test.each(commentaries)('$id: nothing in it is unsafe', async (it) => {
      const { claims, synopsis } = await (await create())(it, signal)
      const words = claims.flatMap(({ text, quote, section, holder }) => [
        text,
        quote.text,
        section ?? '',
        holder.type === 'quoted' ? holder.name : '',
      ])
      expect([...words, synopsis?.text ?? ''].filter(isUnsafe)).toEqual([])
    })

    test.each(commentaries)('$id: two at most of the claims are views of others', async (it) => {
      const { claims } = await (await create())(it, signal)
      expect(claims.filter(({ holder }) => holder.type === 'quoted').length).toBeLessThanOrEqual(2)
    })

    test.each(commentaries)('$id: asked again, it says the same', async (it) => {
      const engine = await create()
      const [first, second] = [await engine(it, signal), await engine(it, signal)]
      expect({ ...second, record: undefined }).toEqual({ ...first, record: undefined })
    })

    test('a text in another language, or one too short to be argued, has no claims', async () => {
      const [{ sections: _, ...bare } = expect.fail()] = commentaries
      const of = (paragraph: string): Commentary => ({
        ...bare,
        synopsis: undefined,
        sections: [{ heading: undefined, paragraphs: [paragraph] }],
      })
      const malay = 'Kapal pembaikan kabel di rantau ini terlalu sedikit, dan kelulusan mengambil masa yang lama. '
      for (const it of [of(malay.repeat(40)), of('The seminar has been moved to 4 May.')]) {
        expect((await (await create())(it, signal)).claims).toEqual([])
      }
    })

    test('it rejects when it is stopped, with the reason given', async () => {
      const [it = expect.fail()] = commentaries
      await expect((await create())(it, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
    })
  })
}
