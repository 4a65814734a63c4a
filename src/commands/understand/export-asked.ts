import { isPronoun } from './list-words.ts'
import { phrase } from './phrases.ts'
import { run, type Wish } from './wishes/wish.ts'

const file = phrase(
  '(?:(?:give|get|send|make|create|need|want|build|(?:i|we) (?:need|want))(?: (?:me|us))? )?{our}(?<format>csv|excel|spreadsheet|json|markdown)(?: (?:file|sheet|export|list|table))?s? (?:of|for|with|on|about) (?<what>.+)',
)

/** `csv of nickel`, `give me a spreadsheet of all energy papers`: the export; undefined for all other texts. */
export const exportAsked = (text: string): Wish | undefined => {
  const { format = '', what = '' } = file.exec(text)?.groups ?? {}
  return what === '' || isPronoun(what) || /^(?:them|these|those|all|everything)$/iu.test(what)
    ? undefined
    : run(`export ${what} as ${format}`)
}
