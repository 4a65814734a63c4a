import { shown } from '../archive/query/text.ts'
import { cite as citeIn, type CitationStyle, citationStyles } from '../card/citations.ts'
import type { Action } from '../card/card.ts'
import { contextLine } from '../card/credit.ts'
import { UserError } from '../errors.ts'
import type { CommandDefinition } from './command.ts'
import { isNamed, wantedCommentary } from './find-commentary.ts'
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

/** `CO26204 in bibtex`, `latest apa`: the style as people say it. */
const spokenStyle = /\s(?:(?:in|as) )?(apa|mla|chicago|harvard|bibtex|ris|vancouver|ieee)(?: (?:style|format))?$/iu

/** A citation to paste, in the style that is asked for. */
export const cite: CommandDefinition = {
  verb: 'cite',
  synonyms: ['citation'],
  summary: 'A citation to paste: one line, Chicago, APA, MLA, BibTeX or RIS',
  options,
  examples: ['/rsis cite latest', '/rsis cite latest style:apa', '/rsis cite CO20210 in bibtex'],
  reads: (text) => text === '' || isNamed(readOptions(text, options).words.replace(spokenStyle, '')),
  async run(text, context) {
    const { words, named } = readOptions(text, options)
    const spoken = spokenStyle.exec(words)
    const style = styleNamed(named.get('style') ?? spoken?.[1] ?? 'line')
    const { commentary } = await wantedCommentary(words.slice(0, spoken?.index ?? words.length), context)
    const others = citationStyles.filter((one) => one !== style)
    return {
      context: contextLine(commentary),
      blocks: [
        { type: 'copy', text: citeIn(commentary, style) },
        ...(commentary.authors.length > 0 && style !== 'line'
          ? [
              {
                type: 'text',
                text: [{ text: 'Names as in the byline; check which part is the family name.', style: 'quiet' }],
              } as const,
            ]
          : []),
      ],
      actions: others.map(
        (one): Action => ({ label: styleLabels[one], command: `/rsis cite ${commentary.id} style:${one}` }),
      ),
      commentaries: [commentary.id],
    }
  },
}
