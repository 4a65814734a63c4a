import { expect, test } from 'vitest'
import { outcomeFor } from './texts.ts'

test.each([
  [
    'The ban was less costly than its defenders had said.',
    'It was bolder than its critics allowed, and the ban was more costly than its defenders had said.',
  ],
  [
    'Runs in the region are slightly below what the tooling needs.',
    'The average run is 38 units, far below what the tooling needs, for runs in the region.',
  ],
  ['Buyers want contracts less than they say.', 'The yard sells contracts, which buyers want more than they say.'],
])('“%s” turns the degree of “%s”', (claim, sentence) => {
  expect(outcomeFor(claim, sentence).split(' ')).toContain('ANTONYM')
})

test.each([
  ['The old line is less costly than the new one.', 'The new line is more costly than the old one.'],
  ['The ban was more costly than its defenders said.', 'The ban was more costly than its defenders said.'],
])('“%s” keeps the degree of “%s”', (claim, sentence) => {
  expect(outcomeFor(claim, sentence)).not.toContain('ANTONYM')
})
