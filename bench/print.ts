import { createDataSource } from '../src/data-source';
import { dataSourceOptions } from '../src/data-source-options';
import { compare } from './support/compare';
import { countText } from '../src/shell/output/column-text';
import { enter, openShell } from './support/shell';
import { size } from './support/sizes';

const FEW = 100;
const MANY = size(1_000_000, 1_000);

/** A result that is in memory is shown in the time that its first rows take, however many more there are. */
async function main(): Promise<void> {
  const dataSource = await createDataSource(dataSourceOptions({ DATABASE_URL: 'sqlite::memory:' })).initialize();
  const { session, printAs } = openShell(dataSource);
  await enter(session, `few = ${query(FEW)}; many = ${query(MANY)}; void 0`);
  for (const format of ['auto', 'table', 'list'] as const) {
    const printer = printAs(format);
    const show = async (name: string): Promise<void> => {
      const outcome = await session.run(name, { printer });
      if (!outcome.ok) throw outcome.error;
    };
    await compare({
      claim: `${countText(MANY)} rows of a query, in memory, shown as ${format}`,
      baseline: [`${countText(FEW)} rows`, () => show('few')],
      measured: [[`${countText(MANY)} rows`, () => show('many')]],
      rounds: size(200, 3),
      warmUp: size(50, 0),
      unit: 'µs',
      goal: { ratio: 1.1 },
    });
  }
  await dataSource.destroy();
}

function query(rows: number): string {
  return `sql\`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})
    select i as id, 'row ' || i as name, i * 1.5 as price, case when i % 3 = 0 then null else 'note' end as note from n\``;
}

void main();
