import { isAccountName, isSuffix, splitAuthors } from './authors.ts'
import { parseCalendarDate } from './calendar-date.ts'
import { wordsNotInNames } from './words-not-in-names.ts'
import { plainText } from './text/plain.ts'

const rank = [
  String.raw`(?:assoc(?:iate)?|asst|assistant|adj(?:unct)?|emeritus|visiting)`,
  String.raw`(?:a\/)?prof(?:essor)?(?: emeritus)?`,
  String.raw`dr|sir|dame|lord|lady|baron(?:ess)?|mr|mrs|ms|h\.?e|amb(?:assador)?|senator|president|judge|justice`,
  String.raw`(?:the )?(?:rt\.? )?hon(?:ourable)?|rev|fr|imam|sheikh|shri|haj[ij]|tan sri|tun|datuk(?: seri)?|datin|dato['’]?(?: sri| seri)?`,
  String.raw`(?:lt|maj|brig|vice|rear|air)\.?|gen(?:eral)?|col(?:onel)?|maj(?:or)?|capt(?:ain)?|adm(?:iral)?|marshal|cmdr`,
].join('|')
/** Ranks before a name, which are printed with it. */
const ranks = new RegExp(String.raw`^(?:(?:${rank})\.?(?:\s*\(ret(?:ire)?d?\.?\))?\s+)+`, 'iu')
const retired = /^ret(?:ire)?d?\.?$/iu

/** News agencies and the initials of desks: `TNN`, `AFP`. */
const isInitials = (name: string): boolean => /^[\p{Lu}\d&./-]{2,6}$/u.test(name)
const isHan = (text: string): boolean => /^\p{sc=Han}/u.test(text)
/** A Chinese or Japanese name, or a foreign one in Chinese characters; not a press, an institute or a job. */
const isHanName = (name: string): boolean =>
  /^(?:[\p{sc=Han}\s]{2,5}|\p{sc=Han}{1,6}(?:·\p{sc=Han}{1,8}){1,3})$/u.test(name) &&
  !/(?:社|[报報]|[网網]|所|院|[会會]|局|部|台|中心|大[学學]|[编編][辑輯]|[记記作筆]者|[评評][论論]|[学學]者|[员員]|教授|[所部院局室][长長]|[讲講][师師]|博士|[顾顧][问問]|主任|理事|[专專]家)$/u.test(
    name,
  )

const longestName = { letters: 60, words: 6 }

/** A name without the rank before it. */
export const withoutRank = (name: string): string => name.replace(ranks, '')

/** Whether a text is the name of a person and not a date, job, employer, address or account. */
export const isPersonName = (text: string): boolean => {
  const name = withoutRank(text).replace(/,.*$/u, '')
  if (isHan(name)) return isHanName(name)
  const words = name.toLowerCase().split(/[\s,/-]+/u)
  return (
    name.length <= longestName.letters &&
    words.length <= longestName.words &&
    /^[\p{Lu}\p{Lo}]|^(?:al|bin|d'|da|de|del|der|di|du|el|la|le|van|von)\b/u.test(name) &&
    !/[\d@:!?<>{}[\]|•·]|https?|\.(?:com|org|net)\b|\sby\s/u.test(name) &&
    !isInitials(name) &&
    !isAccountName(name) &&
    !words.some((word) => wordsNotInNames.has(word)) &&
    !/\b(?:east|south|central|west) asia$/iu.test(name) &&
    !/^(?:about|by|from|in|more|on|the|this|view|with|all)\b/iu.test(name) &&
    parseCalendarDate(name) === undefined
  )
}

/** What ends one part of a byline: a bar, a dash, a dot between spaces. */
const partEnd = /\s*[|｜•—;；]\s*|\s+[·–-]\s+/u
/** Jobs of people who sign a text; somebody with another job is not its author. */
const ofAuthors =
  'authored|contributed|created|posted|prepared|published|reported|submitted|written|penned|composed|interviewed|(?:re|up)dated'
/** A credit for something else, such as a translation, with all that follows in its part. */
const otherCredit = new RegExp(
  String.raw`(?:^|[\s,])(?:(?:and|&)\s+)?(?:(?:\p{L}+ly|fact|peer)[\s-])?(?:translat\p{L}*|edit(?:or|ors|ing)?|photo\p{L}*|pictures?|illustrat\p{L}*|images?|artwork|graphics?|video|foreword|moderat\p{L}*|(?!(?:${ofAuthors})\b)\p{L}+ed)(?:\s+by\b|\s*:).*$|\s+as told to\b.*$`,
  'iu',
)
/** The interviewed person comes after “with”, or before “interviewed”; the interviewer comes after “by”. */
const interview = /^.*\b(?:interview\w*|conversation|q\s?&\s?a)\b(?:.*\bby\s+(.*)|.*)$/iu

/** Kinds of text, as bylines name them. */
const kinds = `analysis|article|blog|brief|briefing|column|comment|commentary|essay|explainer|feature|insight|note|op-?ed|opinion|paper|perspective|piece|post|report|research|review|story|text|view|viewpoint|words|${ofAuthors}`
/** Words that say that a name follows, in languages of the region and of Europe. */
const leads = [
  new RegExp(
    String.raw`^(?:.{0,40}\d{4}[.,]?\s)?(?:(?:an?\s)?(?:[\p{L}-]+\s(?:and\s)?)?(?:${kinds})\s)?by\s*:?\s+`,
    'iu',
  ),
  /^(?:authors?(?:\(s\))?|penulis|autor(?:es|en|in|a)?|auteurs?|autor[ei]|автор[ы]?|tác giả|contributors?|writers?)(?:\s*:\s*|\s+)/iu,
  /^(?:words|text|texto|texte)\s*:\s*/iu,
  /^(?:\p{Ll}+\s|\p{Lu}\p{Ll}+\s){0,3}?(?:par|oleh|por|door|bởi)\s*:?\s+(?=\p{Lu})/iu,
  // Names may begin with these words as well, but then only one word follows, or a lower-case one.
  /^(?:von|di|av|af)\s+(?=\p{Lu}\S*\s(?:\S+\s)*\p{Lu})/iu,
  /^(?:作者|撰文|[著筆]者|執筆者?|(?:本[报報])?[记記]者|特约撰稿人|文(?=[\s:：／/]))[\s:：／/]*/u,
  /^(?:โดย|ผู้เขียน|بقلم|글(?=\s))[\s:]*/u,
]
/** The names in a byline, without the words that introduce them: `By`, `作者：`. */
export const withoutLead = (text: string): string => leads.reduce((rest, lead) => rest.replace(lead, ''), text)

/** Whether a line says itself that it is a byline. */
export const isSigned = (line: string): boolean => withoutLead(line) !== line || interview.test(line)

/** What may follow a name without a comma: employer, place, date, account, time. */
const trail =
  /\s+(?:@\S+|\d+[\s-]min.*|(?:last )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Ff]ollow|[Ss]hare)\b.*|(?:View|See|Read|More)\s(?:all|full|from|by|bio|posts)\b.*|기자|\p{sc=Han}{2,4}[:：].*|(?:19|20)\d\d\s?[年./-].*)$|\s*\b(?:for|in|at|of|on|via|from|is an?|is the|was an?|speaks|talks|writes|argues|reports|explains)\b.*$/u

