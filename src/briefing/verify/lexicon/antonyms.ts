import { groupList } from './list.ts'

/**
 * Pairs of opposites that neither WordNet nor the poles know, or that are words of grammar: a claim with one where the
 * sentence has the other says the reverse. Lower case, base forms.
 */
export const antonymPairs = groupList(`
  more, less
  more, fewer
  most, least
  most, few
  most, fewest
  many, few
  above, below
  over, under
  sooner, later
  first, last
  before, after
  lift, impose
  support, undermine
  for, against
  seldom, often
  rarely, often
  never, always
  everybody, nobody
  everyone, nobody
  everything, nothing
  all, none
  both, neither
  advance, delay
  hasten, delay
  profit, loss
  opportunity, threat
  cautious, reckless
  accident, sabotage
  with, without
  affirm, reject
  freedom, restraint
  escalate, subside
  escalate, calm
  deepen, lessen
  deepen, ease
  lead, lag
  half, double
  halve, double
  daily, yearly
  save, waste
  sink, raise
  give, take
  send, receive
  modest, ambitious
  near, far
  same, different
  abundance, shortage
`)
