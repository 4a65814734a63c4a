import { readCondition } from './condition.ts'
import { phrase } from './phrases.ts'

/** The authors or topics that somebody asks for: of the whole archive, or of what a search finds. */
export type NamesAsked = { readonly field: 'authors' | 'topics'; readonly query: string }

const names = '(?<topics>topics?|categories|tags|themes|keywords|subjects)|authors?|writers?|contributors?|scholars?'
const listing =
  "(?:(?:list|show|give|see|view|name|tell|what are|what'?s|which are|who are|who're|which|what|who)(?: me| us)? )?"
const asked = phrase(
  `${listing}(?:(?:an? |the )?(?:full |complete |whole )?(?:list|index|overview) of )?{our}(?:different |available |possible |known |main )?(?:${names})(?: list)?(?: (?:are|is|can|do|does|does it|have|there|you|i|we|it|available|cover|covered|filter|follow|choose|search|know|use|in|for|by|from|{our}|archive|here|exist))*`,
)
const ofSubject = phrase(
  `${listing}{our}(?:authors?|writers?|scholars?|people|experts?) (?:(?:who|that|have|has) )*(?:writ(?:e|es|ing|ten)|wrote|work(?:s|ed|ing)?|publish(?:ed|es)?|focus(?:es|ed|ing)?) (?:about|on|of) (?<subject>.+)`,
  '(?:who|who all|who else) (?:has |have )?(?:writ(?:es?|ten)|wrote|publishes|published) (?:about|on) (?<subject>.+)',
)

/** `list of topics`, `which authors write about nickel`; undefined for all other texts. */
export const namesAsked = (text: string): NamesAsked | undefined => {
  const all = asked.exec(text)
  // A word alone may be one of a search.
  if (all !== null && (/\s/u.test(text) || /s$/iu.test(text)))
    return { field: all.groups?.['topics'] === undefined ? 'authors' : 'topics', query: '' }
  const subject = ofSubject.exec(text)?.groups?.['subject']
  const query = subject === undefined ? undefined : readCondition(subject)?.query
  return query === undefined ? undefined : { field: 'authors', query }
}
