import { groupList } from './list.ts'

/**
 * What an operator does to the words in its reach.
 * `negator` turns them round, `contrast` says no without a negation, `soft` bends them, `weak` holds back from asserting, `strong` asserts more,
 * `future` says that it is still to come, `duty` says that it ought to be.
 */
export type OperatorKind = 'negator' | 'contrast' | 'soft' | 'weak' | 'strong' | 'future' | 'duty' | 'neutral'

/** Where the words stand that an operator bears on: after it, or anywhere in its clause. */
export type Reach = 'forward' | 'clause'

export type OperatorRule = {
  readonly words: readonly string[]
  readonly kind: OperatorKind
  readonly reach: Reach
  /** How firmly it asserts: 1 an open question, 2 possible, 2.5 able, 3 likely or hearsay, 3.5 would, 4 plain, 5 certain. For a duty: 2 ought, 2.5 need, 3 must. */
  readonly level: number
}

const rules = (kind: OperatorKind, reach: Reach, level: number, phrases: string): OperatorRule[] =>
  groupList(phrases)
    .flat()
    .map((phrase) => ({ words: phrase.split(' '), kind, reach, level }))

/** Plain statement: no operator in reach. */
export const plainLevel = 4

/** Every operator, as words in lower case with contractions written out (`can not`, `will not`). */
export const operatorRules: readonly OperatorRule[] = [
  ...rules(
    'negator',
    'forward',
    plainLevel,
    `not, no, never, none, nobody, nothing, nowhere, no one, nor, neither, without, hardly ever, scarcely ever, almost never, hardly, scarcely, need not, needs not, not need to, not have to, take away, takes away, taken away, barely, seldom, rarely, far from, anything but, no longer, few if any, little, few`,
  ),
  ...rules(
    'negator',
    'forward',
    plainLevel,
    `fail to, fails to, failed to, failing to, unless, yet to, refuse, refuses, refused, refusing, deny, denies, denied, lack, lacks, lacked, lacking, unable, incapable, impossible, avoid, avoids, avoided, avoiding, prevent, prevents, prevented, preventing, stop, stops, stopped, cease, ceases, ceased, reject, rejects, rejected, decline to, declined to, declines to, abandon, abandons, abandoned, forbid, forbids, forbade, forbidden, ban, bans, banned, rule out, rules out, ruled out, ill afford, refrain, refrains, refrained, neglect to, neglected to, free of, free from, absence of, short of, stop short of, stops short of, stopped short of, stopping short of, exempt from, used to, formerly, a mistake, an error, folly, ended, ends, quit`,
  ),
  ...rules(
    'negator',
    'clause',
    3,
    `unlikely, improbable, implausible, hardly conceivable, scarcely conceivable, inconceivable`,
  ),
  ...rules(
    'negator',
    'forward',
    3,
    `doubt that, doubts that, doubted that, doubtful that, doubt whether, doubts whether, doubted whether, doubtful whether`,
  ),
  ...rules(
    'contrast',
    'forward',
    plainLevel,
    `rather than, instead of, in place of, as opposed to, contrary to, unlike, imprudent, unwise, unsound, undecided, wrong, wrongly, imprecise, inaccurate, patchy, unnecessary, needless, voluntary, hard to, difficult to, too few, too little, below, beneath, run out of, runs out of, ran out of, running out of, turn away, turns away, turned away, against, than any other, than any`,
  ),
  ...rules('soft', 'forward', plainLevel, `less than, less, least, only, too, beyond, before, slight, narrow, slow`),
  ...rules(
    'weak',
    'clause',
    1,
    `questionable, remains to be seen, remain to be seen, unclear, uncertain, doubtful, open question, far from certain, is in doubt, are in doubt, remains in doubt, not certain, not clear, unknown whether, unresolved, arguable, anybody 's guess, anyone 's guess, may or may not, might or might not`,
  ),
  ...rules('weak', 'forward', 1, `whether`),
  ...rules(
    'weak',
    'forward',
    2,
    `may, might, could, possible, possibly, possibility, potentially, capable of, not impossible, can not be ruled out, can not be excluded, can not rule out, not rule out, not be ruled out, is conceivable, conceivable, chance of, chance that, risk of, risk that`,
  ),
  ...rules('weak', 'clause', 2, `perhaps, maybe`),
  ...rules('weak', 'forward', 2.5, `can, able to`),
  ...rules(
    'weak',
    'forward',
    3,
    `odds are, likelihood, probability, reports say, reports suggest, good chance, can be expected, may be expected, can therefore be expected, likely, likelier, probable, expected to, expected, expect, expects, appears, appear, appeared, seems, seem, seemed, tends to, tend to, tended to, suggests, suggest, intends to, intend to, intended to, plans to, plan to, planned to, planning to, hopes to, hope to, hoped to, hoping to, aims to, aim to, aimed to, wants to, want to, wanted to, seeks to, seek to, sought to, tries to, try to, tried to, trying to, wishes to, wish to, proposes to, propose to, proposed to, threatens to, threaten to, threatened to, promises to, promise to, promised to, pledged to, pledges to, considering, weighing, weighs, meant to, supposed to, said to, thought to, believed to, reported to, rumoured to, understood to, scheduled to, attempt to, attempted to, attempts to, plan to, plan for, plans for, intention to, intention of, proposal to, pledge to, estimates, estimated, estimate of, guess, guesses, predicts, predicted, forecasts, projected, foresees, perceived, prospect of, perception that`,
  ),
  ...rules(
    'weak',
    'clause',
    3,
    `probably, reportedly, allegedly, supposedly, apparently, seemingly, presumably, ostensibly, purportedly, arguably, quite possibly, in theory, in principle, on present form, by some accounts`,
  ),
  ...rules(
    'weak',
    'forward',
    3,
    `purported, alleged, apparent, suspected, supposed, so called, would be called, putative`,
  ),
  ...rules('weak', 'forward', 3.5, `would`),
  ...rules(
    'strong',
    'forward',
    5,
    `certainly, definitely, undoubtedly, inevitably, surely, unquestionably, indisputably, certain to, sure to, guaranteed to, guarantees, guarantee, proves, proven, bound to, no doubt, without doubt, beyond doubt, doubtless, inevitable`,
  ),
  ...rules(
    'future',
    'forward',
    5,
    `will, shall, going to, set to, is to, are to, due to be, due to open, due to start, due to begin, due to end, due in, about to`,
  ),
  ...rules(
    'duty',
    'forward',
    2,
    `should, ought to, had better, would do well to, would do better to, is wanted, are wanted, recommends, recommend, recommended, urges, urge, urged, call for, calls for, called for, proposes, propose, proposed, advocates, advises, advise, favours, advisable, wise to, would be wise, be wise, better course, answer lies in, the answer is, the case for, be better spent, be better, it is time, time to, asks that, ask that, let it, let us, let them, desirable, prudent`,
  ),
  ...rules('duty', 'forward', 2.5, `need to, needs to, needed to, need, needs, is needed, are needed`),
  ...rules(
    'duty',
    'forward',
    3,
    `must, have to, has to, had to, having to, obliged to, obliges, oblige, imperative, is essential, are essential, essential to, essential that, is necessary, are necessary, necessary to, necessary that, indispensable, vital to`,
  ),
  ...rules(
    'neutral',
    'forward',
    plainLevel,
    `no higher than, no greater than, no lower than, not exceed, not only, not without, not unlike, never fail to, never fails to, never failed to, little doubt, not just, not merely, not simply, not alone, not least, no less, no fewer than, no more than, not more than, not less than, no later than, if anything, even if, as if, if any, whether or not, not to mention, can not be overstated, can not be understated, no sooner, why not, no small, not so much, no matter, a little, a few, as little as, as few as, nothing but, at least, at last, little by little, no doubt that, none the less, few years, few weeks, few months, few days, few decades, next few, past few, the last few`,
  ),
]
