import type { Problem } from '../errors.ts'

/** What is wrong with a value, in words that continue the name of its variable: `NAME: is not a host name; …`. */
export const wrong = (problem: string, fix: string): Problem => ({ problem, fix })

/** Reads the text of a variable. */
type Parse<Value> = (text: string) => Value | Problem

/** Characters that environment files and their parsers may leave in a value by accident. */
const leftovers: readonly (readonly [RegExp, Problem])[] = [
  [/^\s|\s$/u, wrong('has white space around it', 'remove it')],
  [/^(["']).*\1$/su, wrong('has quotation marks around it, which docker --env-file keeps', 'remove them')],
  [/^["'][^"']*$/u, wrong('begins with a quotation mark that is not closed', 'remove it')],
  [/\s#/u, wrong('has a comment after it, which docker --env-file keeps', 'put the comment on a line of its own')],
  [/\$\{\w+\}/u, wrong('contains ${…}, which was not replaced', 'write the value itself')],
]

/** Whether a parser returned a problem instead of a value. */
export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'problem' in value

/** One setting: the name of its variable, and the parser of its text; undefined if the variable is not set. */
export type Setting<Value> = {
  readonly name: string
  readonly read: (text: string | undefined) => Value | Problem
}

type DefineSetting = {
  <Value>(name: string, parse: Parse<Value>): Setting<Value | undefined>
  <Value>(name: string, parse: Parse<Value>, standard: NoInfer<Value>): Setting<Value>
}

/** A variable that `parse` reads; `standard` is its default. */
export const setting: DefineSetting = <Value>(name: string, parse: Parse<Value>, standard?: Value) => ({
  name,
  read(text: string | undefined) {
    // Without a default, the value may be undefined.
    if (text === undefined) return standard as Value
    return leftovers.find(([pattern]) => pattern.test(text))?.[1] ?? parse(text)
  },
})
