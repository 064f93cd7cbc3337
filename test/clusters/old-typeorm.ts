import type { DataSource } from 'typeorm';
import * as old from 'typeorm-0.3';
import type { Mode } from '../../src/shell/safety/modes/mode';
import { SourceMode } from '../../src/shell/safety/modes/source-mode';
import { replicated } from './cluster-shell';

interface Row {
  readonly id: number;
  readonly name: string;
}

const Rows = new old.EntitySchema<Row>({
  name: 'Row',
  tableName: 'employees',
  columns: { id: { type: Number, primary: true, generated: true }, name: { type: String } },
});

/** The lesson's employees on several servers, by TypeORM 0.3, as the shell connects it. */
export async function withOldTypeorm(
  urls: readonly string[],
  mode: Mode,
  work: (old: {
    readonly mode: SourceMode;
    insert(name: string): Promise<unknown>;
    count(name: string): Promise<number>;
    /** What a find reads, of an expression of SQL. */
    reads(expression: string): Promise<unknown>;
  }) => Promise<void>,
): Promise<void> {
  const options = { ...replicated(urls), entities: [Rows] } as unknown as old.DataSourceOptions;
  const dataSource = new old.DataSource(options);
  const source = SourceMode.of(dataSource as unknown as DataSource);
  source.prepare(mode);
  await dataSource.initialize();
  const rows = dataSource.getRepository(Rows);
  try {
    await work({
      mode: source,
      insert: (name) => rows.insert({ name }),
      count: (name) => rows.countBy({ name }),
      reads: async (expression) => {
        source.replicas?.startLine();
        const row = await rows
          .createQueryBuilder('r')
          .select(expression, 'found')
          .limit(1)
          .getRawOne<{ found: unknown }>();
        return row?.found;
      },
    });
  } finally {
    await dataSource.destroy();
  }
}
