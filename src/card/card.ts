/**
 * A run of inline text. A plain string is text as it is; adapters escape it. `url` is always http(s). Style `ours`: our words
 * within somebody's quote, slanted.
 */
export type Span =
  | string
  | {
      readonly text: string
      readonly style?: 'strong' | 'mark' | 'quiet' | 'ours'
      readonly url?: string
      /** The id of the commentary that `text` names: the page links to its own page of it. */
      readonly commentary?: string
      /** ISO 8601: `text` names this instant; a platform that knows the reader's time zone shows it in that. */
      readonly instant?: string
      /** The platform's id of the channel that `text` names; a platform that knows the channel's name shows that name. */
      readonly channel?: string
    }

export type Text = readonly Span[]

/** A claim as shown: the quote is the source's own characters and is never cut. */
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
  /** What words of the quote mean, in order: words of the text in square brackets, each behind the first `at` UTF-16 units of `quote`. */
  readonly brackets?: readonly { readonly at: number; readonly text: string }[]
  /** The sentence before the quote, where it cannot be read without it: small, above the quote. */
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
  /** Small print under the title: id, authors, date. */
  readonly meta: string
  readonly text: Text | undefined
  /** What `Show` on this row runs. */
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
  /** A line to copy as it is: a citation, a command. */
  | { readonly type: 'copy'; readonly text: string }

/** A button: opens an address, runs a command as if the person had typed it, or opens the form of that name. */
export type Action =
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly command: string }
  | { readonly label: string; readonly form: string }

/** A file that goes with an answer, to the asker alone. */
export type CardFile = {
  readonly name: string
  readonly mediaType: string
  readonly text: string
  /** All that it is to hold, where that takes longer than people wait; `text` is what it holds now. */
  readonly later?: () => Promise<string>
}

/** The platform-neutral message that a command or a delivery yields; every adapter renders it. */
export type Card = {
  /** The small line above all else: who shared it, and as of when it was so. */
  readonly byline?: string
  /** The small line on top: series, number, authors, date. */
  readonly context?: string
  readonly title?: { readonly text: string; readonly url?: string; readonly commentary?: string }
  readonly blocks: readonly Block[]
  /** What goes below the parent message: a thread where the platform has one. */
  readonly thread?: readonly Block[]
  readonly actions?: readonly Action[]
  readonly footer?: readonly string[]
  readonly file?: CardFile
  /** `problem`: the card tells a person about a mistake, with its fix. */
  readonly tone?: 'problem'
  /** `false`: not for others: it tells of a change that the command made, or of what the asker alone may know. */
  readonly isShareable?: false
  /** The command asked for what was so already, and changed nothing: nobody is noted as having changed it. */
  readonly isUnchanged?: true
  /** The commentaries that the card is about, for links and de-duplication. */
  readonly commentaries?: readonly string[]
}
