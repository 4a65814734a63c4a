/** Ways to put a view forward in order to answer it, without saying whose it is. */
const supposed =
  /^["“‘']?(?:(?:and|but|of course|perhaps|yet),? )?(?:it (?:is|may be|might be|would be|was) (?:\p{L}+ )?(?:tempting|easy|natural|common|fashionable|customary) to (?:argue|assume|believe|blame|claim|conclude|dismiss|imagine|infer|insist|say|see|suppose|think)|(?:one|some|many|others|critics|sceptics|skeptics|readers|observers|you) (?:might|may|could|would|will) (?:well |perhaps |also )?(?:argue|assume|believe|claim|conclude|counter|insist|object|reply|respond|say|suppose|think)|(?:the|this|that|their|its) (?:argument|case|claim|logic|reasoning|story|theory) (?:goes|runs))(?![\p{L}])/iu

/** The answer in the same sentence: “…, but they are wrong”. */
const answered = /[,;:–—] (?:but|yet|however|in fact|in truth)(?![\p{L}])/iu

/** Whether a sentence only puts a view forward: “It is tempting to conclude that …”, “One might argue …”. */
export const isSupposed = (text: string): boolean => supposed.test(text) && !answered.test(text)

const judgement =
  'wrong|mistaken|mistakes?|errors?|folly|foolish|false|untrue|myths?|misguided|fallac(?:y|ies)|nonsense|misleading|absurd|delusions?|not (?:so|true|the case)'

const refuting = new RegExp(
  `^(?:(?:but|yet),? )?(?:this|that|it|both|they|these|all (?:of )?(?:this|that|these)|(?:this|that|such an?|such|the) (?:argument|assumption|claim|conclusion|idea|notion|reading|reasoning|view)s?) (?:is|are|was|were|would be|would have been) (?:(?:an?|the|also|all|both|simply|plainly|quite|profoundly|deeply|dangerously|grave|costly|serious) )*(?:${judgement})(?![\\p{L}])|^i (?:reject|dispute|disagree with) (?:this|that|them|it|both|all)`,
  'iu',
)

/** Whether a sentence calls what stands before it wrong: “That would be folly.” */
export const refutesBefore = (text: string): boolean => refuting.test(text)

const ofOthers =
  /(?:[’']s?|(?<![\p{L}])(?:their|his|her)) (?:\p{L}+ )?(?:arguments?|case|claims?|complaints?|conditions|demands?|objections?|points|position|proposals?|terms|views?)(?![\p{L}])/iu

const denied =
  /(?<![\p{L}])(?:wrong|mistaken|false|myths?|mistakes?|errors?|not|never|nor|avoid|reject)(?![\p{L}])|n[’']t(?![\p{L}])/iu

/** Whether a sentence that ends in a colon introduces what the author does not hold: “It is wrong to say that:”, “The ministry’s demands:”. */
export const introducesOthers = (text: string): boolean =>
  text.endsWith(':') && (ofOthers.test(text) || denied.test(text))
