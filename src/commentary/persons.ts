import { isAccountName, splitAuthors } from './authors.ts'
import { parseCalendarDate } from './calendar-date.ts'
import { plainText } from './text/plain.ts'

/** Words of posts, institutions and desks, which no person is called. */
const notOfNames = new Set([
  'academy',
  'adviser',
  'advisor',
  'agencies',
  'agency',
  'analyst',
  'associate',
  'association',
  'bureau',
  'center',
  'centre',
  'chair',
  'chief',
  'college',
  'columnist',
  'commission',
  'committee',
  'contributor',
  'contributors',
  'co-chair',
  'correspondent',
  'council',
  'daily',
  'department',
  'desk',
  'director',
  'editor',
  'editorial',
  'editors',
  'faculty',
  'fellow',
  'forum',
  'foundation',
  'group',
  'guest',
  'head',
  'institute',
  'institution',
  'intern',
  'journal',
  'journalist',
  'lecturer',
  'magazine',
  'manager',
  'media',
  'minister',
  'ministry',
  'network',
  'news',
  'newsroom',
  'office',
  'officer',
  'online',
  'photographer',
  'post',
  'press',
  'producer',
  'program',
  'programme',
  'project',
  'publisher',
  'reporter',
  'research',
  'researcher',
  'review',
  'scholar',
  'school',
  'scientist',
  'secretary',
  'senior',
  'service',
  'services',
  'society',
  'specialist',
  'staff',
  'strategist',
  'studies',
  'team',
  'times',
  'today',
  'tribune',
  'university',
  'visiting',
  'writer',
  // What stands beside a byline.
  'comments',
  'est',
  'follow',
  'gmt',
  'ist',
  'min',
  'minutes',
  'photo',
  'posted',
  'published',
  'read',
  'share',
  'updated',
  'utc',
])

/** Ranks that stand before a name and are printed with it. */
const honorific =
  /^(?:(?:associate |assistant |emeritus )?prof(?:essor)?|dr|sir|dame|lord|lady|mr|mrs|ms|amb(?:assador)?|gen(?:eral)?|col(?:onel)?|lt|capt(?:ain)?|adm(?:iral)?|rev|hon|senator|president)\.?\s+/iu

/** News agencies, initials of desks: `TNN`, `AFP`. */
const isInitials = (name: string): boolean => /^[\p{Lu}\d&./-]{2,6}$/u.test(name)

const longestName = { letters: 60, words: 6 }

/** Whether a text is the name of a person: no date, post, place of work, address or account. */
export const isPersonName = (text: string): boolean => {
  const name = text.replace(honorific, '')
  const words = name.toLowerCase().split(/[\s,/-]+/u)
  return (
    name.length <= longestName.letters &&
    words.length <= longestName.words &&
    /^[\p{Lu}\p{Lo}]|^(?:al|bin|d'|da|de|del|der|di|du|el|la|le|van|von)\b/u.test(name) &&
    !/[\d@:!?<>{}[\]|•·]|https?|\.(?:com|org|net)\b/u.test(name) &&
    !isInitials(name) &&
    !isAccountName(name) &&
    !words.some((word) => notOfNames.has(word)) &&
    !/^(?:about|by|from|in|more|on|the|this|view|with|all)\b/iu.test(name) &&
    parseCalendarDate(name) === undefined
  )
}

/** The persons of a byline in its order: what stands beside them, their posts, their institutes and a date are left out. */
export const personsIn = (byline: string): readonly string[] => {
  const names = plainText(byline)
    .split(/\s*(?:[|•·–—]|\s-\s)\s*/u)
    .flatMap((part) => (part.length > 200 ? [] : splitAuthors(part)))
    // “Professor of Maritime Law”, “in London”: no name follows these.
    .map((part) => part.replace(/\s*\b(?:for|in|at|of|is an?)\b.*$/u, ''))
    .map((name) => name.replace(/^(?:by|and|with|author:?|words)\s+/iu, '').trim())
  return [...new Set(names.filter(isPersonName))]
}
