import { describe, expect, test } from 'vitest'
import { outcomeFor } from './texts.ts'

describe('a condition or a question told as a fact', () => {
  test.each<[claim: string, sentence: string, code: string]>([
    [
      'If tariffs rise above 12 per cent, mills will import timber.',
      'As long as tariffs stay low, mills will import timber; once they rise above 12 per cent, growers will supply half of the demand.',
      'CONDITION_REVERSED',
    ],
    [
      'Growers will supply half of the demand.',
      'As long as tariffs stay low, mills will import timber; once they rise above 12 per cent, growers will supply half of the demand.',
      'CONDITION_DROPPED',
    ],
    [
      'Even if the straits close for a month, refineries in Johor will run out of crude within ten days.',
      'If the straits close for a month, refineries in Johor will run out of crude within ten days.',
      'CONDITION_TURNED',
    ],
    [
      'If refineries in Johor run out of crude, the straits will close for a month.',
      'If the straits close for a month, refineries in Johor will run out of crude within ten days.',
      'CONDITION_REVERSED',
    ],
    [
      'Censorship convinces nobody that the port is safe.',
      'When the governor is himself accused, censorship convinces nobody that the port is safe.',
      'CONDITION_DROPPED',
    ],
    ['The fund will collapse.', 'If the levy fails, the fund will collapse.', 'CONDITION_DROPPED'],
    ['The fund will collapse.', 'Unless the levy is paid, the fund will collapse.', 'CONDITION_DROPPED'],
    ['The states will join.', 'The states will join provided that the costs are shared.', 'CONDITION_DROPPED'],
    ['The states will join.', 'The states will join only if the costs are shared.', 'CONDITION_DROPPED'],
    ['The states will join.', 'The states will join as long as the costs are shared.', 'CONDITION_DROPPED'],
    ['The corridor will open.', 'Without a common law, the corridor will not open.', 'CONDITION_DROPPED'],
    ['The corridor will stay shut.', 'Without a common law, the corridor will stay shut.', 'CONDITION_DROPPED'],
    ['The deal holds.', 'The deal holds so long as oil stays cheap.', 'CONDITION_DROPPED'],
    ['The deal stands.', 'The deal stands on condition that oil stays cheap.', 'CONDITION_DROPPED'],
    ['The deal would fail.', 'Were oil to rise, the deal would fail.', 'CONDITION_DROPPED'],
    ['The deal would have failed.', 'Had oil risen, the deal would have failed.', 'CONDITION_DROPPED'],
    ['The deal failed.', 'Had oil risen, the deal would have failed.', 'CONDITION_DROPPED'],
    ['The levy fails.', 'If the levy fails, the fund will collapse.', 'CONDITION_TOLD'],
    [
      'The levy will fail and the fund will collapse.',
      'If the levy fails, the fund will collapse.',
      'CONDITION_DROPPED',
    ],
    ['The corridor pays for itself.', 'Does the corridor pay for itself?', 'QUESTION'],
    ['The corridor will pay for itself.', 'Will the corridor pay for itself?', 'QUESTION'],
    ['The corridor cannot pay for itself.', 'Who believes that the corridor can pay for itself?', 'QUESTION'],
    ['The region needs a second fund.', 'Does the region need a second fund?', 'QUESTION'],
    [
      'Cutting a cable costs the victim six weeks, so the act may be worth attempting.',
      'If cutting a cable costs the victim six weeks, the act may be worth attempting; if it costs six days, it is scarcely worth the fuel.',
      'CONDITION_DROPPED',
    ],
    [
      'It would sit in Jakarta, with posts on the Thai side of the border and in Yangon.',
      'It would sit in Jakarta, with posts on the Thai side of the border and, if admitted, in Yangon.',
      'CONDITION_DROPPED',
    ],
    [
      'A licence cannot be revoked during the contract.',
      'A licence cannot be revoked during the contract, except on grounds that were agreed in advance.',
      'CONDITION_DROPPED',
    ],
    [
      'The pacts will remain policies without a premium.',
      'Until a state can name one, the pacts will remain policies without a premium.',
      'CONDITION_DROPPED',
    ],
    [
      'Insurers would withdraw cover from the whole class of satellites.',
      'Should a collision be traced to a satellite, the answer would be hard: insurers would withdraw cover from the whole class of satellites.',
      'CONDITION_DROPPED',
    ],
  ])('“%s” is refused where the text says “%s”: %s', (claim, sentence, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })
})

