import type { Mistake, Problem } from '../errors.ts'
import { wrong } from './setting.ts'

/** What documents and people write where a secret belongs; no random secret holds any of it. */
const placeholder = /…|\.{3}|\*{3,}|<[^>]*>|x{4,}|X{4,}|your[-_ ]|change[-_ ]?(?:me|this)|placeholder|[-_ ]here$/iu

/** A secret that a person chose or copied: anything but a placeholder. */
export const secret = (text: string): string | Problem =>
  placeholder.test(text) ? wrong('is a placeholder of an example', 'put your own value in its place') : text

/** A secret that a server made and that goes into HTTP headers: letters, digits and marks of ASCII. */
export const token = (text: string): string | Problem => {
  const own = secret(text)
  if (typeof own !== 'string') return own
  if (/["'`“”‘’]/u.test(text)) return wrong('has a quotation mark in it', 'copy it again, without quotation marks')
  if (/\s/u.test(text)) return wrong('has white space in it', 'copy it again, in one piece')
  return /^[\x21-\x7e]+$/u.test(text)
    ? text
    : wrong('has a character in it that no token has, such as a long dash or a letter with an accent', 'copy it again')
}

/** Of a token that was cut off: what says so. Only where it is known who made it, and how long theirs are. */
export const cutOff = (name: string, text: string | undefined, fewest: number, where: string): Mistake[] =>
  text === undefined || text.length >= fewest
    ? []
    : [
        {
          field: name,
          problem: `has ${text.length} of at least ${fewest} characters`,
          fix: `copy the whole of it from ${where}`,
        },
      ]
