import { expect, test } from 'vitest'
import { outcomeFor } from './texts.ts'

const sentence = 'Software of this kind is no fiction in the navies of the region.'
const told = 'software of this kind is no fiction in the navies of the region.'

test.each([
  ['It is false that', 'DENIAL_ADDED'],
  ['It may be doubted that', 'DENIAL_ADDED'],
  ['It is no longer so that', 'DENIAL_ADDED'],
  ['It is wrong to say that', 'DENIAL_ADDED'],
  ['It is certain that', 'MODALITY'],
  ['It has been proved beyond doubt that', 'DENIAL_ADDED'],
  ['It is agreed that', 'MODALITY'],
  ['It is a pity that', 'FRAME_ADDED'],
])('“%s …” says of a sentence what it does not: %s', (frame, code) => {
  expect(outcomeFor(`${frame} ${told}`, sentence).split(' ')).toContain(code)
})

test.each([
  ['It is likely that the levy will fall.', 'The levy will probably fall.'],
  ['It is clear that the levy has failed.', 'It is clear that the levy has failed.'],
])('“%s” stands where the text says “%s”', (claim, text) => {
  expect(outcomeFor(claim, text)).toMatch(/^(?:passed|doubted)/u)
})
