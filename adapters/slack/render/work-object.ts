import type { EntityCustomField, EntityMetadata } from '@slack/types'
import type { Block, Card, ClaimBlock } from '../../../src/card/card.ts'
import { clip, creditOf, plainText, quoteText, visibleLine, visibleText } from '../../../src/card/text.ts'

/** Slack documents no limits here; these keep a card short enough for a pane. A quote is never cut. */
const longest = { title: 250, line: 300, description: 2000, quote: 2400 }

const claimField = (claim: ClaimBlock): EntityCustomField[] => {
  const words = visibleText(plainText(quoteText(claim)))
  if (words.length > longest.quote) return []
  const credit = creditOf(claim).map(visibleLine).join(' · ')
  return [
    {
      key: `claim_${claim.number}`,
      label: clip(credit, longest.line) || `Claim ${claim.number}`,
      type: 'string',
      value: words,
      long: true,
    },
  ]
}

const synopsisOf = (blocks: readonly Block[]): string | undefined => {
  const text = blocks.find((block) => block.type === 'text')?.text
  return text === undefined ? undefined : clip(visibleText(plainText(text)), longest.description)
}

/**
 * The card of one commentary as a Work Object: Slack shows it like the objects of other apps, finds it in searches, and names the
 * conversations in which it was shared. `url` is the link as written in the message.
 */
export const workObject = (card: Card, url: string): EntityMetadata => {
  const [id = url] = card.commentaries ?? []
  const description = synopsisOf(card.blocks)
  const credit = clip(visibleLine(card.context ?? ''), longest.line)
  const fields: EntityCustomField[] = [
    ...(credit === '' ? [] : [{ key: 'credit', label: 'Published', type: 'string', value: credit }]),
    ...card.blocks.flatMap((block) => (block.type === 'claim' ? claimField(block) : [])),
  ]
  return {
    entity_type: 'slack#/entities/content_item',
    url: card.title?.url ?? url,
    app_unfurl_url: url,
    external_ref: { id, type: 'commentary' },
    entity_payload: {
      attributes: {
        title: { text: clip(visibleLine(card.title?.text ?? id), longest.title) },
        display_type: 'Commentary',
        display_id: id,
        product_name: 'RSIS Brief',
      },
      ...(description !== undefined && { fields: { description: { value: description, long: true } } }),
      custom_fields: fields,
      display_order: [...(description === undefined ? [] : ['description']), ...fields.map(({ key }) => key)],
    },
  }
}
