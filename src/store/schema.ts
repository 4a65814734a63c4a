import type { Generated } from 'kysely'

/** Instants are whole milliseconds since 1970 in UTC; columns named `*_json` hold JSON; flags are 0 or 1. */
export interface Schema {
  sources: SourceTable
  entries: EntryTable
  entry_keys: { key: string; entry_id: number }
  commentaries: CommentaryTable
  commentary_keys: { key: string; commentary_id: string }
  briefings: BriefingTable
  corrections: CorrectionTable
  token_budget: { day: string; tokens: number }
  subscriptions: SubscriptionTable
  deliveries: DeliveryTable
  posts: PostTable
  kv: { namespace: string; key: string; value: string; expires_at: number | null }
}

/** A polled source and how its last poll went. */
export interface SourceTable {
  /** The address or name by which the configuration knows it. */
  id: string
  /** Undecided until the first successful poll, which posts nothing: what was there then is the baseline. */
  baseline_at: number | null
  state: string
  detail: string | null
  /** How each step of the chain went: see `src/feed/source.ts`. */
  steps_json: string
  failures: number
  last_poll_at: number | null
  last_success_at: number | null
  next_poll_at: number | null
  newest_published_at: number | null
}

/** Everything a feed ever showed: the durable set of identities that decides what is new. */
export interface EntryTable {
  id: Generated<number>
  source_id: string
  entry_json: string
  /** Of title, excerpt and content, so that an edited item is seen; dates and guids are not in it. */
  text_hash: string
  /** 1 while a post is owed for it; 0 for baseline and backfill, and once its deliveries are written. */
  announce: number
  state: 'pending' | 'done'
  attempts: number
  next_read_at: number
  /** Why the page could not be read, while it could not. */
  reason: string | null
  first_seen_at: number
  commentary_id: string | null
}

export interface CommentaryTable {
  /** The full-text index shares this number. */
  number: Generated<number>
  id: string
  url: string | null
  title: string
  published: string | null
  commentary_json: string
  text: string
  hash: string
  /** 1 for the first text that was read, one more for each correction of the text. */
  revision: number
  first_seen_at: number
  changed_at: number
}

export interface BriefingTable {
  commentary_id: string
  revision: number
  engine: string
  version: string
  briefing_json: string
  created_at: number
  /** When a model is to be asked again, because a machine kept it from its work; null for never. */
  rebrief_at: number | null
  /** How often it was asked again. */
  rebriefs: number
}

/** What a publisher changed: one row for every revision but the first. */
export interface CorrectionTable {
  commentary_id: string
  revision: number
  correction_json: string
  created_at: number
}

export interface SubscriptionTable {
  id: Generated<number>
  place_key: string
  place_json: string
  cadence: 'instant'
  filter: string
  created_by: string
  created_at: number
}

export interface DeliveryTable {
  /** The order in which deliveries fell due: a place's posts keep it. */
  seq: Generated<number>
  /** The idempotency key that travels with the post; made of subscription, commentary and kind: one post each, ever. */
  key: string
  subscription_id: number
  place_key: string
  place_json: string
  commentary_id: string
  kind: 'post'
  /** The revision of the commentary that the card shows. */
  revision: number
  /** Frozen with the key: a retry sends the very same card. */
  card_json: string
  state: 'due' | 'sending' | 'uncertain' | 'sent' | 'unconfirmed' | 'dead'
  /** One code for every state but `due` without trouble and `sent`. */
  reason: string | null
  due_at: number
  attempts: number
  /** How often an uncertain post was looked for. */
  looks: number
  leased_until: number | null
  attempted_at: number | null
  receipt: string | null
  created_at: number
  sent_at: number | null
}

/** The messages of the web channel: what a chat platform would keep for us. */
export interface PostTable {
  number: Generated<number>
  key: string
  place_key: string
  card_json: string
  posted_at: number
}