describe('the condition kept in other words', () => {
  test.each<[claim: string, sentence: string]>([
    [
      'Should tariffs rise above 12 per cent, growers would supply half of the demand.',
      'As long as tariffs stay low, mills will import timber; once they rise above 12 per cent, growers will supply half of the demand.',
    ],
    [
      'Growers will meet half of the demand when tariffs exceed 12 per cent.',
      'As long as tariffs stay low, mills will import timber; once they rise above 12 per cent, growers will supply half of the demand.',
    ],
    [
      'Were the straits to close for a month, refineries in Johor would run out of crude within ten days.',
      'If the straits close for a month, refineries in Johor will run out of crude within ten days.',
    ],
    [
      'With the straits closed for a month, refineries in Johor would run out of crude within ten days.',
      'If the straits close for a month, refineries in Johor will run out of crude within ten days.',
    ],
    [
      'Supposing that the straits close for a month, refineries in Johor will run out of crude within ten days.',
      'If the straits close for a month, refineries in Johor will run out of crude within ten days.',
    ],
    [
      'A closure of the straits for a month would leave refineries in Johor without crude within ten days.',
      'If the straits close for a month, refineries in Johor will run out of crude within ten days.',
    ],
    ['The port closed its gates in May.', 'When the levy had failed, the port closed its gates in May.'],
    [
      'The office is mostly full on the day of the auction.',
      'As a rule the office is full on the day of the auction, when the list is closed.',
    ],
    ['The fund will collapse if the levy fails.', 'If the levy fails, the fund will collapse.'],
    ['Should the levy fail, the fund will collapse.', 'If the levy fails, the fund will collapse.'],
    [
      "The fund's survival depends on the levy; if it fails, the fund will collapse.",
      'If the levy fails, the fund will collapse.',
    ],
    ['A failed levy would mean the collapse of the fund.', 'If the levy fails, the fund will collapse.'],
    ['The fund will collapse if the levy is not paid.', 'Unless the levy is paid, the fund will collapse.'],
    ['The states will join if the costs are shared.', 'The states will join provided that the costs are shared.'],
    ['It is an open question whether the corridor will pay for itself.', 'Will the corridor pay for itself?'],
    ['It is unclear whether quotas will hold.', 'It remains to be seen whether quotas will hold.'],
    ['Quotas may or may not hold.', 'It remains to be seen whether quotas will hold.'],
    ['Without insurers the strait would close.', 'If there were no insurers, the strait would close.'],
    [
      'Cutting a cable may be worth it if the damage costs the victim six weeks, but hardly if it costs six days.',
      'If cutting a cable costs the victim six weeks, the act may be worth attempting; if it costs six days, it is scarcely worth the fuel.',
    ],
    [
      'Without change, the small suppliers that make the cluster hard to copy will be the first to go.',
      'If nothing changes, the small suppliers who make the cluster hard to copy will be the first to leave it.',
    ],
    [
      'The small suppliers who make the cluster hard to copy will leave first unless something changes.',
      'If nothing changes, the small suppliers who make the cluster hard to copy will be the first to leave it.',
    ],
    [
      'It would have its seat in Jakarta, with posts on the Thai side of the border and, if it is admitted, in Yangon.',
      'It would sit in Jakarta, with posts on the Thai side of the border and, if admitted, in Yangon.',
    ],
    ['If the reform fails, investors will leave.', 'Failure of the reform would drive investors away.'],
    ['Investors will leave should the reform fail.', 'Investors will leave if the reform fails.'],
    ['Investors may leave in case the reform fails.', 'Investors will leave if the reform fails.'],
    ['Unless Jakarta pays, the ferry will stop.', 'The ferry will stop if Jakarta does not pay.'],
    ['It would help if the states agreed on a permit.', 'The states should agree on a permit.'],
    ['If it rains, the dam will overflow.', 'The dam will overflow when it rains.'],
    ['The dam would overflow in the event of rain.', 'If it rained, the dam would overflow.'],
    ['Given rain, the dam will overflow.', 'If it rains, the dam will overflow.'],
    ['Provided it does not rain, the dam will hold.', 'The dam will hold unless it rains.'],
    ['The dam holds as long as it does not rain.', 'The dam will hold unless it rains.'],
    ['As long as no rain falls, the dam will hold.', 'The dam will hold unless it rains.'],
    ['Whether the dam holds depends on the rain.', 'The dam will hold only if there is rain.'],
    ['The author says the dam might overflow if it rains.', 'If it rains, the dam may overflow.'],
    ['Were it to rain, the dam might overflow.', 'If it rains, the dam may overflow.'],
    [
      'A ministry stands behind the object that it pays for.',
      'A ministry stands behind the object that it pays for as long as it is up there.',
    ],
    [
      'A licence cannot be revoked during the contract, save on grounds that were agreed.',
      'A licence cannot be revoked during the contract, except on grounds that were agreed.',
    ],
  ])('“%s” stands where the text says “%s”', (claim, sentence) => {
    expect(outcomeFor(claim, sentence)).toMatch(/^(?:passed|doubted)/u)
  })
})
