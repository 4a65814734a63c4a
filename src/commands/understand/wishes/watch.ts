import { alternatives, oneOf } from '../phrases.ts'
import { ask, askCondition, createReader, queryOf, run, type Wish } from './wish.ts'

export const askWatch = (typed: string): Wish | undefined =>
  askCondition(
    typed,
    (query) => `Post at once whatever matches ${query}?`,
    (query) => ({ label: 'Watch for it', command: `watch add ${query}` }),
  )

const endAll = ask(
  'End all watches of this channel?',
  { label: 'End all watches', command: 'watch remove all' },
  { label: 'See them first', command: 'watch list' },
)

const end = (typed = ''): Wish => run(`watch remove ${queryOf(typed) ?? typed}`)

const telling = oneOf(String.raw`
  alert
  notify
  warn
  ping
  inform
  flag
  tell
  message
  text
  dm
  pm
  let (?:me |us )?know
  buzz
  poke
  nudge
  shout
  post
  (?:send|give) (?:me )?an? (?:alert|notification|message|dm|pm|(?:direct|private) message|shout|heads-?up|notice)
`)
const updated = oneOf(String.raw`
  posted
  updated
  informed
  an eye (?:out )?
  track
  tabs
  a look ?out
  in the loop
  abreast
  up to date
  watch
  watching
`)
const watching = alternatives(String.raw`
  (?:watch|track|monitor|follow|alert|notif(?:y|ication)|watch(?:e|ing)|follow(?:ing)|monitor(?:ing)|track(?:ing)|alert(?:ing))s?
`)

/** Wishes to be told at once of what matches a search. */
export const readWatchWish = createReader([
  [['{stop} {our}(?:watch(?:es)?|alerts?|watching|notifications? for (?:watches|alerts))'], () => endAll],
  [
    [
      '(?:list|show|see|view|check|what are|which are|what|which) {our}(?:watch(?:es)?|alerts?)(?: (?:do (?:i|we) have|are there|are)(?: set| on| here)?)?',
      'what (?:am i|are we|are you|is (?:this|the) channel) (?:watching|tracking|following|monitoring)(?: for)?',
      '{our}(?:alerts|watch ?list)',
    ],
    () => run('watch list'),
  ],
  [
    [
      `(?:{stop}|un-?follow|un-?watch|forget) {our}${watching}(?: (?:for|on|about|to|of|when|out for))* (?<what>.+)`,
      '(?:{stop}|un-?follow|un-?watch|forget) {our}(?<what>.+?) (?:watch|alerts?|watches)',
      '(?:un-?follow|un-?watch) (?<what>.+)',
    ],
    ({ what }) => end(what),
  ],
  [
    [
      `${telling},? (?:when(?:ever)?|if|as soon as|once|every ?time|each time|in case|should)(?: anything| something| there(?:'s| is))?(?: (?:on|about|for|of))? (?<what>.+)`,
      `(?:alert|notify|warn|ping|keep|inform|flag|update)(?: ${updated})? ?(?:about|on|of|for|regarding) (?<what>.+)`,
      "(?:add|put|create|set up|set|make|start|begin|open|get|receive|send|give|want|need|like|(?:i|we)(?:'d| would)? (?:like|want|need)) {our}(?:new )?(?:watch|alerts?|notifications?|tracker|heads-?up|pings?)(?: (?:on|for|about|of|when|if|whenever))+ (?<what>.+)",
      'also (?:{send} )?(?:{our}{docs} )?(?:(?:about|on|for|from|mentioning) )?(?<what>.+)',
      '(?:alert|notify) (?<what>.+)',
      '(?:watch(?: out)?(?: for)?|track|monitor|look out for|keep watch for|keep an eye out for|stay on top of) (?<what>.+)',
    ],
    ({ what = '' }) => askWatch(what),
  ],
])
