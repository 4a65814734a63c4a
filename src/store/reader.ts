import {
  AliasNode,
  type FromNode,
  IdentifierNode,
  type JoinNode,
  type Kysely,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type QueryId,
  type SelectQueryNode,
  sql,
  TableNode,
} from 'kysely'
import { UserError } from '../errors.ts'
import type { Db } from './connection.ts'
import type { Differences } from './dialect/differences.ts'
import { sqlOf } from './dialect/sql-of.ts'
import type { Schema } from './schema.ts'

/** The reader without a workspace, who may see only what everybody may see. */
export const everybody = ''

/** How much of a text may be shown: its words, or only the synopsis of its author or publisher. */
export type Permission = 'text' | 'synopsis'

/** What a reader may see: from which feeds, and how much of each text. */
type Reader = { readonly tenantKey: string; readonly permission: Permission }

/** The rows of `commentaries` that the reader may see, each with those of the reader's own feeds that contained it. */
const commentariesFor = (
  { tenantKey, permission }: Reader,
  { jsonSet, jsonText, items, listOf, emptyList }: Differences,
) => {
  const document = sql.ref('commentary_json')
  const own = sql`from entry_readers join entries on entries.id = entry_readers.entry_id
    where entries.commentary_id = commentaries.id and entry_readers.tenant_key = ${tenantKey}`
  const isOwn = tenantKey === everybody ? sql`false` : sql`exists (select 1 ${own})`
  const feeds = sql`(select ${listOf(sql.ref('feed'))} from (
    select value as feed from ${items(document, 'feeds')} as one union select entry_readers.source_id ${own}) as every_one)`
  const withFeeds = sql`(case when ${isOwn} then ${jsonSet(document, 'feeds', feeds)} else commentary_json end)`
  const [text, json] =
    permission === 'text'
      ? [sql`text`, withFeeds]
      : [sql`coalesce(${jsonText(document, 'synopsis')}, '')`, jsonSet(withFeeds, 'sections', emptyList)]
  return sql`(select number, id, url, title, published, ${text} as text, hash, revision, first_seen_at, changed_at,
    is_public, extent, provenance, ${json} as commentary_json from commentaries where is_public = 1 or ${isOwn})`
}

/** Briefings reduced to the author's or the publisher's own summary. */
const briefingsWithoutQuotes = ({ jsonSet, jsonText, jsonWithout, jsonString, emptyList }: Differences) => {
  const document = sql.ref('briefing_json')
  const kept = sql`(case when ${jsonText(document, 'synopsis', 'source')} in ('author', 'publisher') then briefing_json
    else ${jsonWithout(document, 'synopsis')} end)`
  const json = jsonSet(jsonSet(kept, 'claims', emptyList), 'gap', jsonString('no-permission'))
  return sql`(select commentary_id, revision, engine, version, created_at, rebrief_at, rebriefs, ${json} as briefing_json
    from briefings)`
}

/** No corrections, because they show words of the text. */
const noCorrections = sql`(select * from corrections where false)`

const named = (name: string, rows: ReturnType<typeof sql>): readonly [string, OperationNode] => [
  name,
  AliasNode.create(rows.toOperationNode(), IdentifierNode.create(name)),
]

class ForReader extends OperationNodeTransformer {
  readonly #shown: ReadonlyMap<string, OperationNode>

  constructor(reader: Reader, differences: Differences) {
    super()
    this.#shown = new Map([
      named('commentaries', commentariesFor(reader, differences)),
      ...(reader.permission === 'text'
        ? []
        : [named('briefings', briefingsWithoutQuotes(differences)), named('corrections', noCorrections)]),
    ])
  }

  #shownFor(table: OperationNode): OperationNode {
    return (TableNode.is(table) ? this.#shown.get(table.table.identifier.name) : undefined) ?? table
  }

  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    const inner = super.transformSelectQuery(node, queryId)
    const from: FromNode | undefined = inner.from && {
      ...inner.from,
      froms: inner.from.froms.map((one) => this.#shownFor(one)),
    }
    const joins = inner.joins?.map((join): JoinNode => ({ ...join, table: this.#shownFor(join.table) }))
    return { ...inner, ...(from && { from }), ...(joins && { joins }) }
  }
}

const createPlugin = (reader: Reader, differences: Differences): KyselyPlugin => {
  const transformer = new ForReader(reader, differences)
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  }
}

const readings = new WeakMap<Db, Map<string, Kysely<Schema>>>()
const origins = new WeakMap<Db, Reader & { readonly root: Kysely<Schema> }>()

/** The reader of a restricted database, and the unrestricted database behind it; undefined for the unrestricted one. */
export const readerOf = (db: Db): (Reader & { readonly root: Kysely<Schema> }) | undefined => origins.get(db)

/**
 * The database as a workspace may read it: queries built with it select only commentaries that came with the configured feeds,
 * by import or by backfill, or with a feed of the workspace's own, and only as much of their text as may be shown. It is the same object for
 * the same reader.
 */
export const readAs = (root: Kysely<Schema>, tenantKey: string, permission: Permission = 'text'): Kysely<Schema> => {
  const known = readings.get(root) ?? new Map<string, Kysely<Schema>>()
  readings.set(root, known)
  const key = `${permission} ${tenantKey}`
  const reading = known.get(key) ?? root.withPlugin(createPlugin({ tenantKey, permission }, sqlOf(root)))
  known.set(key, reading)
  origins.set(reading, { root, tenantKey, permission })
  return reading
}

/** The database as a workspace may read it; a workspace without its own feeds reads as everybody does. */
export const readAsTenant = async (
  db: Kysely<Schema>,
  tenantKey: string,
  permission: Permission = 'text',
): Promise<Kysely<Schema>> => {
  const own = await db
    .selectFrom('entry_readers')
    .select('entry_id')
    .where('tenant_key', '=', tenantKey)
    .limit(1)
    .executeTakeFirst()
  return readAs(db, own === undefined ? everybody : tenantKey, permission)
}

/** Whether the reader may be shown the words of texts. */
export const mayQuote = (db: Db): boolean => readerOf(db)?.permission !== 'synopsis'

/** @throws UserError if the reader may not be shown quotes, because an answer without them would be wrong. */
export const checkMayQuote = (db: Db): void => {
  if (!mayQuote(db)) {
    throw new UserError(
      'Quotes',
      'this installation has no permission to show any',
      'search for the words: each hit leads to the original',
    )
  }
}
