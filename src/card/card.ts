/**
 * A run of inline text. A plain string is literal text; adapters escape it. `url` is always http(s). Style `ours` marks our own words
 * within somebody's quote; they are shown in italics.
 */
export type Span =
  | string
  | {
      readonly text: string
      readonly style?: 'strong' | 'mark' | 'quiet' | 'ours'
      readonly url?: string
      /** The id of the commentary that `text` names: the page links to its own page of it. */
      readonly commentary?: string
      /** The instant that `text` names, in ISO 8601; a platform that knows the reader's time zone shows it in that zone. */
      readonly instant?: string
      /** The platform's id of the channel that `text` names; a platform shows the channel's own name instead. */
      readonly channel?: string
    }

export type Text = readonly Span[]

/** A claim as shown. The quote consists of the source's own characters and is never cut. */
export type ClaimBlock = {
  readonly type: 'claim'
  /** The id of its commentary, on a card about several. */
  readonly commentary?: string
  /** 1-based place among the briefing's claims. */
  readonly number: number
  /** The claim in the engine's words; undefined where the quote itself is the claim. */
  readonly text: string | undefined
  /** The source’s own characters, with “…” where they begin or end inside a sentence. */
  readonly quote: string
  /** Explanations in square brackets, in order: words of the text, each inserted after the first `at` UTF-16 units of `quote`. */
  readonly brackets?: readonly { readonly at: number; readonly text: string }[]
  /** The sentence before the quote, shown small above it if the quote cannot be understood alone. */
  readonly before?: string | undefined
  /** `Assessment`, `Quoted view` …; undefined when the engine was not sure. */
  readonly label: string | undefined
  /** Whose view it is, as shown: a name. */
  readonly holder: string
  /** The subhead of the quote's section. */
  readonly section: string | undefined
  /** Opens the original at the quote; undefined where the original has no address. */
  readonly url: string | undefined
}

/** A row of a numbered list: a search hit, a commentary of `latest`. */
export type ItemBlock = {
  readonly type: 'item'
  readonly number: number
  readonly title: Span
  /** Small print under the title: series, number, authors, date. */
  readonly meta: string
  readonly text: Text | undefined
  /** The command behind the row's `Show` button. */
  readonly command: string
}

export type Field = {
  readonly label: string
  readonly value: Text
  readonly state?: 'good' | 'warning' | 'bad'
}

export type Block =
  | { readonly type: 'text'; readonly text: Text }
  | ClaimBlock
  | ItemBlock
  | { readonly type: 'fields'; readonly fields: readonly Field[] }
  /** A line for copying, such as a citation or a command. */
  | { readonly type: 'copy'; readonly text: string }

/** A button: it opens an address, runs a command as if the person had typed it, or opens the form of that name. */
export type Action =
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly command: string }
  | { readonly label: string; readonly form: string }

/** A file that only the asker receives, together with the answer. */
export type CardFile = {
  readonly name: string
  readonly mediaType: string
  readonly text: string
  /** Makes the complete text, if that takes longer than people wait; until then `text` is a part of it. */
  readonly later?: () => Promise<string>
}

/** A message of a command or a delivery, independent of the platform; every adapter renders it. */
export type Card = {
  /** The small line above everything else: who shared the answer, and as of when it is true. */
  readonly byline?: string
  /** The small line on top: series, number, authors, date. */
  readonly context?: string
  readonly title?: { readonly text: string; readonly url?: string; readonly commentary?: string }
  readonly blocks: readonly Block[]
  /** Blocks below the message: in its thread, on a platform with threads. */
  readonly thread?: readonly Block[]
  readonly actions?: readonly Action[]
  readonly footer?: readonly string[]
  readonly file?: CardFile
  /** `problem`: the card tells a person what went wrong and how to fix it. */
  readonly tone?: 'problem'
  /** `false`: the answer cannot be shared, because it reports a change, or something that only the asker may know. */
  readonly isShareable?: false
  /** The command asked for the present state and changed nothing, so no change is recorded. */
  readonly isUnchanged?: true
  /** The commentaries that the card is about, for links and de-duplication. */
  readonly commentaries?: readonly string[]
}
