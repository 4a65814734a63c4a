import type { Schema } from '../schema.ts'

/** Every table with the columns of its primary key; a table comes after those that it refers to. */
const keysOfAll = {
  sources: ['id'],
  entries: ['id'],
  entry_keys: ['key'],
  entry_texts: ['entry_id', 'source_id'],
  entry_readers: ['entry_id', 'tenant_key', 'source_id'],
  feeds: ['tenant_key', 'url'],
  gaps: ['source_id', 'first_id'],
  commentaries: ['number'],
  commentary_keys: ['key'],
  briefings: ['commentary_id', 'revision'],
  corrections: ['commentary_id', 'revision'],
  archive_changes: ['seq'],
  token_budget: ['day'],
  subscriptions: ['id'],
  collected: ['subscription_id', 'commentary_id', 'purpose'],
  windows: ['subscription_id', 'window'],
  audit: ['id'],
  left_tenants: ['tenant_key'],
  cards: ['id'],
  deliveries: ['seq'],
  mentions: ['commentary_id', 'delivery_key'],
  posts: ['number'],
  remembered: ['namespace', 'id'],
  installation: ['name'],
  alerts: ['code'],
  operator_places: ['place_key'],
  processes: ['name'],
  disputes: ['number'],
  pruned_deliveries: ['month', 'kind', 'state'],
  kv: ['namespace', 'key'],
} satisfies { readonly [Table in keyof Schema]: readonly (keyof Schema[Table])[] }

export type TableKey = { readonly table: string; readonly keys: readonly string[] }

export const tableKeys: readonly TableKey[] = Object.entries(keysOfAll).map(([table, keys]) => ({ table, keys }))

/** The columns that number the rows of their table by themselves. */
export const numbered: readonly (readonly [table: keyof Schema, column: string])[] = [
  ['entries', 'id'],
  ['commentaries', 'number'],
  ['archive_changes', 'seq'],
  ['subscriptions', 'id'],
  ['audit', 'id'],
  ['cards', 'id'],
  ['deliveries', 'seq'],
  ['posts', 'number'],
]
