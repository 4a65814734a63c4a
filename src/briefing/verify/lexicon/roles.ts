import { wordList } from './list.ts'

/** Offices and trades by which a person is called, lower case. */
export const roles = wordList(`
  president premier chancellor king queen prince minister secretary senator governor mayor ambassador envoy commissioner chairman
  chairwoman chair director chief head commander general admiral colonel captain commodore marshal judge justice attorney professor
  scholar economist historian analyst researcher lawyer banker planner engineer banker diplomat spokesman spokeswoman spokesperson
  founder owner executive editor journalist columnist lawmaker legislator official officer leader deputy adviser aide consultant`)

/** The ranks that titles shorten. */
export const ranks: ReadonlyMap<string, string> = new Map([
  ['general', 'gen'],
  ['admiral', 'adm'],
  ['colonel', 'col'],
  ['captain', 'capt'],
  ['professor', 'prof'],
  ['scholar', 'prof'],
  ['senator', 'sen'],
  ['governor', 'gov'],
])

/** Words that take an office away or make it smaller. */
export const offices = wordList(`former formerly ex deputy vice acting assistant elect designate interim retired ret`)

/** Nouns that end or stand in the name of a body, as a stem of its name. */
export const bodies = wordList(`
  agency institute ministry council bank university organisation organization union association court commission committee centre center
  forum school party fund foundation authority board bureau company corporation society trust alliance federation league office
  department observatory laboratory lab monitor survey ledger programme`)
