/** Signs of links, mentions, markup and code that no sentence for a channel needs. Lower case. */
const markers = [
  '://',
  'www.',
  'mailto:',
  'javascript:',
  'data:text',
  '```',
  '`',
  '<',
  '>',
  '{{',
  '}}',
  '${',
  '](',
  '&lt;',
  '&gt;',
  '&#',
  '@everyone',
  '@here',
  '@channel',
]

/** Words addressed to a program that reads the text, which no commentary *about* such programs needs. Lower case. */
const commands = [
  'as an ai',
  'as a language model',
  'as a large language model',
  'if you are an ai',
  'if you are a language model',
  'if you are a large language model',
  'note to ai',
  'attention ai',
  'dear ai',
  'you are now',
  'you are an assistant',
  'you are a helpful',
  'new instructions:',
  'begin_of_text',
  '[inst]',
  '<|',
  'respond only with',
  'reply only with',
  'output only the',
  'print the following',
  'repeat the following',
  'in your summary',
  'in your answer',
  'in your response',
  'in your output',
  'in your briefing',
  'your system prompt',
  'when summarising this',
  'when summarizing this',
  'summarise this',
  'summarize this',
  'do not summarise',
  'do not summarize',
]

/** Labels of a dialogue with a model, at the beginning of a sentence. Lower case. */
const roles = ['system:', 'assistant:', 'user:', 'human:', 'developer:']

const overriding = ['ignore', 'disregard', 'forget', 'override', 'bypass', 'overlook', 'do not follow', "don't follow"]
const overridden = [
  ...[
    'previous',
    'prior',
    'earlier',
    'above',
    'preceding',
    'your',
    'all',
    'any',
    'other',
    'these',
    'those',
    'existing',
    'original',
  ].flatMap((which) => ['instruction', 'prompt'].map((what) => `${which} ${what}`)),
  'system prompt',
  'everything above',
  'what came before',
  'all of the above',
]

/** The largest distance between the verb and the object of “ignore … instructions”, in characters. */
const overrideReach = 60

/** A mention of a person or a group as Slack, Discord and e-mail write it: `@name`, `a@b.c`. */
const hasMention = (text: string): boolean => /@[\p{L}\p{N}_&!]/u.test(text)

/** A domain without a scheme, with a path or a well-known ending: `evil.example/x`, `example.com`. */
const hasBareAddress = (text: string): boolean =>
  /[\p{L}\d]\.(?:com|org|net|edu|gov|int|io|info|biz|co|ly|me|ru|cn|example|invalid|test)(?:[/:?]|\.[a-z]{2}\b)/iu.test(
    text,
  ) || /[\p{L}\d]\.(?:com|org|net|info|biz|example|invalid)\b/iu.test(text)

/**
 * Characters that hide, reorder or imitate others: control, bidirectional, zero-width, tags, private use, letters of
 * another script inside a word.
 */
const hasTreacherousCharacters = (text: string): boolean =>
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u.test(text.replaceAll(/[\t\n\u00AD]/gu, ' ')) ||
  /[A-Za-z][\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}][A-Za-z]/u.test(text)

const hasOverride = (text: string): boolean =>
  overriding.some((verb) => {
    for (let at = text.indexOf(verb); at !== -1; at = text.indexOf(verb, at + 1)) {
      const reach = text.slice(at, at + verb.length + overrideReach)
      if (overridden.some((object) => reach.includes(object))) return true
    }
    return false
  })

/**
 * Whether a sentence must never be shown or used as evidence, even if it reads well: it contains a link, a mention,
 * markup or code, deceptive characters, or words addressed to a model instead of a reader.
 */
export const isUnsafe = (sentence: string): boolean => {
  const text = sentence.toLowerCase().replaceAll(/\s+/gu, ' ')
  return (
    markers.some((marker) => text.includes(marker)) ||
    commands.some((command) => text.includes(command)) ||
    roles.some((role) => text.startsWith(role)) ||
    hasMention(text) ||
    hasBareAddress(text) ||
    hasTreacherousCharacters(sentence) ||
    hasOverride(text)
  )
}

/** A subhead as it may be shown beside a claim: it comes from the same page as the text and may contain the same attack. */
export const shownSection = (heading: string | undefined): string | undefined =>
  heading === undefined || isUnsafe(heading) ? undefined : heading
