/** What a person saw last in a place: the command of the list and its rows by number, and the one commentary shown. */
export type Seen = {
  readonly command: string | undefined
  readonly rows: Readonly<Record<string, string>>
  readonly shown: string | undefined
}

/** What a line means, in words of the program and of the line: nothing of it is written by a model. */
export type Interpretation = {
  /** Lines without `/rsis` that are commands. */
  readonly commands: readonly string[]
  /** The name of the concern whose answer fits. */
  readonly concern: string | undefined
  /** The parts of the line that neither of them covers, as typed. */
  readonly left: readonly string[]
}

/** Has a model say what a line means; undefined if it cannot be asked. Never rejects. */
export type Interpret = (line: string, seen: Seen) => Promise<Interpretation | undefined>
