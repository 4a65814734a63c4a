import { z } from 'zod'

/** What is wrong with a value, and how to fix it. */
export type Problem = { readonly problem: string }

/** The problem of a value, in words that go on from the name of its variable: `NAME: is no host name`. */
export const problem = (text: string): Problem => ({ problem: text })

/** Reads the text of a variable. */
type Parse<Value> = (text: string) => Value | Problem

/** Characters that environment files and their parsers leave in a value by accident. */
const leftovers: readonly (readonly [RegExp, string])[] = [
  [/^\s|\s$/u, 'has white space around it; take it away'],
  [/^(["']).*\1$/su, 'has quotation marks around it, which docker --env-file keeps; take them away'],
  [/^["'][^"']*$/u, 'begins with a quotation mark that is not closed; take it away'],
  [/\s#/u, 'has a comment behind it, which docker --env-file keeps; put the comment on a line of its own'],
  [/\$\{\w+\}/u, 'holds ${…}, which was not replaced; write the value itself'],
]

const parsed = <Value>(parse: Parse<Value>, text: string): Value | Problem => {
  const leftover = leftovers.find(([pattern]) => pattern.test(text))
  return leftover === undefined ? parse(text) : problem(leftover[1])
}

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'problem' in value

/** One setting: the name of its variable, and the schema that parses it. */
export type Setting<Value> = { readonly name: string; readonly schema: z.ZodType<Value, string | undefined> }

type DefineSetting = {
  <Value>(name: string, parse: Parse<Value>): Setting<Value | undefined>
  <Value>(name: string, parse: Parse<Value>, standard: NoInfer<Value>): Setting<Value>
}

/** A variable that `parse` reads; `standard` is its default. */
export const setting: DefineSetting = <Value>(name: string, parse: Parse<Value>, standard?: Value) => ({
  name,
  schema: z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined) return standard
      const value = parsed(parse, text)
      if (!isProblem(value)) return value
      context.addIssue({ code: 'custom', message: value.problem })
      return z.NEVER
    }) as z.ZodType<Value, string | undefined>,
})
