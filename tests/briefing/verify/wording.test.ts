import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWording } from '../../../src/briefing/verify/edits.ts'
import { readTerms } from '../../../src/briefing/verify/terms.ts'
import { outcomeFor } from './texts.ts'

const host = 'The repair will not be finished before March, and no minister is always prepared to say so.'

describe('an edit in the words of the sentence', () => {
  test.each<[what: string, claim: string, code: string]>([
    ['a negation taken out, another kept', host.replace('not be', 'be'), 'NEGATION_DROPPED'],
    ['a certainty put in', host.replace('will not', 'will certainly not'), 'MODALITY'],
    [
      'an extent put in, the same word elsewhere',
      host.replace('be finished', 'always be finished'),
      'QUANTIFIER_ADDED',
    ],
    ['a duty put in', host.replace('will not', 'must not'), 'DUTY_RAISED'],
    ['an opposite put in', host.replace('before', 'after'), 'ANTONYM'],
    ['a time word exchanged', host.replace('before', 'until'), 'ORDER_CHANGED'],
    [
      'a negation moved to the other half',
      host.replace('not be', 'be').replace('no minister', 'a minister'),
      'NEGATION_DROPPED',
    ],
  ])('%s is refused', (_, claim, code) => {
    expect(outcomeFor(claim, host).split(' ')).toContain(code)
  })

  test('a word exchanged for one that no list knows is left to a judge', () => {
    expect(outcomeFor('The envoy quizzed the junta.', 'The envoy flattered the junta.')).toBe('doubted WORD_CHANGED')
  })

  test('the sentence itself has no edits', () => {
    expect(readWording(readTerms(host), readTerms(host)).edits).toEqual([])
  })
})

const sentence = fc.array(fc.constantFrom(...host.split(' ')), { maxLength: 20 }).map((words) => words.join(' '))

test('kept words and edits together make up both texts, whatever they are', () => {
  fc.assert(
    fc.property(sentence, sentence, (one, other) => {
      const [claim, evidence] = [readTerms(one), readTerms(other)]
      const { inPlace, edits } = readWording(claim, evidence)
      const added = edits.reduce((sum, edit) => sum + edit.claim.to - edit.claim.from, 0)
      const dropped = edits.reduce((sum, edit) => sum + edit.host.to - edit.host.from, 0)
      expect(inPlace.size + added).toBe(claim.length)
      expect(inPlace.size + dropped).toBe(evidence.length)
      for (const [index, met] of inPlace) expect(claim[index]?.key).toBe(evidence[met]?.key)
    }),
  )
})
