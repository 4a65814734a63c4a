import { doubt, fault } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import type { Reading } from './reading.ts'

/** A word between two statements; `turns` is the one that says the same with the sides exchanged. */
type Pivot = { readonly words: readonly string[]; readonly family: string; readonly side: 1 | -1 }

const pivot = (family: string, side: 1 | -1, phrases: string): Pivot[] =>
  phrases.split(',').map((phrase) => ({ words: phrase.trim().split(' '), family, side }))

/** Side 1: what comes second in the text is the cause, the later, the greater part turned; side -1 the reverse. */
const pivots: readonly Pivot[] = [
  ...pivot(
    'cause',
    1,
    'because of, because, owing to, due to, thanks to, as a result of, caused by, as a consequence of, stems from, stemmed from, results from, driven by, on account of',
  ),
  ...pivot(
    'cause',
    -1,
    'as a result, led to, leads to, lead to, leading to, resulted in, results in, result in, causes, caused, causing, therefore, thus, hence, consequently, triggers, triggered, prompted, brought about',
  ),
  ...pivot('time', 1, 'after, following, since, once'),
  ...pivot('time', -1, 'before, until, prior to, ahead of, then'),
  ...pivot('choice', 1, 'rather than, instead of, in place of, and not, as opposed to'),
  ...pivot('comparison', 1, 'than'),
]

type Found = Pivot & { readonly from: number; readonly to: number }

const findPivots = (reading: Reading): Found[] => {
  const found: Found[] = []
  for (let index = 0; index < reading.terms.length; index += 1) {
    const match = pivots.find((one) => one.words.every((word, offset) => reading.terms[index + offset]?.lower === word))
    if (match === undefined) continue
    found.push({ ...match, from: index, to: index + match.words.length - 1 })
    index += match.words.length - 1
  }
  // “rather than” is a choice and no comparison.
  return found
}

const causal =
  /\b(?:because|since|for|as|so|due|therefore|thus|hence|owing|thanks|result|results|resulted|resulting|lead|leads|led|leading|cause|causes|caused|causing|drive|drives|drove|driven|make|makes|made|making|bring|brings|brought|force|forces|forced|give|gives|gave|turn|turns|turned|reason|reasons|why|consequence|consequently|stem|stems|owe|owes|by|through|from|enough|too|with|consequences|effect|means|let|lets|allow|allows|explain|explains|that|once|unless|if|when|would)\b|[:;—─–]/iu

const strongCausal =
  /\b(?:because|since|due|therefore|thus|hence|owing|thanks|results?|resulted|resulting|leads?|led|leading|causes?|caused|causing|drives?|drove|driven|forces?|forced|reasons?|why|consequences?|consequently|stems?|owes?|explains?|makes?|made|brings?|brought|so|turns?|turned|for|as|effect|means|accounts?|once)\b/iu

const timely =
  /\b(?:before|after|until|till|following|since|once|then|when|while|as|later|earlier|prior|ahead|first|next|by|from|subsequently|already|previously|now|during|preceded|followed|follow|follows|beforehand|afterwards|last|former|succeeded|unless|without|no sooner|past|yet|thereafter|upon)\b/iu

const sidesCross = (input: CheckInput, ours: Found, theirs: Found): { straight: number; crossed: number } => {
  let straight = 0
  let crossed = 0
  for (const [left, right] of input.alignment.toEvidence) {
    const term = input.evidence.host.terms[right]
    if (term?.part !== input.evidence.host.terms[theirs.from]?.part) continue
    const isLeft = left < ours.from
    const wasLeft = right < theirs.from
    if (isLeft === wasLeft) straight += 1
    else crossed += 1
  }
  return ours.side === theirs.side ? { straight, crossed } : { straight: crossed, crossed: straight }
}

const isLeading = (reading: Reading, found: Found): boolean => found.from === 0

