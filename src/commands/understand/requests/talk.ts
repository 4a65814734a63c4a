import { run, say, type UserRequest, type RequestIntent } from './request.ts'

/** A complaint about a briefing: that of the commentary seen last, if there is one. */
export const mistake: UserRequest = {
  ...say(
    'Which claim is wrong?',
    'Nothing new shows a claim that you report until somebody who runs this bot has checked it. Name its commentary by number, or as latest. /rsis quote shows whether words are really from RSIS, and where. Please report any other mistake to the people who run this bot.',
    '/rsis dispute report latest',
    '/rsis quote "the words as they were shown"',
  ),
  ofShown: 'dispute report',
}
const whichOne = say('Name the commentary, for example the newest one:', '/rsis show latest')
const undo: UserRequest = { kind: 'undo' }

/** Lines that are about what the person saw or did last. */
export const talkRequests: readonly RequestIntent[] = [
  { form: 'undo ~ it all change last', asked: 'too', read: () => undo },
  { form: 'newest|latest change ~ what who settings channel filter digest', asked: 'only', read: () => undo },
  { form: 'wrong docs|part|quoten|it ~ say not it', asked: 'too', read: () => mistake },
  { form: 'brief ~ it', read: () => whichOne },
  { form: 'test ~ send docs it now bot channel', asked: 'too', read: () => run('test') },
  { form: 'send works ~ it see docs', asked: 'too', read: () => run('test') },
]
