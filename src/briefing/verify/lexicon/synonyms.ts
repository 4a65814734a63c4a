import { groupList } from './list.ts'

/** Words that may stand for one another in a paraphrase; a word may be in one group only. Lower case. */
export const synonymGroups = groupList(`
  help, assist, aid, assistance
  begin, start, commence, began, begun, launch
  big, large, sizeable
  purchase, buy, bought
  require, demand, demands
  build, construct, built, building, construction
  show, demonstrate, shown, indicate, reveal
  choose, select, pick, chose, chosen
  permit, licence, license, authorisation
  quick, fast, rapid, swift, speedy, quickly, rapidly, swiftly, speed
  cheap, inexpensive, cheapest
  dear, costly, expensive, pricey
  sufficient, enough, adequate
  attempt, try, tried
  chief, main, principal, primary, foremost
  harm, damage, damaging, hurt
  disagree, differ, divided
  important, significant, crucial, key
  join, accede
  keep, retain, kept
  obtain, get, got, acquire
  aim, goal, objective, purpose
  state, country, nation, states, countries, nations
  government, administration
  ship, vessel, ships, vessels
  boat, craft
  repair, mend, fix, mended, repaired
  fault, break, breakage
  firm, company, business, enterprise
  worker, employee, staff
  part, portion, share
  yearly, annual, annually, a year
  roughly, approximately, about, around, some
  almost, nearly
  forbid, prohibit, ban, outlaw, prohibition
  answer, reply, respond, response
  happen, occur, took
  cause, bring, brought
  danger, threat, peril
  doubt, uncertainty
  sceptic, doubter, critic, critics, sceptics
  wealthy, rich, richest
  create, establish, set up, form
  fleet, fleets
  rely, depend, reliance, dependence
  agree, consent
  delay, wait, slow
  give, grant, lend, provide, supply, furnish
  outcome, result
  trouble, difficulty, problem, difficult, hard, tough
  talk, negotiation, negotiate, talks, negotiations
  decide, determine, decision
  monitor, watch, oversee, oversight, supervise
  bring, carry
  inspect, examine, inspection
  change, alter, alteration
  end, finish, conclude, close, terminate
  mandate, mandates
  soldier, troop, peacekeeper, troops, soldiers
  pay, payment, paid
  money, funds, finance, funding
  ask, request
  objection, object
  envoy, emissary
  leader, leaders
  violence, fighting, conflict
  office, bureau
  permanent, standing
  charge, fee
  register, registry, registration
  remain, stay, continue
  resume, restart
  suffice, enough
  price, cost, outlay, costs
  bad, poor
  reverse, undo
  affordable, afford
  vote, ballot, election
  rule, regulation, rules
  law, legislation, statute
  treaty, pact, accord
  judge, court, tribunal
  secret, covert, hidden
  foreign, overseas, abroad
  journey, voyage, trip
  winter, wintertime
  reputation, name
  weak, feeble, weakness
  strong, robust, strength
  lessen, reduce, cut, decrease, diminish, lower
  raise, increase, grow, rise, rose, growth, grew, risen, climb
  improve, better, enhance
  worsen, deteriorate, worse, deterioration
  strengthen, bolster, reinforce
  weaken, undermine, undercut
  safeguard, protect, guard, protection
  fall, drop, decline, fell
  ready, prepared
  lead, leading
  meet, convene, gather
  exchequer, treasury, treasuries, exchequers
  owe, owed, arrears
  bargain, deal
  member, members
  proof, evidence, prove
  guideline, guidelines
  mostly, mainly, chiefly, largely, principally
  often, frequently
  allow, let, enable
  poll, survey
  view, opinion, belief
  people, persons, person
  region, regional
  work, function, operate
  lasting, durable
  opponent, adversary
`)