/** Cause and order in time are those of the evidence: neither added nor turned round, and comparisons keep their sides. */
export const checkOrder: Check = (input) => {
  const { claim, evidence } = input
  const theirs = findPivots(evidence.host)
  for (const ours of findPivots(claim)) {
    const words = ours.words.join(' ')
    const same = theirs.filter((one) => one.family === ours.family)
    if (same.length === 0) {
      if (ours.family === 'cause' && !strongCausal.test(evidence.host.text)) {
        const message = `says “${words}”; ${evidence.label} names no cause`
        return [
          causal.test(evidence.host.text) && !/^(?:because|due to|owing to|caused by|led to|as a result)/u.test(words)
            ? doubt('CAUSE_ADDED', message)
            : fault('CAUSE_ADDED', message),
        ]
      }
      if (
        ours.family === 'cause' &&
        !/\b(?:because|since|due|therefore|thus|hence|owing|thanks|result|lead|led|cause|reason|so|for|stem|owe|explain|make|bring|force|drive|turn)/iu.test(
          evidence.host.text,
        )
      ) {
        return [doubt('CAUSE_UNSURE', `says “${words}”; ${evidence.label} may not`)]
      }
      const isReason = ours.words[0] === 'since' && theirs.some((one) => one.family === 'cause')
      if (
        ours.family === 'time' &&
        !isReason &&
        ours.words[0] !== 'then' &&
        ours.words[0] !== 'once' &&
        !timely.test(evidence.host.text)
      ) {
        return [fault('ORDER_ADDED', `says “${words}”; ${evidence.label} gives no such order`)]
      }
      continue
    }
    if (isLeading(claim, ours) || same.length > 1) continue
    const [other] = same
    if (other === undefined || isLeading(evidence.host, other)) continue
    const { straight, crossed } = sidesCross(input, ours, other)
    if (crossed >= 2 && crossed > straight * 2) {
      const code =
        ours.family === 'cause' ? 'CAUSE_REVERSED' : ours.family === 'time' ? 'ORDER_REVERSED' : 'SIDES_REVERSED'
      const isTurned = ours.family === 'comparison' && isComparisonTurned(input)
      if (!isTurned)
        return [fault(code, `turns round what ${evidence.label} says on the two sides of “${other.words.join(' ')}”`)]
    }
    if (crossed === 0 && ours.side !== other.side && straight + crossed === 0)
      return [doubt('ORDER_UNSURE', `says “${words}” where ${evidence.label} says “${other.words.join(' ')}”`)]
  }
  return []
}

const comparatives: readonly (readonly [string, string])[] = [
  ['more', 'less'],
  ['more', 'fewer'],
  ['higher', 'lower'],
  ['better', 'worse'],
  ['larger', 'smaller'],
  ['longer', 'shorter'],
  ['faster', 'slower'],
  ['dearer', 'cheaper'],
  ['stronger', 'weaker'],
  ['greater', 'lesser'],
  ['rather', 'rather'],
]

/** “A is higher than B” told as “B is lower than A”. */
const isComparisonTurned = ({ claim, evidence }: CheckInput): boolean => {
  const has = (reading: Reading, word: string): boolean => reading.terms.some((term) => term.lower === word)
  return comparatives.some(
    ([a, b]) => (has(claim, a) && has(evidence.host, b)) || (has(claim, b) && has(evidence.host, a)),
  )
}

const isName = (reading: Reading, index: number): boolean => {
  const term = reading.terms[index]
  return term !== undefined && term.isCapital && term.isContent && (index > 0 || term.key.startsWith('@'))
}

const isPassive = (reading: Reading): boolean =>
  reading.terms.some(
    (term, index) =>
      term.lower === 'by' && /^(?:is|are|was|were|be|been|being)$/u.test(reading.terms[index - 2]?.lower ?? ''),
  )

const symmetric = new Set('and or with between both'.split(' '))

/** Two names of the evidence that the claim tells in the other order round the same word have changed parts. */
export const checkRoles: Check = (input) => {
  const { claim, evidence, alignment } = input
  if (isPassive(claim) !== isPassive(evidence.host)) return []
  const host = evidence.host
  const named = [...alignment.toEvidence]
    .filter(([left, right]) => isName(claim, left) && isName(host, right))
    .sort((a, b) => a[0] - b[0])
  for (const [index, [left, right]] of named.entries()) {
    for (const [otherLeft, otherRight] of named.slice(index + 1)) {
      if (
        right <= otherRight ||
        host.terms[right]?.clause !== host.terms[otherRight]?.clause ||
        claim.terms[left]?.key === claim.terms[otherLeft]?.key
      )
        continue
      const isListed = (reading: Reading, from: number, to: number): boolean =>
        to - from <= 3 && reading.terms.slice(from + 1, to).some((term) => symmetric.has(term.lower))
      if (isListed(claim, left, otherLeft) && isListed(host, otherRight, right)) continue
      const between = [...alignment.toEvidence].filter(
        ([a, b]) => a > left && a < otherLeft && b > otherRight && b < right,
      )
      const message = `exchanges “${claim.terms[left]?.word.raw ?? ''}” and “${claim.terms[otherLeft]?.word.raw ?? ''}” as ${evidence.label} has them`
      return [between.length > 0 ? fault('ROLES', message) : doubt('ROLES', message)]
    }
  }
  return []
}
