import { wordList } from './list.ts'

/** Words that stand before “that”, or a colon, where somebody's mind is told: adjectives, nouns and participles. */
export const stanceWords = wordList(`
  convinced persuaded unpersuaded adamant confident certain sure unsure worried afraid fearful hopeful optimistic pessimistic doubtful sceptical
  skeptical concerned alarmed satisfied positive emphatic categorical insistent clear known blunt blunter frank franker plain plainer
  case view opinion position argument point contention belief doubt fear hope warning claim conclusion complaint conviction impression
  suspicion judgement judgment verdict thesis objection charge accusation prediction assertion worry answer reply explanation response
  otherwise differently written calculated suggestion theory allegation estimate reckoning feeling this`)
