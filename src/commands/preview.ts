import { shown } from '../archive/query/text.ts'
import type { CommandDefinition } from './command.ts'
import { filterPreview } from './filter.ts'
import { checkedFilter } from './subscription-request.ts'
import { isSubjectAlone } from './understand/namable.ts'

/** As many rows as fit in a message of every platform. */
const mostRows = 10

/** Shows what a subscription would have posted, before it is made. */
export const preview: CommandDefinition = {
  verb: 'preview',
  synonyms: ['dry-run'],
  isOfArchive: true,
  summary: 'What a subscription with this filter would have posted in the last 30 days; changes nothing',
  options: [{ name: 'filter', description: 'The search; everything without one', writing: 'words' }],
  examples: ['/rsis preview topic:energy -nuclear'],
  reads: (text) => text === '' || isSubjectAlone(text.replace(/^filter:/iu, '')),
  async run(text, context) {
    const filter = text === '' ? '' : checkedFilter(text.replace(/^filter:/iu, ''))
    return {
      title: { text: filter === '' ? 'Without a filter' : `With the filter ${shown(filter)}` },
      blocks: await filterPreview(filter, context, { mostRows }),
      actions: [
        {
          label: filter === '' ? 'Subscribe' : 'Subscribe with it',
          command: `/rsis subscribe instant${filter === '' ? '' : ` filter:${filter}`}`,
        },
      ],
    }
  },
}
