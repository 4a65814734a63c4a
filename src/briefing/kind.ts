import type { ClaimKind } from './port.ts'

/** A clause at the beginning that only sets the scene for the main clause: “If the club is not formed …,”. */
const leadingClause =
  /^(?:but |yet |and )?(?:if|even if|unless|when|while|whereas|although|though|because|since|as|until|once|given|whether|should)(?![\p{L}'])[^,;:]{3,160},\s*/u

/** A condition without “if”: “Should he succeed, …”, “…; should the registry save even that, …”, “were it to fail, …”. */
const inversion =
  /(?:^|[;:,] (?:and |but )?)were (?:the|a|an|he|she|it|they|we|this|that|these|those) |(?:^|[;:,] (?:and |but )?|(?<=\p{L}) )should (?:the|a|an|he|she|it|they|we|this|that|these|those|such|any|no|one|either|both|\p{L}+ (?:fail|succeed|happen|choose|decide|prove|win|lose|come|become))(?![\p{L}'])/u

/** “must have been”, “should come as no surprise”: an inference, not advice. */
const epistemic =
  /(?<![\p{L}'])(?:must (?:have|surely|be no doubt)|should (?:come as|be no|have been|surprise|(?:not )?expect)|what (?:needs|has) to)(?![\p{L}'])/u

const whole = (pattern: string): RegExp => new RegExp(`(?<![\\p{L}'])(?:${pattern})(?![\\p{L}'])`, 'gu')

const adverb =
  '(?:now |also |therefore |thus |then |still |instead |not |never |even |only |surely |urgently |clearly |better )'

const advice = whole(
  [
    'should|must|ought|need not|(?:has|have) to(?! (?:contend|cope|grapple|reckon) with)|may (?:want|need) to|(?:may|will) be (?:necessary|needed|required)|(?<!(?:the|a|an|no|any|this|that|his|her|its|their|our) )needs? to(?! be \\p{L}+ed by)|had better|let (?:us|it|them)|cannot afford|(?:can )?ill[- ]afford|calls for',
    `would ${adverb}?(?:do well|be (?:wise|wiser|well advised|best advised|better advised|better to|better off|better spent))`,
    `(?:is|are) ${adverb}?(?:needed|required|wanted|advisable|incumbent)|it is ${adverb}?time|the time has come`,
    '(?:answer|remedy|solution|way forward|first step|priority|task|best course|better course|better way) (?:is|lies|would be|must|now is)',
    `there is ${adverb}?an? (?:\\p{L}+ )?need|it is ${adverb}?(?:essential|crucial|vital|imperative|important|necessary)`,
    'deserves? (?:to be|an?)|(?:better|best|right|wiser) (?:reply|answer|response|policy|approach|option) [^.;:]{0,50}is to',
  ].join('|'),
)

const changes =
  'lead|result|undermine|cause|trigger|provoke|drive|spill|intensify|worsen|escalate|erode|deepen|weaken|destabilise|push|force|contribute|become|emerge|bring|end|face|contribute|increase'

const outlook = whole(
  [
    `(?<!(?:the|a|an|political|democratic|popular|public|national|free|good) )will(?! (?:also |always |still )?(?:need|require|depend)(?![\\p{L}]))|won't|unlikely|(?<!(?:most|more) )likely|likelier|likeliest|(?:is|are) ${adverb}?(?:set|bound|poised|going|destined) to`,
    'can (?:therefore |thus |now )?(?:be expected|expect) (?:not )?to|improbable|inevitabl[ey]|cannot be ruled out',
    // Verbs of change, for what may happen to something.
    `(?:may|might|could) (?:also |even |further |well |thus |then )?(?:${changes})`,
    'sooner or later|only a matter of time',
  ].join('|'),
)

/** “What the region needs is a rule”: advice without a modal verb. */
const want = /(?<![\p{L}'])what [^.;:]{2,60}(?:needs?|lacks?|wants?)(?: [^.;:]{1,40})? is(?![\p{L}'])/u

/** “An insurer will pay …”: a general truth, not a forecast. */
const generic = /^(?:an?|no|any|every) .*(?<![\p{L}'])(?:will|won't|going to)(?![\p{L}'])/u

/** A cue in a later clause, after this share of the sentence, is an afterthought. */
const late = 0.6
const furtherClause = /, (?:and|but|or|so) |; | because | since /u

/** An imperative at the beginning: “Ask, first, that …”. */
const order = /^(?:ask|let|begin|start|stop)(?:,| by | with | the | a | an | it | no )/u

/** Possibility and condition: a hope, a proposal or a forecast, which these words do not distinguish. */
const openModal = whole('would|could|can|may|might')

/** A recommendation in other words: “it is important for X to …”, “what is required …”. */
const wish =
  /(?<![\p{L}])(?:needs?|importan\p{L}+|crucial|essential|vital|necessary|require\p{L}*|imperative|priorit\p{L}+|time (?:for|to)|urgent\p{L}*)(?![\p{L}])/u

/**
 * Signs of a judgement: a comparison, a verdict, a negation. “The schools offer classes” and “it remains an ally” are
 * facts without them.
 */
const weighs =
  /(?<![\p{L}'])(?:not|no|never|hardly|cannot|nor|(?<!(?:\d|one|two|three|four|five|six|ten) )more|less|most|least|better|best|worse|worst|the \p{L}+est|too|only|rather|unless|than|nothing|nobody|neither|yet|without|(?:is|are) (?:\p{L}+ly )?(?:\p{L}+(?:al|ful|ous|ive|ble|ant|ent|ic|less)|clear|weak|strong|wrong|right|hard|high|low|large|small|real|vain|costly|risky|likely|key)|(?:the|a|an) (?:\p{L}+ )?(?:danger|risk|problem|trouble|lesson|point|question|cost|price|test|key|core|heart|reason|result|effect|dilemma|paradox|mistake|choice|challenge|opportunity|threat|\p{L}+ness)|means?|matters?(?! of)|depends?|lies?|hinges?|seems?|appears?|undermin\p{L}+|erod\p{L}+|weaken\p{L}*|strengthen\p{L}*|threaten\p{L}*|fail\p{L}*|lack\p{L}*|reflect\p{L}*|signal\p{L}*|show\p{L}*|suggest\p{L}*|demonstrat\p{L}+|underscor\p{L}+|highlight\p{L}*|significan\p{L}+|credib\p{L}+|vulnerab\p{L}+|therefore|thus|clearly)(?![\p{L}'])/u

const plainOf = (text: string): string => text.toLowerCase().replaceAll('’', "'")

/** Whether a sentence contains words of advice. */
export const advises = (text: string): boolean => plainOf(text).search(advice) !== -1

/** Whether a sentence recommends, expects or judges something; otherwise it states a mere fact. */
export const takesStand = (text: string): boolean =>
  [advice, outlook, openModal, wish, weighs].some((pattern) => plainOf(text).search(pattern) !== -1)

/** A cue shortly after a relative pronoun may belong to the relative clause: “a mediator who will be gone by Christmas”. */
const relative =
  /(?<![\p{L}'])(?<!such as )(?:that|which|who|whom|whose|what|where|how|why|whether) (?:[\p{L}\d'-]+ ){0,9}$/u

/** Whether the main clause contains a cue. */
const isInMain = (text: string, pattern: RegExp): boolean =>
  [...text.matchAll(pattern)].some(
    ({ index }) =>
      !(index > text.length * late && furtherClause.test(text.slice(0, index))) &&
      !relative.test(text.slice(Math.max(0, index - 90), index)),
  )

/**
 * What sort of statement the sentence makes; undefined if its signs contradict each other or are too few, because a
 * wrong label does more harm than none. Facts and assessments share their words, so that neither is labelled.
 */
export const kindOf = (text: string, { type }: { readonly type: string }): ClaimKind | undefined => {
  if (type === 'quoted') return 'quoted-view'
  const plain = plainOf(text)
  const main = plain.replace(leadingClause, '')
  const isBent = inversion.test(plain) || epistemic.test(plain)
  const expects = isInMain(main, outlook)
  const isAdvised = isInMain(main, advice)
  const recommends = (isAdvised && !isBent) || order.test(plain) || want.test(plain)
  if (recommends && !expects) return 'recommendation'
  return expects && !isAdvised && !generic.test(main) ? 'forecast' : undefined
}