/** `und`, `et` and `y` separate two names of at least two words each: Ortega y Gasset is one man. */
const foreignAnd = /(?<=\p{L} \p{L}[\p{L}.’'-]+)\s+(?:und|et|y|e|dan|och|en|og|và|и)\s+(?=\p{Lu}[\p{L}.’'-]* \p{L})/gu

/** Commas and one kind of `and` between names; institutes in brackets and what is not a name are removed. */
const regular = (text: string): string =>
  text
    .replaceAll(/\s*[（([]([^)\]）]*)[)\]）]/gu, (whole, inner: string) => (retired.test(inner) ? whole : ''))
    // The agency after a slash: `Una Oakes/AFP`.
    .replaceAll(/(?<=\p{Ll})\/\p{Lu}{2,6}(?=$|,|\s)/gu, '')
    .replaceAll(/\s*[、，]\s*/gu, ', ')
    .replaceAll(/(?<=\p{sc=Han}{2})[和与與及](?=\p{sc=Han}{2,4}(?:$|\P{sc=Han}))/gu, ', ')
    // A space between two Chinese names; a Japanese name has at most two characters before its space.
    .replaceAll(/(?<=^\p{sc=Han}{3})\s+(?=\p{sc=Han}{2,3}(?:\s|$))/gu, ', ')
    .replaceAll(foreignAnd, ' and ')
    .replaceAll(/,?\s+with\s+/giu, ' and ')

const isSingle = (name: string): boolean => !name.includes(' ')

/** `Okafor, Chidi`: the family name first. */
const inverted = (family: string, given: string, rest: readonly string[]): string =>
  [`${given} ${family}`, ...rest].join(', ')

const namesOfPart = (part: string): readonly string[] => {
  const own = part.replace(otherCredit, '').replace(interview, '$1').trim()
  if (own.length > 200) return []
  const text = regular(withoutLead(own))
  const names = splitAuthors(text)
    .map((name) =>
      withoutLead(name.replace(/^(?:and|&)\s+/iu, ''))
        .replace(trail, '')
        .trim()
        .replace(/(?<=\p{Ll}{2})\.$/u, ''),
    )
    .filter(isPersonName)
  const [first, second] = names
  if (
    first !== undefined &&
    second !== undefined &&
    `${first}, ${second}` === text &&
    [first, second].every((name) => isSingle(name) && !isHan(name))
  )
    return [inverted(first, second, [])]
  // A single word after a comma is more often a place than a person.
  const hasWhole = names.some((name) => !isSingle(name) && !isHan(name))
  return names.filter((name) => !(hasWhole && isSingle(name) && text.includes(`, ${name}`)))
}

/**
 * The authors in a byline, in its order: their jobs, their institutes and a date are left out, as are people who
 * translated, edited, photographed or were interviewed.
 */
export const personsIn = (byline: string): readonly string[] => [
  ...new Set(plainText(byline).split(partEnd).flatMap(namesOfPart)),
]

/**
 * The persons in a data field that is meant for one: `Okafor, Chidi`, as citations write it, is one person. Some sites
 * put a whole byline there.
 */
export const personsOfData = (text: string): readonly string[] => [
  ...new Set(
    plainText(text)
      .split(/\s*;\s*/u)
      .flatMap((entry) => {
        const [family = '', given = '', ...rest] = entry.split(/\s*,\s*/u)
        const isOne = rest.every(isSuffix) && given !== '' && !isSuffix(given) && (isSingle(family) || isSingle(given))
        return isOne && isPersonName(family) && isPersonName(given) ? [inverted(family, given, rest)] : personsIn(entry)
      }),
  ),
]
