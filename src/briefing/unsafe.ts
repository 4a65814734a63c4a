/** Signs of links, markup and code that no sentence for a channel needs. */
const marker = /:\/\/|www\.|mailto:|javascript:|data:text|[`<>]|\{\{|\}\}|\$\{|\]\(|&[lg]t;|&#/u

/** Words addressed to a program that reads the text, which no commentary *about* such programs needs. Lower case. */
const commands = `
  as an ai, as a language model, as a large language model
  if you are an ai, if you are a language model, if you are a large language model
  note to ai, attention ai, dear ai, you are now, you are an assistant, you are a helpful
  in your summary, in your answer, in your response, in your output, in your briefing
  when summarising this, when summarizing this, summarise this, summarize this, do not summarise, do not summarize
  respond only with, reply only with, output only the, print the following, repeat the following
  your system prompt, new instructions:, begin_of_text, [inst]`
  .split(/[,\n]/u)
  .map((command) => command.trim())
  .filter((command) => command !== '')

/** Labels of a dialogue with a model. */
const role = /^(?:system|assistant|user|human|developer):/u

/** “ignore … previous instructions”; up to 60 characters may be between them. */
const override =
  /(?:ignore|disregard|forget|override|bypass|overlook|do(?: not|n[’']t) follow).{0,60}(?:(?:previous|prior|earlier|above|preceding|your|all|any|other|these|those|existing|original) (?:instruction|prompt)|system prompt|everything above|what came before|all of the above)/u

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

/**
 * Whether a sentence must never be shown or used as evidence, even if it reads well: it contains a link, a mention,
 * markup or code, deceptive characters, or words addressed to a model instead of a reader.
 */
export const isUnsafe = (sentence: string): boolean => {
  const text = sentence.toLowerCase().replaceAll(/\s+/gu, ' ')
  return (
    marker.test(text) ||
    commands.some((command) => text.includes(command)) ||
    role.test(text) ||
    override.test(text) ||
    hasMention(text) ||
    hasBareAddress(text) ||
    hasTreacherousCharacters(sentence)
  )
}

/** A subhead as it may be shown beside a claim: it comes from the same page as the text and may contain the same attack. */
export const shownSection = (heading: string | undefined): string | undefined =>
  heading === undefined || isUnsafe(heading) ? undefined : heading
