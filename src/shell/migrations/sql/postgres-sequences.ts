import type { QueryRunner } from 'typeorm';

/** What the sequences of a PostgreSQL database have given last, by their names as SQL writes them. */
export async function sequenceValues(runner: QueryRunner): Promise<ReadonlyMap<string, string | null>> {
  const rows = (await runner.query(
    `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS value FROM pg_sequences`,
  )) as readonly { readonly name: string; readonly value: string | null }[];
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/**
 * What a sequence gives is not taken back by a rollback, unless it was begun anew in the same transaction: these are, with the value that comes
 * next. Others who ask them wait meanwhile.
 * @param names as {@link sequenceValues} has them.
 */
export async function holdSequences(runner: QueryRunner, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [row] = (await runner.query(
      `SELECT CASE WHEN is_called THEN last_value + seqincrement ELSE last_value END AS next
        FROM ${name}, pg_sequence WHERE seqrelid = to_regclass($1)`,
      [name],
    )) as readonly { readonly next: string }[];
    if (row !== undefined) await runner.query(`ALTER SEQUENCE ${name} RESTART WITH ${row.next}`);
  }
}
