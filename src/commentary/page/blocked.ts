import type { Document } from 'domhandler'
import { textContent } from 'domutils'
import type { Line } from '../text/lines.ts'
import { readPageHead } from './head.ts'
import { selectElement } from './select.ts'
import { countWords, foldedText } from '../text/plain.ts'

/** Why a program cannot read the text of a page. */
export type BlockedPage = {
  readonly reason: 'challenge' | 'login' | 'script' | 'empty' | 'no-article'
  /** One sentence for a person. */
  readonly detail: string
  /** The page says so itself: any text that it shows is not the article. */
  readonly isCertain: boolean
}

const challengeTitles = [
  'just a moment',
  'attention required',
  'access denied',
  'pardon our interruption',
  'are you a robot',
]
const challenges = [
  'checking your browser before accessing',
  'verify you are human',
  'verify you are a human',
  'verify that you are human',
  'verifying you are human',
  'enable javascript and cookies to continue',
  'ddos protection by',
  'request unsuccessful incapsula',
  'needs to review the security of your connection',
]
const logins = ['log in to', 'login to', 'sign in to', 'subscribe to'].flatMap((phrase) =>
  ['continue', 'read', 'view this', 'access this'].map((rest) => `${phrase} ${rest}`),
)
const alsoLogins = [
  'already a subscriber',
  'is for subscribers',
  'for subscribers only',
  'for members only',
  'log in or register',
]
const scripts = [
  'enable javascript',
  'javascript is disabled',
  'javascript is required',
  'requires javascript',
  'turn on javascript',
  'activate javascript',
  'without javascript',
]

/** A page with more words than this has content, whatever else it says. */
const mostWords = 300

const includesOneOf = (text: string, phrases: readonly string[]): boolean =>
  phrases.some((phrase) => text.includes(phrase))

const textOfFirst = (page: Document, selector: string): string => {
  const element = selectElement(page, selector)
  return element === undefined ? '' : foldedText(textContent(element).slice(0, 2000))
}

/** Why a page with these lines gives no commentary; if no reason is recognised, that it shows no article. */
export const describeBlockedPage = (page: Document, lines: readonly Line[]): BlockedPage => {
  const noArticle: BlockedPage = { reason: 'no-article', detail: 'no article was found on the page', isCertain: false }
  let words = 0
  for (const line of lines) {
    words += countWords(line.text)
    if (words > mostWords) return noArticle
  }
  const shown = lines.map((line) => line.text).join(' ')
  const text = foldedText(shown.slice(0, 20_000))
  const title = textOfFirst(page, 'title')
  const isChallenge =
    includesOneOf(text, challenges) ||
    challengeTitles.some((start) => title.startsWith(start)) ||
    selectElement(page, '#challenge-form, #challenge-running, #px-captcha') !== undefined
  if (isChallenge) {
    return { reason: 'challenge', detail: 'the site asks its visitors to prove that they are people', isCertain: true }
  }
  if (includesOneOf(text, logins) || includesOneOf(text, alsoLogins) || !readPageHead(page).isFree) {
    return { reason: 'login', detail: 'the page wants a login or a subscription', isCertain: true }
  }
  if (includesOneOf(`${text} ${textOfFirst(page, 'noscript')}`, scripts)) {
    return { reason: 'script', detail: 'the page shows its text by scripts only', isCertain: words < 40 }
  }
  if (words === 0) return { reason: 'empty', detail: 'the page shows no text', isCertain: true }
  if (selectElement(page, 'input[type="password"]') !== undefined) {
    return { reason: 'login', detail: 'the page wants a login', isCertain: false }
  }
  return noArticle
}
