import { saysUntil } from '../slots.ts'
import { ask, createReader, queryOf, run } from './wish.ts'

const what = '(?:{our}(?:{digest}|{docs}|it|everything|anything|something|channel|bot|this|us|me|yourself)|{sending})'
const quiet = `(?:{pause}|{stop}|no(?: more|t)?|nothing(?: more)?|leave|without)(?: ${what})*`
const away =
  "(?:(?:i|we|everyone|everybody|{our}team)(?:'m| am|'re| are|'ll be| will be| is)? )?(?:(?:all )?(?:away|out|off|on (?:leave|holiday|vacation|break)|travelling|traveling)(?: of office)?)"

/** What is said beside the time: `for 2 weeks pls, on leave`. */
const beside =
  /[, ]+(?:plea?se|pls|plz|on (?:leave|holiday|vacation)|because(?: .*)?|due to .*|(?:as|since|while) (?:i|we|everyone|the team|it)\b.*|(?:i|we)(?:'m|'re| am| are|'ll)? (?:away|out|off|on|travell?ing)\b.*)$/iu

/** The time that words say, without a reason behind it; undefined where they say none. */
const timeSaid = (text: string): string | undefined => {
  let length = text
  for (let last = ''; last !== length && !saysUntil(length); ) {
    last = length
    length = length.replace(beside, '')
  }
  return saysUntil(length) ? length : undefined
}

/** Wishes to be silent for a while, and to go on. */
export const readSilence = createReader([
  [
    [
      `${quiet}(?: alone| in peace)?,? (?<length>(?:until|till|til|for|over|during|today|tonight|this|the|\\d).*)`,
      `(?<length>(?:until|till|til|for|over) .+?),? ${quiet}`,
      `{pause}(?: ${what})*,? (?<length>.+)`,
    ],
    ({ length = '' }) => {
      const said = timeSaid(length)
      return said === undefined ? undefined : run(`mute ${said}`)
    },
  ],
  [
    [`${away},? (?<length>.+?)(?:,? (?:so )?(?:please )?${quiet})?`],
    ({ length = '' }) =>
      saysUntil(length)
        ? ask(`Post nothing here ${length}?`, { label: 'Be silent', command: `mute ${length}` })
        : undefined,
  ],
  // A filter has no end.
  [
    ['(?:{pause}|{stop}|no|without|skip|less) (?:{sending} )?(?<what>.+?),? (?<length>(?:until|till|til|for) .+)'],
    ({ what: left = '', length = '' }) => {
      const query = saysUntil(length) ? queryOf(left) : undefined
      if (query === undefined) return undefined
      return ask(
        `Post nothing at all here ${length}, or leave out ${query} until you say otherwise?`,
        { label: 'Post nothing', command: `mute ${length}` },
        { label: 'Leave it out', command: `filter -${/\s/u.test(query) ? `"${query}"` : query}` },
      )
    },
  ],
  // What is silenced is named, so that the rest was meant for a time.
  [
    [`(?!stop){pause} (?<what>${what}(?: ${what})*),? (?<length>.+)`],
    ({ length = '', what: named = '' }) =>
      /^(?!everything)\p{L}+ing$/u.test(named) ? undefined : run(`mute ${length}`),
  ],
  [[`(?!stop){pause}(?: ${what})*`], () => run('mute')],
  [['{resume}(?: {our}(?:{docs}|{digest}|it|everything|channel|bot|posting|sending))?'], () => run('mute off')],
])
