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
import type { Db } from './connection.ts'
import type { Schema } from './schema.ts'

/** Reads only what everybody may know. */
export const everybody = ''

/** The columns of `commentaries`, with the feeds of the reader's own that carried each, of what the reader may know. */
const shownTo = (tenantKey: string) => {
  const own = sql`from entry_readers join entries on entries.id = entry_readers.entry_id
    where entries.commentary_id = commentaries.id and entry_readers.tenant_key = ${tenantKey}`
  return tenantKey === everybody
    ? sql`(select * from commentaries where is_public = 1)`
    : sql`(select number, id, url, title, published, text, hash, revision, first_seen_at, changed_at, is_public,
        case when exists (select 1 ${own}) then json_set(commentary_json, '$.feeds', (
          select json_group_array(feed) from (
            select value as feed from json_each(commentary_json, '$.feeds') union select entry_readers.source_id ${own}
          ))) else commentary_json end as commentary_json
        from commentaries where is_public = 1 or exists (select 1 ${own}))`
}

const isCommentaries = (node: OperationNode): boolean =>
  TableNode.is(node) && node.table.identifier.name === 'commentaries'

class ForReader extends OperationNodeTransformer {
  readonly #shown: OperationNode

  constructor(tenantKey: string) {
    super()
    this.#shown = AliasNode.create(shownTo(tenantKey).toOperationNode(), IdentifierNode.create('commentaries'))
  }

  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    const inner = super.transformSelectQuery(node, queryId)
    const from: FromNode | undefined = inner.from && {
      ...inner.from,
      froms: inner.from.froms.map((one) => (isCommentaries(one) ? this.#shown : one)),
    }
    const joins = inner.joins?.map(
      (join): JoinNode => (isCommentaries(join.table) ? { ...join, table: this.#shown } : join),
    )
    return { ...inner, ...(from && { from }), ...(joins && { joins }) }
  }
}

const createPlugin = (tenantKey: string): KyselyPlugin => {
  const transformer = new ForReader(tenantKey)
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  }
}

const readers = new WeakMap<Db, Map<string, Kysely<Schema>>>()
const tenantKeys = new WeakMap<Db, string>()

/** As whom a database is read; undefined where everything is read. */
export const readerOf = (db: Db): string | undefined => tenantKeys.get(db)

/**
 * The database as a workspace may read it: queries built with it select only commentaries that came with the configured feeds,
 * by import or by backfill, or with a feed of the workspace's own. The same object for the same reader.
 */
export const readAs = (db: Kysely<Schema>, tenantKey: string): Kysely<Schema> => {
  const known = readers.get(db) ?? new Map<string, Kysely<Schema>>()
  readers.set(db, known)
  const reading = known.get(tenantKey) ?? db.withPlugin(createPlugin(tenantKey))
  known.set(tenantKey, reading)
  tenantKeys.set(reading, tenantKey)
  return reading
}

/** The same for a workspace of which it is not known whether it has feeds of its own: one without reads as everybody. */
export const readAsTenant = async (db: Kysely<Schema>, tenantKey: string): Promise<Kysely<Schema>> => {
  const own = await db
    .selectFrom('entry_readers')
    .select('entry_id')
    .where('tenant_key', '=', tenantKey)
    .limit(1)
    .executeTakeFirst()
  return readAs(db, own === undefined ? everybody : tenantKey)
}
