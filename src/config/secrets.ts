import type { Mistake, Problem } from '../errors.ts'
import { wrong } from './setting.ts'

/** What documents and people write in the place of a secret; no random secret contains any of it. */
const placeholder = /…|\.{3}|\*{3,}|<[^>]*>|x{4,}|X{4,}|your[-_ ]|change[-_ ]?(?:me|this)|placeholder|[-_ ]here$/iu

/** A secret that a person chose or copied: anything but a placeholder. */
export const secret = (text: string): string | Problem =>
  placeholder.test(text) ? wrong('is a placeholder of an example', 'put your own value in its place') : text

/** A secret that a server created and that is sent in HTTP headers: letters, digits and marks of ASCII. */
export const token = (text: string): string | Problem => {
  const own = secret(text)
  if (typeof own !== 'string') return own
  if (/["'`“”‘’]/u.test(text)) return wrong('has a quotation mark in it', 'copy it again, without quotation marks')
  if (/\s/u.test(text)) return wrong('has white space in it', 'copy it again, in one piece')
  return /^[\x21-\x7e]+$/u.test(text)
    ? text
    : wrong('contains a character that no token has, such as a long dash or a letter with an accent', 'copy it again')
}

/** A mistake if a token was cut off: its origin and usual length are known. */
export const cutOff = (name: string, text: string | undefined, fewest: number, where: string): Mistake[] =>
  text === undefined || text.length >= fewest
    ? []
    : [
        {
          field: name,
          problem: `has ${text.length} of at least ${fewest} characters`,
          fix: `copy all of it from ${where}`,
        },
      ]
