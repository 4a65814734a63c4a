import { plainText } from './text/plain.ts'

const lead = /^(?:(?:written )?by(?:\s*:\s*|\s+)|author(?:s|\(s\))?\s*:\s*)/iu
/** `and` and `&` separate names only as separate words, so that "Alexandra" and "AT&T" stay in one piece. */
const separator = /\s*[,;]\s*(?:and\s+|&\s+)?|\s+(?:and|&|\/|\|)\s+/iu
/** A suffix after a comma that belongs to the name before it. */
const suffix =
  /^(?:(?:[Jj]r|[Ss]r|JR|SR|I{2,3}|IV|[Pp][Hh]\.? ?[Dd]|[Mm]\.? ?[Dd]|[Ee]sq)\.?|MP|MA|MPA|MPH|MPP|MSc|BA|MBA|MPhil|DPhil|JD|LLM|OBE|CBE|MBE|KBE|AO|AM|KC|QC|SC|RN|USN|\(?[Rr]et(?:ire)?d?\.?\)?)$/u
/** Whether a text is a degree, an order or another suffix of the name before it. */
export const isSuffix = (text: string): boolean => suffix.test(text)
const longestByline = 2000
/** A longer text is a byline only if it consists of names alone. */
const longestUnchecked = 300
const mostAuthors = 60

/** Whether a name is the login of a site or a desk and not a person who signs: `rsis-admin`, `webmaster`. */
export const isAccountName = (name: string): boolean =>
  /^[a-z\d._-]+$/u.test(name) ||
  name.includes('@') ||
  /^(?:site |web )?(?:admin(?:istrator)?|webmaster|editor|editors|staff|staff writer|web ?desk|newsroom|guest)$/iu.test(
    name,
  )

/** Words near the byline on publication pages that look like a name. */
const notNames =
  /^(?:commentar(?:y|ies)|rsis|rsis commentar(?:y|ies)|rsis publications?|publications?|download(?: pdf)?|pdf|print|share|tweet|e-?mail|facebook|twitter|linkedin|whatsapp|telegram|home|back|synopsis|read more|subscribe|skip to content|no image|admin|staff)$/iu
const nameWord =
  /^(?:[(“"‘’']?[\p{Lu}\p{Lo}]|(?:bin|binti|binte|de|da|del|der|den|di|dos|du|la|le|ter|van|von|al|el|ibn|s\/o|d\/o)$|(?:al|el|d|l|o)[-’'])/u

const institution =
  /\b(?:Cent(?:re|er)|College|Department|Faculty|Institute|Ministry|NTU|Programme?|RSIS|School|Studies|University)\b/u

const looksLikeName = (name: string): boolean => {
  const words = name.split(' ')
  return (
    words.length <= 8 &&
    words.every((word) => nameWord.test(word)) &&
    /[\p{Lu}\p{Lo}]/u.test(name) &&
    !notNames.test(name) &&
    !institution.test(name.replaceAll(/\([^)]*\)/gu, ''))
  )
}

/** The authors of a byline in its order, as printed: titles stay, "By" is removed. */
export const splitAuthors = (byline: string): readonly string[] => {
  const text = plainText(byline)
  if (text.length > longestByline) return []
  const authors: string[] = []
  for (const part of text.replace(lead, '').split(separator)) {
    const last = authors.at(-1)
    if (last !== undefined && isSuffix(part)) authors[authors.length - 1] = `${last}, ${part}`
    else if (/\p{L}/u.test(part) && !authors.includes(part)) authors.push(part)
  }
  if (text.length > longestUnchecked && !authors.every(looksLikeName)) return []
  return authors.slice(0, mostAuthors)
}

/** Whether a line can be a byline: it consists of names, without a sentence or a figure. */
export const looksLikeByline = (line: string): boolean => {
  if (line.length > longestByline || /[?!:]$|\d|https?:/u.test(line.replace(lead, ''))) return false
  const authors = splitAuthors(line)
  return authors.length > 0 && authors.every(looksLikeName)
}

/** The authors that biographies begin with, as in `Chris Cheang is a Senior Fellow …`; those of each biography in turn. */
export const authorsOfBiographies = (biographies: readonly string[]): readonly string[] => {
  const authors: string[] = []
  for (const biography of biographies) {
    const verb = /\s(?:is|are|was|were|serves?|works?|teaches|holds|heads|directs)\s/u.exec(biography.slice(0, 200))
    const names = verb === null ? '' : biography.slice(0, verb.index)
    if (!names.includes(' ') || /^(?:the|this|both|he|she|they)\s/iu.test(names) || !looksLikeByline(names)) continue
    authors.push(...splitAuthors(names).filter((name) => !authors.includes(name)))
  }
  return authors
}
