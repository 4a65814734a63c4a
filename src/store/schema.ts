import type { Generated } from 'kysely'
import type { EntryReaderTable, EntryTable, FeedTable, GapTable, SourceTable } from './schema-intake.ts'

/** Instants are whole milliseconds since 1970 in UTC; columns named `*_json` hold JSON; flags are 0 or 1. */
export interface Schema {
  /** The order in which commentaries changed, one row each; what is derived from the archive follows it. */
  archive_changes: { seq: Generated<number>; commentary_id: string }
  sources: SourceTable
  entries: EntryTable
  gaps: GapTable
  entry_keys: { key: string; entry_id: number }
  /** The last text of an entry from each source, so that two sources with different texts do not count as edits of each other. */
  entry_texts: { entry_id: number; source_id: string; text_hash: string; is_public: Generated<number> }
  feeds: FeedTable
  entry_readers: EntryReaderTable
  commentaries: CommentaryTable
  commentary_keys: { key: string; commentary_id: string }
  briefings: BriefingTable
  corrections: CorrectionTable
  token_budget: { day: string; tokens: number }
  subscriptions: SubscriptionTable
  collected: CollectedTable
  windows: WindowTable
  audit: AuditTable
  left_tenants: LeftTenantTable
  deliveries: DeliveryTable
  /** The cards of deliveries, each once; `hash` is that of its JSON. */
  cards: { id: Generated<number>; hash: string; card_json: string }
  /** The commentaries in a delivery that is not the post of one commentary: a digest, a catch-up, an answer. */
  mentions: { commentary_id: string; delivery_key: string }
  posts: PostTable
  remembered: { namespace: string; id: string; value: string; expires_at: number }
  installation: { name: string; value: string }
  alerts: AlertTable
  operator_places: OperatorPlaceTable
  /** Each process on a server, and what is wrong with it: a list of codes and details. */
  processes: { name: string; seen_at: number; troubles_json: string }
  disputes: DisputeTable
  pruned_deliveries: PrunedDeliveriesTable
  kv: { namespace: string; key: string; value: string; expires_at: number | null }
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
  /** 1 for the first text that was read; it grows with each correction of the text. */
  revision: number
  first_seen_at: number
  changed_at: number
  /** 0 if only feeds that people added have carried it; then only their workspaces may know of it. */
  is_public: Generated<number>
  /** As in `commentary_json`, for counting. */
  extent: Generated<string>
  /** The kind of provenance, as in `commentary_json`; null if it was not recorded. */
  provenance: string | null
}

export interface BriefingTable {
  commentary_id: string
  revision: number
  engine: string
  version: string
  briefing_json: string
  created_at: number
  /** When a model is asked again after a technical fault; null for never. */
  rebrief_at: number | null
  /** How often it was asked again. */
  rebriefs: number
}

/** What a publisher changed: one row for every revision except the first. */
export interface CorrectionTable {
  commentary_id: string
  revision: number
  correction_json: string
  created_at: number
}

/** What a place receives, and when. */
export interface SubscriptionTable {
  id: Generated<number>
  place_key: string
  place_json: string
  /** The number that people use for it: unique in its place; the first is 1. */
  number: Generated<number>
  /** The tenant whose data it is, as `slack/T123`. */
  tenant_key: string
  /** A place has one subscription to the feed, and one watch for each query whose new matches are posted at once. */
  kind: 'feed' | 'watch'
  filter: string
  /** 1 if each commentary is posted as it appears. */
  instant: number
  /** Days, time and zone of the digest; null for none. */
  cadence_json: string | null
  /** When the next digest is due. */
  next_digest_at: number | null
  /** 1 if a digest is posted even if nothing is new. */
  posts_empty: number
  /** BCP 47 tag in which dates are written. */
  locale: string
  state: 'active' | 'paused'
  /** Why it is paused: one code, and a sentence with the fix. */
  reason_code: string | null
  reason: string | null
  muted_until: number | null
  created_by: string
  created_by_name: string
  created_at: number
  /** The row of `audit` with the last change; null if that is not known. */
  last_change: Generated<number | null>
}

