import { loadFormatPrompt, loadPrompt, type Prompt } from '../../model/prompts.ts'

/** The prompts for a briefing, with the placeholders that the code fills. */
const placeholders = {
  briefing: ['nonce', 'extent', 'commentary'],
  choose: ['nonce', 'commentary'],
  judge: ['nonce', 'items'],
} as const

export type Prompts = Readonly<Record<keyof typeof placeholders | 'format', Prompt>>

/**
 * Reads the prompts from their files.
 * @throws Error if one is missing or not in the form that `prompts/README.md` describes.
 */
export const loadPrompts = async (): Promise<Prompts> => {
  const load = async (name: keyof typeof placeholders): Promise<Prompt> => loadPrompt(name, placeholders[name])
  const [briefing, choose, judge, format] = await Promise.all([
    load('briefing'),
    load('choose'),
    load('judge'),
    loadFormatPrompt(),
  ])
  return { briefing, choose, judge, format }
}
