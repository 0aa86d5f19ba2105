import {
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  type InsertQueryNode,
  type JoinNode,
  type KyselyPlugin,
  OnNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  PrimitiveValueListNode,
  type QueryId,
  type QueryResult,
  ReferenceNode,
  type RootOperationNode,
  SelectionNode,
  type SelectQueryNode,
  TableNode,
  type UnknownRow,
  type UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
} from 'kysely';

/** Tables outside the wall: read before the town hall is known, or counting across all of them what names nobody. */
export const unwalledTables: ReadonlySet<string> = new Set(['town_halls', 'town_hall_hosts', 'confirmation_mails']);

const COLUMN = 'town_hall_id';

/**
 * Names the town hall in every query on a tenant table. Forced row-level security already keeps the others' rows away; this
 * lets a distributed engine route the query to one node, and the planner start from the right key.
 */
export class TownHallWall implements KyselyPlugin {
  readonly #transformer: WallTransformer;

  constructor(townHallId: number) {
    this.#transformer = new WallTransformer(townHallId);
  }

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.within(node);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}

class WallTransformer extends OperationNodeTransformer {
  readonly #townHallId: number;
  #commonTables: ReadonlySet<string> = new Set();

  constructor(townHallId: number) {
    super();
    this.#townHallId = townHallId;
  }

  within(node: RootOperationNode): RootOperationNode {
    this.#commonTables = new Set(commonTableNames(node));
    return this.transformNode(node);
  }

  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    const query = super.transformSelectQuery(node, queryId);
    return this.#fenced(query, query.from?.froms ?? []);
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId?: QueryId): UpdateQueryNode {
    const query = super.transformUpdateQuery(node, queryId);
    return this.#fenced(query, [...(query.table ? [query.table] : []), ...(query.from?.froms ?? [])]);
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, queryId?: QueryId): DeleteQueryNode {
    const query = super.transformDeleteQuery(node, queryId);
    return this.#fenced(query, [...query.from.froms, ...(query.using?.tables ?? [])]);
  }

  protected override transformJoin(node: JoinNode, queryId?: QueryId): JoinNode {
    const join = super.transformJoin(node, queryId);
    const fence = this.#fenceOf(join.table);
    if (!fence || !join.on) return join;
    return { ...join, on: OnNode.cloneWithOperation(join.on, 'And', fence) };
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const query = super.transformInsertQuery(node, queryId);
    const values =
      query.into && query.values && this.#isWalled(nameOf(query.into)) ? this.#withTownHall(query.values) : undefined;
    if (!values || !query.columns || query.columns.some((column) => column.column.name === COLUMN)) return query;
    return { ...query, columns: [...query.columns, ColumnNode.create(COLUMN)], values };
  }

  /** The rows to insert with their town hall; undefined for a shape that must name it by hand (a select from a common table). */
  #withTownHall(values: OperationNode): OperationNode | undefined {
    if (ValuesNode.is(values)) {
      return ValuesNode.create(
        values.values.map((row) =>
          PrimitiveValueListNode.is(row)
            ? PrimitiveValueListNode.create([...row.values, this.#townHallId])
            : ValueListNode.create([...row.values, ValueNode.create(this.#townHallId)]),
        ),
      );
    }
    if (values.kind !== 'SelectQueryNode') return undefined;
    const select = values as SelectQueryNode;
    const source = select.from?.froms[0];
    const reference = source && !select.setOperations ? this.#columnOf(source) : undefined;
    if (!reference) return undefined;
    return { ...select, selections: [...(select.selections ?? []), SelectionNode.create(reference)] } as SelectQueryNode;
  }

  #fenced<Q extends SelectQueryNode | UpdateQueryNode | DeleteQueryNode>(query: Q, tables: readonly OperationNode[]): Q {
    const unjoined = (query.joins ?? []).filter((join) => !join.on).map((join) => join.table);
    let where = query.where;
    for (const table of [...tables, ...unjoined]) {
      const fence = this.#fenceOf(table);
      if (fence) where = where ? WhereNode.cloneWithOperation(where, 'And', fence) : WhereNode.create(fence);
    }
    return where === query.where ? query : { ...query, where };
  }

  #fenceOf(table: OperationNode): OperationNode | undefined {
    const column = this.#columnOf(table);
    return column && BinaryOperationNode.create(column, OperatorNode.create('='), ValueNode.create(this.#townHallId));
  }

  #columnOf(table: OperationNode): ReferenceNode | undefined {
    const { name, alias } = tableAndAlias(table);
    if (!name || !this.#isWalled(name)) return undefined;
    return ReferenceNode.create(ColumnNode.create(COLUMN), TableNode.create(alias ?? name));
  }

  #isWalled(name: string): boolean {
    return !unwalledTables.has(name) && !this.#commonTables.has(name);
  }
}

const nameOf = (table: TableNode): string => table.table.identifier.name;

function tableAndAlias(node: OperationNode): { name?: string; alias?: string } {
  if (TableNode.is(node)) return { name: nameOf(node) };
  if (node.kind !== 'AliasNode') return {};
  const { node: aliased, alias } = node as unknown as { node: OperationNode; alias: { name?: string } };
  if (!TableNode.is(aliased)) return {};
  return alias.name === undefined ? { name: nameOf(aliased) } : { name: nameOf(aliased), alias: alias.name };
}

/** Names given by WITH anywhere in the query: they look like tables and are none. */
function* commonTableNames(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  if ((node as OperationNode).kind === 'CommonTableExpressionNameNode')
    yield nameOf((node as unknown as { table: TableNode }).table);
  for (const child of Array.isArray(node) ? node : Object.values(node)) yield* commonTableNames(child);
}