/** A commentary that waits to be posted together with others: in a digest, or in a catch-up after an outage. */
export interface CollectedTable {
  subscription_id: number
  commentary_id: string
  purpose: 'digest' | 'catch-up'
  added_at: number
  /** The delivery that contains it; null while it waits. */
  delivery_key: string | null
}

/** A digest's window, by the instant at which it was due (ISO 8601): one row and at most one post, even after restarts. */
export interface WindowTable {
  subscription_id: number
  window: string
  /** Null if there was nothing new to post. */
  delivery_key: string | null
  created_at: number
}

/** Who changed what a place receives. */
export interface AuditTable {
  id: Generated<number>
  at: number
  tenant_key: string
  place_key: string
  person: string
  person_name: string
  command: string
}

/** A workspace or Discord server that removed the bot, and when its data is erased. */
export interface LeftTenantTable {
  tenant_key: string
  erase_at: number
}

export interface DeliveryTable {
  /** The order in which deliveries were enqueued; a place's posts keep it. */
  seq: Generated<number>
  /** The idempotency key that travels with the post, made from its subject and its place: each key is posted once. */
  key: string
  place_key: string
  place_json: string
  tenant_key: string
  kind: 'post' | 'thread' | 'edit' | 'note' | 'digest' | 'catch-up' | 'test' | 'notice' | 'share'
  subscription_id: number | null
  /** Null for a message about several commentaries, or about none. */
  commentary_id: string | null
  /** The revision of the commentary that the card shows. */
  revision: number | null
  /** The key of the delivery that this one replies to, or edits. */
  target_key: string | null
  /** The card, which belongs to the key: a retry sends the same one. */
  card_id: number
  /** `skipped`: it was decided not to send it, for the recorded reason. */
  state: 'due' | 'sending' | 'uncertain' | 'sent' | 'unconfirmed' | 'dead' | 'skipped'
  /** One code for every state but `due` without trouble and `sent`. */
  reason_code: string | null
  reason: string | null
  due_at: number
  attempts: number
  /** How often an uncertain post was looked for, even if the platform could not be asked. */
  looks: number
  /** How often the platform had not accepted it: see `Attempted`. Sends that a crash interrupted are not counted. */
  unseen: number
  leased_until: number | null
  /** The sender that leased it last. */
  lease_owner: string | null
  /** How often it was leased; a sender with an older number may not write its outcome. */
  fence: number
  attempted_at: number | null
  receipt: string | null
  created_at: number
  sent_at: number | null
}

/** The messages of the web channel, which a chat platform would keep itself. */
export interface PostTable {
  number: Generated<number>
  key: string
  place_key: string
  card_json: string
  posted_at: number
  /** The number of the post in whose thread it is; null for a post in the channel. */
  parent: number | null
}

/** A trouble that needs a person, from when it was found until it is over. */
export interface AlertTable {
  /** The code of the trouble: `polls`, `platform slack`. */
  code: string
  detail: string
  since: number
}

/** A channel of the people who run this installation: alerts are posted to it. */
export interface OperatorPlaceTable {
  place_key: string
  place_json: string
  created_by: string
  created_at: number
}

/** A claim that a reader reported as wrong; each claim of a commentary is reported at most once. */
export interface DisputeTable {
  /** The number that people use for the report. */
  number: number
  commentary_id: string
  /** Derived from the quote, so that the claim is recognised in a later briefing. */
  claim_key: string
  quote: string
  /** The claim as it was shown when it was reported. */
  claim: string
  /** The reason in the reader's words; empty if they gave none. */
  reason: string
  /** `open` and `upheld`: nothing new shows the claim. */
  state: 'open' | 'upheld' | 'dismissed'
  tenant_key: string
  /** The place where it was reported. */
  place_json: string
  person: string
  person_name: string
  reported_at: number
  decided_by_name: string | null
  decided_at: number | null
}

/** How many settled deliveries of a month were deleted, so that the sums stay right. */
export interface PrunedDeliveriesTable {
  /** `2026-11`, of the time when they were enqueued, in UTC. */
  month: string
  kind: DeliveryTable['kind']
  state: DeliveryTable['state']
  count: number
}
