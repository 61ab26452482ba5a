/** What a store function needs of a connection: satisfied by a pool, and by a client inside a transaction. */
export interface Queryable {
  query<Row extends object = Record<string, unknown>>(
    statement: string | NamedStatement,
    values?: unknown[],
  ): Promise<{ rows: Row[]; rowCount: number | null }>;
}

/**
 * Parsed and planned once a connection, under its name: for what every commit does again. A name stands for one text.
 * (A connection pooler between must know named statements: PgBouncer does since 1.21.)
 */
export interface NamedStatement {
  name: string;
  text: string;
}
