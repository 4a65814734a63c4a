import { groupList } from './list.ts'

/** Verbs whose forms the stemmer cannot bring together, base form first, and forms that are spelt like other words left out. */
export const irregularForms: ReadonlyMap<string, string> = new Map(
  groupList(`
  arise, arose, arisen
  bear, bore, borne
  become, became
  begin, began, begun
  bend, bent
  bind, bound
  bite, bit, bitten
  bleed, bled
  blow, blew, blown
  break, broke, broken
  breed, bred
  bring, brought
  build, built
  buy, bought
  catch, caught
  choose, chose, chosen
  come, came
  deal, dealt
  draw, drew, drawn
  drive, drove, driven
  eat, ate, eaten
  fall, fell, fallen
  feed, fed
  feel, felt
  fight, fought
  find, found
  flee, fled
  fly, flew, flown
  forbid, forbade, forbidden
  forget, forgot, forgotten
  freeze, froze, frozen
  give, gave, given
  grow, grew, grown
  hide, hid, hidden
  hold, held
  keep, kept
  know, knew, known
  lay, laid
  lead, led
  leave, left
  lend, lent
  lie, lay, lain
  lose, lost
  make, made
  mean, meant
  meet, met
  overcome, overcame
  pay, paid
  ride, rode, ridden
  rise, rose, risen
  run, ran
  say, said
  see, saw, seen
  seek, sought
  sell, sold
  send, sent
  shake, shook, shaken
  shrink, shrank, shrunk
  sink, sank, sunk
  speak, spoke, spoken
  spend, spent
  stand, stood
  steal, stole, stolen
  stick, stuck
  strike, struck
  swear, swore, sworn
  sweep, swept
  swing, swung
  take, took, taken
  teach, taught
  tear, tore, torn
  tell, told
  think, thought
  throw, threw, thrown
  undergo, underwent, undergone
  understand, understood
  undertake, undertook, undertaken
  wear, wore, worn
  win, won
  withdraw, withdrew, withdrawn
  withhold, withheld
  withstand, withstood
  write, wrote, written
`).flatMap(([base = '', ...forms]) => forms.map((form) => [form, base] as const)),
)
