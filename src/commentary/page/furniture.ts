import { type AnyNode, type Element, isTag } from 'domhandler'
import { getElementsByTagName, textContent } from 'domutils'
import type { Line } from '../text/lines.ts'
import { countWords } from '../text/plain.ts'

/** A longer box is part of the text, or contains it. */
const longestBox = { words: 80, letters: 800 }
const boxName =
  /(?:^|[\s_-])(?:sign-?up|newsletter|subscri(?:be|ption)|donat(?:e|ion)|support-?us|membership|cta|call-?to-?action|(?:share|social)-(?:count|bar|buttons?|links?)|captions?(?:-text|-wrapper)?|(?:image|photo|media)-credits?|(?:ai|generated)-summary)(?:$|[\s_-])/iu

const isSmall = (element: Element): boolean => {
  const text = textContent(element)
  return text.length <= longestBox.letters && countWords(text) <= longestBox.words
}

const asksForMail = ({ attribs }: Element): boolean =>
  attribs['type']?.toLowerCase() === 'email' ||
  /e?-?mail/iu.test(`${attribs['name'] ?? ''} ${attribs['placeholder'] ?? ''}`)

/** The largest box around a form field that contains little else. */
const boxAround = (field: Element): Element | undefined => {
  let box: Element | undefined
  for (let node: AnyNode | null = field.parent; node !== null && isTag(node) && isSmall(node); node = node.parent)
    if (node.name !== 'body') box = node
  return box
}

/**
 * The box around an element, if it is one that pages put between the paragraphs of a text: a request for an address,
 * money or a click, or a caption.
 */
