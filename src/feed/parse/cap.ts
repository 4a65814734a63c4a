import { Parser } from 'htmlparser2'

/** Deeper than the tags of any honest feed stand in each other; tree builders need quadratic time on those. */
const deepest = 256
/** Items of one answer that are read; a feed shows its newest first. */
const mostItems = 500
/** Small pieces, so that the scan ends soon after it has seen enough. */
const pieceLength = 65_536
/** Tags of HTML that need no end, as careless feeds have them between their own. */
const withoutEnd = new Set(['br', 'hr', 'img', 'input', 'wbr'])

/**
 * The feed (or, without `xmlMode`, the page) without what is behind its 500th item; undefined where tags are nested deeper
 * than 256. Only tags are looked at, so that this is quick whatever the text is made of.
 */
export const capItems = (text: string, { xmlMode }: { readonly xmlMode: boolean }): string | undefined => {
  const open: string[] = []
  const seen: { items: number; isTooDeep: boolean; capped: string | undefined } = {
    items: 0,
    isTooDeep: false,
    capped: undefined,
  }
  const parser = new Parser(
    {
      onopentagname: (name) => {
        if (!withoutEnd.has(name)) open.push(name)
        seen.isTooDeep ||= open.length > deepest
      },
      onclosetag: (name) => {
        if (!withoutEnd.has(name)) open.pop()
        if (name !== 'item' && name !== 'entry') return
        seen.items += 1
        if (seen.items !== mostItems) return
        const ends = open.toReversed().map((name) => `</${name}>`)
        seen.capped = text.slice(0, parser.endIndex + 1) + ends.join('')
      },
    },
    { xmlMode },
  )
  for (let at = 0; at < text.length && !seen.isTooDeep && seen.capped === undefined; at += pieceLength) {
    parser.write(text.slice(at, at + pieceLength))
  }
  return seen.isTooDeep ? undefined : (seen.capped ?? text)
}
