import { groupList } from './list.ts'

/**
 * Opposite poles: every word on one side of a bar is an opposite of every word on the other. Base forms, lower case; a word
 * stands here only in the sense that it nearly always has in prose on policy.
 */
export const poles: readonly (readonly [string[], string[]])[] = groupList(`
  rise, grow, climb, increase, soar, surge, jump, swell, mount, quicken, accelerate, expand, multiply, rebound, recover | fall, shrink, decline, decrease, plunge, slump, drop, dwindle, ebb, slow, decelerate, contract, collapse, ease, recede, lessen, diminish, subside
  build, strengthen, bolster, reinforce, cement, deepen, shore, foster, nurture, restore, consolidate | erode, weaken, undermine, undercut, sap, destroy, wreck, damage, corrode, hollow, dismantle
  begin, start, launch, open, resume, initiate, inaugurate, introduce, enact, adopt, establish, create | end, finish, cease, conclude, halt, suspend, withdraw, repeal, abolish, scrap, abandon, terminate, cancel, revoke, discontinue
  join, enter, accede, rejoin | leave, quit, withdraw, exit, abandon
  approve, accept, endorse, uphold, ratify, authorise, adopt, back, pass, grant | reject, refuse, dismiss, overturn, veto, block, deny, disapprove, rebuff, decline
  cautious, prudent, careful | bold, reckless, rash, careless
  independent, impartial, autonomous | beholden, partisan, subservient
  constant, steady | erratic, volatile, fickle
  plentiful, abundant, ample | thin, scarce, meagre, scant
  embrace, welcome | shun, shrink, object, resent
  support, back, favour, defend, champion, advocate, welcome, praise, applaud, commend, hail, endorse | oppose, resist, criticise, condemn, denounce, deplore, decry, resent, blame, attack
  admit, acknowledge, confirm, concede, affirm, confess | deny, dispute, refute, contradict, disavow
  publish, disclose, reveal, announce, release, release, expose, display | hide, conceal, withhold, suppress, classify
  help, benefit, aid, serve, promote, advance, further | harm, hurt, hinder, hamper, impede, obstruct, damage, thwart, set back
  encourage, promote, invite, spur, reward, incite, embolden | discourage, deter, punish, penalise, dissuade, intimidate
  allow, permit, let, enable, authorise, legalise, tolerate | forbid, prohibit, ban, bar, prevent, block, outlaw, criminalise
  cooperate, collaborate, agree, unite, align, reconcile, converge | compete, clash, quarrel, disagree, split, diverge, feud
  widen, broaden, expand, lengthen, extend | narrow, close, shorten, curtail, limit
  raise, lift, increase, boost | lower, cut, reduce, slash, curb
  tighten, harden, stiffen, intensify, escalate | loosen, relax, soften, ease, moderate, deescalate
  improve, enhance, upgrade, brighten | worsen, deteriorate, degrade, aggravate, darken
  gain, win, earn, acquire, obtain, retain, keep | lose, forfeit, surrender, relinquish, squander
  keep, maintain, preserve, retain | drop, discard, shed, abandon, give up
  attract, draw, lure | repel, deter, alienate, drive away
  solve, settle, resolve, defuse, calm | aggravate, inflame, provoke, complicate
  protect, guard, shield, defend, safeguard | endanger, threaten, expose, jeopardise, imperil
  obey, follow, observe, honour, respect, heed, comply, keep | break, breach, violate, flout, defy, ignore, evade, disregard
  remember, recall | forget
  hire, recruit, employ | dismiss, sack, fire
  spend, disburse | save, hoard
  create, cause, produce, provoke, trigger, fuel | prevent, avert, forestall, cure
  export, sell | import, buy
  arrive, come | depart, leave
  succeed, prosper, thrive, flourish | fail, founder, collapse, falter, stall
  agree | disagree, differ
  include, cover | exclude, omit, exempt
  centralise | decentralise, devolve
  privatise | nationalise
  overestimate, exaggerate, overstate | underestimate, understate, downplay
  appreciate, strengthen | depreciate, weaken
  strong, robust, sturdy, resilient, solid, firm | weak, fragile, frail, brittle, feeble, shaky, flimsy
  strict, harsh, tough, stern, rigid, rigorous, stringent, severe | lenient, lax, mild, loose, soft, permissive, flexible
  eager, keen, willing, ready | reluctant, unwilling, loath, hesitant
  unanimous, united, cohesive, undivided | split, divided, fractured, fragmented
  legal, lawful, licit, legitimate | illegal, unlawful, illicit, illegitimate
  feasible, workable, practical, viable, achievable, possible | unworkable, impracticable, unfeasible, hopeless, impossible, unattainable
  safe, secure, harmless, benign | dangerous, risky, perilous, harmful, hazardous, unsafe, insecure
  rich, wealthy, prosperous, affluent | poor, impoverished, destitute
  good, sound, beneficial, favourable, positive, promising | bad, harmful, detrimental, adverse, negative, unfavourable
  optimistic, hopeful, confident | pessimistic, gloomy, despondent
  important, crucial, vital, central, essential, major | unimportant, trivial, marginal, peripheral, negligible, minor
  cheap, inexpensive, affordable | expensive, costly, dear, unaffordable
  fast, quick, rapid, swift, prompt | slow, sluggish, gradual
  large, big, huge, vast, great, substantial, considerable | small, tiny, slight, minor, modest, negligible
  long, lengthy, lasting, durable, permanent, enduring | short, brief, fleeting, temporary, transient
  clear, plain, obvious, evident, unambiguous | unclear, vague, obscure, ambiguous, murky
  transparent, open, public | opaque, secret, closed, covert, clandestine, hidden
  common, frequent, widespread, ubiquitous | rare, infrequent, uncommon, scarce, exceptional
  abundant, plentiful, ample, sufficient | scarce, sparse, insufficient, inadequate
  easy, simple, straightforward | hard, difficult, tough, complicated, complex
  friendly, cordial, warm, amicable | hostile, frosty, cold, adversarial
  peaceful, calm, tranquil | violent, turbulent, warlike
  popular | unpopular, resented
  effective, successful, useful, fruitful | ineffective, useless, futile, fruitless, vain
  rational, reasonable, sensible, prudent, wise | irrational, unreasonable, reckless, rash, foolish
  independent, autonomous, sovereign | dependent, subordinate, reliant
  similar, alike, identical | different, unlike, dissimilar
  equal, even, balanced, symmetrical | unequal, uneven, lopsided, asymmetrical
  mandatory, compulsory, binding, obligatory | voluntary, optional, nonbinding
  deliberate, intentional | accidental, unintended, inadvertent
  domestic, internal, local | foreign, external
  urban | rural
  rural | metropolitan
  offensive | defensive
  civilian | military
  liberal, democratic | authoritarian, autocratic, illiberal
  hawkish | dovish
  innocent, blameless | guilty, culpable
  stable, steady | unstable, volatile, shaky
  new, novel, recent | old, ancient, outdated, obsolete
  success, triumph, victory | failure, defeat, fiasco
  growth, rise, increase, expansion, boom | decline, fall, decrease, contraction, slump, recession
  strength | weakness
  advantage, benefit, asset, boon | disadvantage, drawback, cost, liability, burden
  ally, friend, partner | enemy, foe, rival, adversary
  peace, truce | war, conflict
  trust, confidence, faith | distrust, mistrust, suspicion
  hope, optimism | despair, pessimism, fear
  surplus, excess, glut | deficit, shortage, shortfall, lack
  majority | minority
  rule, norm | exception
  cause, origin | effect, consequence, result
  beginning, start, outset | end, close, conclusion
  supporter, proponent, advocate, defender | opponent, critic, detractor
  winner, beneficiary | loser, victim
  buyer, importer, customer | seller, exporter, supplier
  debtor, borrower | creditor, lender
  employer | employee, worker
  landlord | tenant
  attack, offence | defence
  order, stability | disorder, chaos, turmoil, instability
  quickly, rapidly, swiftly, promptly | slowly, gradually
  openly, publicly | secretly, privately, covertly
  rightly, correctly | wrongly, mistakenly
  favour | against
  learn, memorise | forget, unlearn
  start, begin, renew, extend | expire, lapse
  offer, extend, furnish, provide, grant | withhold, withdraw, refuse, deny
  require, demand, oblige | waive, exempt, excuse
  revive, restore, resurrect | shelve, scrap, kill, bury
  add, append | remove, subtract, delete
  embrace, seek | shun, avoid, spurn
  caution, prudence, restraint | recklessness, rashness, abandon
  relief | burden, strain
  newcomer, novice, beginner | veteran
  constant, steady, regular | erratic, fitful, intermittent
  genuine, real | imaginary, sham, fake
  heavy, grave | light, slight
  up | down
  ahead | behind
`).flatMap((line) => {
  const bar = line.findIndex((word) => word.includes('|'))
  const [left = '', right = ''] = (line[bar] ?? '').split('|').map((word) => word.trim())
  return bar === -1
    ? []
    : [
        [
          [...line.slice(0, bar), left],
          [right, ...line.slice(bar + 1)],
        ] as const,
      ]
})