export const boxOf = (element: Element): Element | undefined => {
  const { name, attribs } = element
  if (name === 'input') return asksForMail(element) ? boxAround(element) : undefined
  const isNamed = boxName.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`)
  return (isNamed || name === 'form') && name !== 'body' && isSmall(element) ? element : undefined
}

const furniture =
  /^(?:advertisement|sponsored|share(?: this)?(?: article| story| page)?|tweet|e-?mail|print|save|listen|read more|read next|related(?: articles| stories| content| topics)?|more from .{1,60}|sign up.{0,80}|subscribe.{0,80}|newsletter|comments?|.{0,40}\bmin(?:ute)?s?\.? read|loading\W*|topics?:?|tags?:?|image|photo)$/iu

/** Besides figures, what a row of buttons, links and counters consists of. */
const buttons =
  /(?<!\p{L})(?:print|e-?mail|pdf(?: version)?|download|save|listen|watch|share[sd]?(?: (?:this|on|via))?|tweets?|likes?|claps?|views?|hits?|reads?|downloads?|followers?|comments?|responses?|repl(?:y|ies)|follow|donate|subscribe|sign up|log ?in|register|previous|prev|next|back to top|facebook|twitter|linked-?in|whatsapp|telegram|reddit|instagram|youtube|mastodon|bluesky|threads|weibo|wechat|line|copy link|and|or|on|\d[\d.,]*[km]?)(?!\p{L})/giu

/** Labels of links to other texts, before a colon or alone. */
const elsewhere =
  /^(?:read (?:also|more|next)|also read|see also|related|recommended|baca juga|lihat juga|延伸[閱阅][讀读]|相[关關](?:[閱阅][讀读]|文章|[链鏈]接)|関連(?:記事|リンク))\s*[:：]?$/iu

const notices = [
  // Notes by others than the author.
  /^(?:(?:editor|translator|publisher)s?['’]?s?['’]? notes?|notes? (?:from|by) the editors?|corrections?|disclaimer|disclosure|编者按|編者按|編集部注)\s*[:：.—–-]/iu,
  /^(?:©|\(c\)|copyright\b)|\ball rights reserved\b/iu,
  /^the post .+ (?:appeared first|first appeared) on .+$/iu,
  // Disclaimers: whose views a text gives.
  /\b(?:views?|opinions?)\b.*\b(?:authors?|writers?)(?:['’]s?)?\b.*\b(?:do(?:es)? not|not necessarily|alone|own|solely)\b/iu,
  /^[（(](?:本文)?(?:作者|责任编辑|責任編輯|编辑|編輯)/u,
  /(?:代表|属于|屬於)作者.*(?:不代表|观点|觀點|立[场場]|意[見见])/u,
]

/** How a request to the reader begins. */
const asks =
  /^\W*(?:please|help us|if you|thank(?:s| you) for reading|donate|subscribe|sign up|join us|follow (?:us|me)|support (?:us|our|my|this|independent)|become an?|register|get|receive|enjoyed|enjoying|like what you|stay (?:in touch|informed|up to date)|don['’]t miss|never miss|want (?:more|to (?:read|receive|support)))\b/iu
/** What the reader is asked to do. */
const appeal =
  /\b(?:donat\w+|subscri\w+|unsubscribe|newsletters?|mailing list|in(?:to)? your inbox|sign(?:ing)? up|members?(?:hip)?|support (?:us|our|my|this|independent)|follow (?:us|me)|patreon|tax-deductible|reader-supported|stay (?:in touch|informed|up to date))\b/iu
/** In words. */
const longestNotice = 60

/** The most letters of this number of words. Letters are counted first, because counting words takes longer. */
const lettersOf = (words: number): number => 12 * words
const isAtMost = (words: number, text: string): boolean => text.length <= lettersOf(words) && countWords(text) <= words

const isAppeal = ({ text, links }: Line): boolean =>
  isAtMost(longestNotice, text) &&
  appeal.test(text) &&
  (asks.test(text) || links.some((link) => appeal.test(link.text)))

const linkLength = ({ links }: Line): number => links.reduce((sum, link) => sum + link.text.length, 0)

/** Whether a line consists of links, with at most a label before them. A sentence may be one link and still be text. */
const isNavigation = (line: Line): boolean => {
  const rest = line.text.replace(/^[^:：.!?]{1,30}[:：]\s*/u, '')
  const letters = (text: string): number => text.replaceAll(/[^\p{L}\p{N}]/gu, '').length
  const isSentence = /[.!?。！？]["'”’]?$/u.test(rest) && countWords(rest) >= 15
  return linkLength(line) > 0 && letters(line.links.map(({ text }) => text).join('')) >= letters(rest) && !isSentence
}

/** A number after a line break continues its sentence, and is not a counter. */
const isCounter = ({ text, isContinued }: Line): boolean =>
  text.replaceAll(buttons, '').replaceAll(/[^\p{L}]/gu, '') === '' && (!isContinued || /\p{L}/u.test(text))

/** The credit of an image, or the source of a figure. */
const credit =
  /(?:^|[\s(|.–—/])(?:photo(?:graph)?s?|images?|pictures?|illustrations?|credits?|foto|gambar|写真|[圖图]片?)(?:\s(?:by|credit|courtesy(?: of)?|source|from))?\s*[:：/©]\s*\S|^(?:(?:sources?|sumber|来源|來源|出典)\s*[:：]|(?:photo|image|picture) by\s)\s*\S/iu
const longestCredit = 30
const longestHead = 8
const longestCaption = 60

const hasPicture = (element: Element): boolean =>
  ['img', 'picture', 'video', 'amp-img', 'iframe'].some(
    (name) => getElementsByTagName(name, element, true, 1).length > 0,
  )

/** The element before this one, if only white space is between them. */
const elementBefore = (element: Element): Element | undefined => {
  for (let node = element.prev; node !== null; node = node.prev) {
    if (isTag(node)) return node
    if (textContent(node).trim() !== '') return undefined
  }
  return undefined
}

/** Whether a line is a caption: in small type next to an image, or with its credit. */
const isCaption = (line: Line): boolean => {
  if (isAtMost(longestCredit, line.text) && credit.test(line.text)) return true
  if (!line.isSlight || line.element === undefined || !isAtMost(longestCaption, line.text)) return false
  const before = elementBefore(line.element)
  const isUnderPicture = before !== undefined && hasPicture(before) && textContent(before).trim() === ''
  return hasPicture(line.element) || isUnderPicture
}

const isFurniture = (line: Line): boolean => {
  const { text, level } = line
  if (furniture.test(text) || elsewhere.test(text) || isAppeal(line)) return true
  if (level !== undefined) return false
  const isNotice = isAtMost(longestNotice, text) && notices.some((notice) => notice.test(text))
  return isNotice || isCounter(line) || isNavigation(line) || isCaption(line)
}

/** The heading of a summary that a program wrote. */
const ofProgram =
  /\b(?:AI|machine|auto(?:matically)?)[\s-]*(?:generated|written|summar\w+)|\bsummar\w+ (?:by|with|from) AI\b/iu

/** How many lines a summary has after its heading: a list, or one paragraph. */
const summaryLength = (lines: readonly Line[]): number => {
  const points = lines.findIndex(({ isListItem }) => !isListItem)
  return points === -1 ? lines.length : Math.max(1, points)
}

/**
 * The lines without those that are not part of the text: buttons, counters, requests, notices, links to other texts,
 * captions.
 */
export const withoutFurniture = (lines: readonly Line[]): readonly Line[] => {
  const left: Line[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined) continue
    if (isAtMost(longestHead, line.text) && ofProgram.test(line.text)) {
      at += summaryLength(lines.slice(at + 1))
      continue
    }
    if (!isFurniture(line)) {
      left.push(line)
      continue
    }
    if (line.level === undefined) continue
    // A short text under such a heading, up to the next heading, belongs to it.
    const next = lines.findIndex(({ level }, index) => index > at && level !== undefined)
    const under = lines.slice(at + 1, next === -1 ? lines.length : next)
    if (under.reduce((sum, { text }) => sum + countWords(text), 0) <= longestNotice) at += under.length
  }
  return left
}
