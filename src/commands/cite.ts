import { shown } from '../archive/query/text.ts'
import { cite as citeIn, type CitationStyle, citationStyles } from '../card/citations.ts'
import type { Action } from '../card/card.ts'
import { contextLine, isTakenDown } from '../card/credit.ts'
import { UserError } from '../errors.ts'
import type { CommandDefinition } from './command.ts'
import { isNamed, numbersNamed, wantedCommentary } from './find-commentary.ts'
import { commentaryOption, readOptions } from './options.ts'
import type { CommandOption } from './port.ts'

const styleLabels: Readonly<Record<CitationStyle, string>> = {
  line: 'One line',
  chicago: 'Chicago',
  apa: 'APA',
  mla: 'MLA',
  bibtex: 'BibTeX',
  ris: 'RIS',
}

const options: readonly CommandOption[] = [
  commentaryOption,
  {
    name: 'style',
    description: 'The style of the citation',
    writing: 'named',
    choices: citationStyles.map((value) => ({ label: styleLabels[value], value })),
  },
]

const styleNamed = (typed: string): CitationStyle => {
  const style = citationStyles.find((one) => one === typed.toLowerCase())
  if (style !== undefined) return style
  throw new UserError('Style', `“${shown(typed)}” is not available`, `there are ${citationStyles.join(', ')}`)
}

/** Matches the style in phrases such as `CO26204 in bibtex`, `latest apa`. */
const spokenStyle = /\s(?:(?:in|as) )?(apa|mla|chicago|harvard|bibtex|ris|vancouver|ieee)(?: (?:style|format))?$/iu

/** A citation for pasting, in the requested style. */
export const cite: CommandDefinition = {
  verb: 'cite',
  synonyms: ['citation'],
  isOfArchive: true,
  summary: 'A citation to paste: one line, Chicago, APA, MLA, BibTeX or RIS',
  options,
  examples: ['/rsis cite latest', '/rsis cite latest style:apa', '/rsis cite CO20210 in bibtex'],
  reads: (text) =>
    text === '' || numbersNamed(text).length > 1 || isNamed(readOptions(text, options).words.replace(spokenStyle, '')),
  async run(text, context) {
    const { words, named } = readOptions(text, options)
    const spoken = spokenStyle.exec(words)
    const style = styleNamed(named.get('style') ?? spoken?.[1] ?? 'line')
    const name = words.slice(0, spoken?.index ?? words.length)
    const numbers = numbersNamed(name)
    const wanted = await Promise.all(
      (numbers.length > 1 ? numbers : [name]).map(async (one) => wantedCommentary(one, context)),
    )
    const commentaries = wanted.map(({ commentary }) => commentary)
    const gone = commentaries.find(isTakenDown)
    if (gone !== undefined) throw new UserError(gone.id, 'was taken down', 'cite another one: /rsis latest')
    const ids = commentaries.map(({ id }) => id)
    const others = citationStyles.filter((one) => one !== style)
    return {
      context: commentaries.map((commentary) => contextLine(commentary)).join('; '),
      blocks: [
        ...commentaries.map((commentary) => ({ type: 'copy', text: citeIn(commentary, style) }) as const),
        ...(commentaries.some(({ authors }) => authors.length > 0) && style !== 'line'
          ? [
              {
                type: 'text',
                text: [{ text: 'Names as in the byline; check which part is the family name.', style: 'quiet' }],
              } as const,
            ]
          : []),
      ],
      actions: others.map(
        (one): Action => ({ label: styleLabels[one], command: `/rsis cite ${ids.join(' ')} style:${one}` }),
      ),
      commentaries: ids,
    }
  },
}
