import type { Generated } from 'kysely'

// The tables of what feeds showed. Instants and flags are as in `schema.ts`.

/** A polled source and how its last poll went. */
export interface SourceTable {
  /** The id of the source in the configuration. */
  id: string
  /** Null until the feed was first read; what it showed then is the baseline, which is not posted. */
  baseline_at: number | null
  state: string
  detail: string | null
  /** How each step of the chain went: `StepRecord` in `src/feed/store-sources.ts`. */
  steps_json: string
  failures: number
  last_poll_at: number | null
  last_success_at: number | null
  next_poll_at: number | null
  newest_published_at: number | null
}

/** All entries that feeds ever showed: the stored identities decide what is new. */
export interface EntryTable {
  id: Generated<number>
  source_id: string
  entry_json: string
  /** Of title, excerpt and content, so that an edited item is noticed; dates and guids are not included. */
  text_hash: string
  /** 1 while it is still to be posted; 0 for baseline and backfill, and once its deliveries are written. */
  announce: number
  state: 'pending' | 'done'
  attempts: number
  next_read_at: number
  /** Why the page could not be read; null if it was. */
  reason: string | null
  /** The hash of a changed text that was seen once; if it is seen again, it counts as a correction. */
  seen_hash: string | null
  first_seen_at: number
  commentary_id: string | null
  /** Why it is not posted until a person releases it: see `src/feed/store-held.ts`. */
  held: 'flood' | 'old' | 'undated' | 'ahead' | null
  /** 0 if only feeds that people added have shown it. */
  is_public: Generated<number>
}

/** An entry that a workspace got with its own feed. */
export interface EntryReaderTable {
  entry_id: number
  tenant_key: string
  source_id: string
  /** 1 while it is still to be posted to the workspace. */
  owed: number
}

/** A feed that a manager added for a workspace; no other workspace may see anything of it. */
export interface FeedTable {
  tenant_key: string
  /** Its address, which is also the id of its source. */
  url: string
  title: string
  added_by: string
  added_by_name: string
  added_at: number
}

/** Series numbers that no answer of the feed showed; kept until a person dismisses them. */
export interface GapTable {
  source_id: string
  /** `CO26014`. */
  first_id: string
  /** Ends in `999` if the rest of a year may be missing. */
  last_id: string
  noticed_at: number
  /** When the numbers were last looked for. */
  tried_at: number | null
}
