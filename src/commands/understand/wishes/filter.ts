import { ask, askCondition, askFilter, askWithout, createReader, run } from './wish.ts'

const everything = ask(
  'Post all commentaries here, without a filter?',
  { label: 'Clear the filter', command: 'filter clear' },
  { label: 'What it is now', command: 'filter show' },
)

const leavingOut = [
  'filter out|exclude|leave out|skip|ignore|omit|hide|drop|remove|block|no more|less|fewer|not(?! (?:only|just|merely|solely|simply))|no|without|except(?: for| when| where| if)?|unless|nothing(?! but)',
  "(?:do not|don'?t) {send}|{stop} {sending}|i(?: do not| don'?t) (?:want|need|like|care about)|not interested in",
  'everything (?:except|but)|all (?:except|but)|anything but',
].join('|')

/** Wishes about what is let through. */
export const readFilterWish = createReader([
  [
    [
      '(?:{stop}|no|without|un-?|reset|lift|undo) ?{our}filter(?:s|ing|ed)?(?: at all)?',
      'not (?:only|just|merely|solely|simply) .+',
      '(?:post|send|show|give|get|want|back to)? ?(?:me |us )?(?:everything|all(?: of it| commentaries| topics)?)(?: please| again)?',
    ],
    () => everything,
  ],
  [
    [
      "(?:what is|what'?s|show|see|which is|check) {our}(?:current )?filter(?: (?:now|currently|here|at the moment))?",
      '(?:the|my|our) filter|(?:what|which) filters? (?:is|are|do (?:i|we) have)(?: .*)?|is there a filter(?: .*)?',
    ],
    () => run('filter show'),
  ],
  [
    [
      '(?:set|change|update|make|switch|move) {our}filter(?:ing)? ?(?:to|for|on|by|=|:|only)* (?<what>.+)',
      'filter(?:ing)?(?: (?:posts|it|everything|this|by|on|for|to|down to|out everything but))+ (?<what>.+)',
      '(?:limit|restrict|narrow)(?: (?:it|this|posts|down))* to (?<what>.+)',
      '(?:focus on|stick to|only|just|nothing but|none but|solely) (?<what>.+)',
      '(?!subscribe|sign up|send|post|give|get)(?<what>.+) only',
    ],
    ({ what = '' }) => askFilter(what),
  ],
  [
    [
      `(?:${leavingOut}) (?:{our}{docs} )?(?:(?:about|on|regarding|from|by|mentioning|of|related to) )?(?<what>(?!{our}(?:{docs}|{digest}|more|less|it|this|everything|all|filters?)$).+)`,
    ],
    ({ what = '' }) => (/\d{5}/u.test(what) ? undefined : askWithout(what)),
  ],
  [
    [
      '(?:add|include|also (?:post|send|show)|put) (?<what>.+?) (?:to|in|into) {our}(?:filters?|subscription|list|watches|watch ?list|alerts)',
    ],
    ({ what = '' }) =>
      askCondition(
        what,
        (query) => `Post at once what matches ${query}, beside what comes here already?`,
        (query) => ({ label: 'Watch for it', command: `watch add ${query}` }),
      ),
  ],
  [['(?:remove|drop|take|delete) .+? (?:from|out of|off) {our}(?:filters?|subscription)'], () => run('filter show')],
])
