import { dayOf } from '../../archive/query/dates.ts'
import { parseQuery } from '../../archive/query/parse.ts'
import { shown } from '../../archive/query/text.ts'
import { facetsOf } from '../../archive/search/facets.ts'
import type { Card } from '../../card/card.ts'
import { emptyArchive } from '../empty-archive.ts'
import { offerSearch } from '../offers.ts'
import type { UserRequest } from '../understand/requests/index.ts'
import type { Asked } from './asked.ts'

const [mostListed, mostOffered] = [30, 4]

/** The authors or the topics of the archive, or of what a search finds, the most frequent first. */
export const namesCard = async (
  { field, query }: Extract<UserRequest, { kind: 'names' }>,
  { context, command }: Asked,
): Promise<Card> => {
  const empty = await emptyArchive(context, command)
  if (empty !== undefined) return empty
  const { db, now } = context
  const facets = await facetsOf(db, query === '' ? undefined : parseQuery(query, dayOf(now())))
  const names = field === 'authors' ? facets.authors : [...facets.topics, ...facets.regions]
  const one = field === 'authors' ? 'author' : 'topic'
  const where = query === '' ? 'in the archive' : `for “${shown(query)}”`
  const searchFor = (name: string): string => `/rsis search ${one}:"${name.replaceAll('"', '')}"`
  const [first] = names
  const count =
    names.length > 1 ? `${names.length.toLocaleString('en')} ${field}` : `${names.length === 0 ? 'No' : 1} ${one}`
  const more = names.length - mostListed
  return {
    title: { text: `${count} ${where}` },
    blocks:
      first === undefined
        ? [{ type: 'text', text: ['No commentary has all of these words; a search shows those with most of them.'] }]
        : [
            {
              type: 'text',
              text: [
                `${names
                  .slice(0, mostListed)
                  .map(({ name, count }) => `${name} (${count})`)
                  .join(', ')}${more > 0 ? `, and ${more.toLocaleString('en')} more` : ''}.`,
              ],
            },
            {
              type: 'text',
              text: [{ text: `A search, filter or watch takes a name after ${one}: as in`, style: 'quiet' }],
            },
            { type: 'copy', text: searchFor(first.name) },
          ],
    actions:
      first === undefined && query !== ''
        ? [offerSearch(query)]
        : names.slice(0, mostOffered).map(({ name }) => ({ label: shown(name), command: searchFor(name) })),
  }
}
