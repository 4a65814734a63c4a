import type { RawBuilder } from 'kysely'

/** SQL that the two databases write differently. Documents are columns that hold JSON as text. */
export type Differences = {
  /** The string at this path of the document; null if there is none. */
  readonly jsonText: (document: RawBuilder<unknown>, ...path: string[]) => RawBuilder<string | null>
  /** The document with `value`, which is JSON, at the key. */
  readonly jsonSet: (document: RawBuilder<unknown>, key: string, value: RawBuilder<unknown>) => RawBuilder<string>
  readonly jsonWithout: (document: RawBuilder<unknown>, key: string) => RawBuilder<string>
  /** A string as JSON, to be set. */
  readonly jsonString: (text: string) => RawBuilder<unknown>
  readonly emptyList: RawBuilder<unknown>
  /** All values of a group as one list, to be set. */
  readonly listOf: (value: RawBuilder<unknown>) => RawBuilder<string>
  /** The strings of the list at the key, as rows with one column, `value`. */
  readonly items: (document: RawBuilder<unknown>, key: string) => RawBuilder<{ value: string }>
  /** Whether the text matches the LIKE pattern, ignoring case; `\` escapes a wildcard. */
  readonly isLike: (text: RawBuilder<unknown>, pattern: string) => RawBuilder<boolean>
  /** The month in UTC, `2026-11`, of an instant in milliseconds. */
  readonly monthOf: (instant: RawBuilder<unknown>) => RawBuilder<string>
  /** A query for the columns of all tables, each with its table. */
  readonly columns: RawBuilder<{ of_table: string; name: string }>
  /** A query for the highest number that the column has given to a row, as `last`; 0 if there was no row. */
  readonly lastNumber: (table: string, column: string) => RawBuilder<{ last: number }>
  /** Makes the column continue after this number. */
  readonly setLastNumber: (table: string, column: string, last: number) => readonly RawBuilder<unknown>[]
  /** A query for the path of the database's file, as `file`; empty if it has no file. */
  readonly filePath: RawBuilder<{ file: string | null }>
  /**
   * Statements, outside a transaction, after which the file contains no byte of deleted rows. None on a server, which
   * has its own log and reuses the space itself.
   */
  readonly erase: readonly RawBuilder<unknown>[]
}
