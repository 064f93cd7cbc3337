import type { DataSource, EntityMetadata } from 'typeorm';
import type { CommandContext } from '../../commands/command';
import { countText } from '../../output/column-text';
import { describeError } from '../../output/errors/describe-error';
import { SourceMode } from '../../safety/modes/source-mode';
import { dataSourceOf, EntityNames, isMadeByTypeorm } from '../../schema/entity-facts';
import { entityByName, noEntityCalled } from '../../schema/find-entity';
import { UserError } from '../../user-error';
import { seedHooks } from './hooks';
import type { Planned } from './plan';
import { SeedProgress } from './progress';
import type { SeedRequest } from './request';
import { seedSource, type Written } from './seed-source';

/** The databases whose SQL this writes. */
const KNOWN = /sqlite|sqljs|postgres|cockroach|mysql|mariadb/;

/**
 * Makes plausible rows of entities, and of what they need, in one transaction.
 * @throws UserError when they cannot be made, or the database is one that nobody should make rows in; nothing is written then.
 */
export async function seed({ counts, seed: number }: SeedRequest, context: CommandContext): Promise<void> {
  const { model, status, width, print } = context;
  const names = new EntityNames(model);
  const hooks = seedHooks(context.seed, model);
  const asked = askedFor(counts, names);
  for (const dataSource of asked.keys()) refuse(dataSource, context);
  const progress = new SeedProgress({ show: status, width });
  const written: Written[] = [];
  let [all, done] = [0, 0];
  let stage: EntityMetadata | 'links' | undefined;
  try {
    for (const [dataSource, entities] of asked) {
      written.push(
        await seedSource({
          dataSource,
          asked: entities,
          names,
          hooks,
          seed: number,
          onPlan: ({ steps }) => progress.at(done, (all += steps.reduce((sum, { count }) => sum + count, 0))),
          onRows: (count) => progress.at((done += count), all),
          onStage: (now) => (stage = now),
        }),
      );
    }
  } catch (error) {
    for (const each of written) await each.rollback().catch(() => {});
    throw failure(error, whatOf(stage, names), context);
  } finally {
    progress.end();
  }
  await keep(written);
  for (const { plan, links } of written) {
    for (const step of plan.steps) print(rowText(step, names));
    if (links > 0) print(`${countText(links)} ${links === 1 ? 'link' : 'links'} between them`);
  }
  print(progress.summary);
}

/** @throws UserError for a name that is no entity's, and for what has no rows of its own. */
function askedFor(
  counts: SeedRequest['counts'],
  names: EntityNames,
): ReadonlyMap<DataSource, ReadonlyMap<EntityMetadata, number>> {
  const asked = new Map<DataSource, Map<EntityMetadata, number>>();
  for (const [word, count] of counts) {
    const metadata = entityByName(word, names);
    if (metadata === undefined) throw noEntityCalled(word, names);
    if (metadata.tableType === 'view')
      throw new UserError(`${word} is a view: it has no rows of its own.`, 'Make rows of what it shows.');
    if (isMadeByTypeorm(metadata))
      throw new UserError(
        `${word} is a table that TypeORM keeps by itself.`,
        'It is filled with the entities that it belongs to.',
      );
    const dataSource = dataSourceOf(metadata);
    const entities = asked.get(dataSource) ?? new Map<EntityMetadata, number>();
    entities.set(metadata, (entities.get(metadata) ?? 0) + count);
    asked.set(dataSource, entities);
  }
  return asked;
}

/** @throws UserError for production, and for a database whose SQL is not known. */
function refuse(dataSource: DataSource, { productionName }: CommandContext): void {
  const production = SourceMode.of(dataSource).production ?? productionName?.(dataSource);
  if (production !== undefined)
    throw new UserError(
      `${production} is production: no rows are made up there.`,
      '"production" in the settings says which databases are.',
    );
  const { type } = dataSource.options;
  if (!KNOWN.test(type))
    throw new UserError(`seed does not know ${type}.`, 'It knows SQLite, PostgreSQL, CockroachDB, MySQL and MariaDB.');
}

/** Of several data sources one after the other: what the first has kept stays when a later one fails in the very end. */
async function keep(written: readonly Written[]): Promise<void> {
  const left = [...written];
  try {
    while (left.length > 0) await left.shift()?.commit();
  } catch (error) {
    for (const each of left) await each.rollback().catch(() => {});
    throw error;
  }
}

function whatOf(stage: EntityMetadata | 'links' | undefined, names: EntityNames): string {
  if (stage === undefined) return 'Rows';
  return stage === 'links' ? 'The links between the rows' : `Rows of ${names.of(stage)}`;
}

function failure(error: unknown, what: string, { model, masking, modes }: CommandContext): unknown {
  if (error instanceof UserError)
    return new UserError(error.message, `${error.hint ?? ''} Nothing was written.`.trimStart());
  const { title, advice } = describeError(error, { model, masking, mode: modes.mode });
  return new UserError(
    `${what} cannot be made: ${title}`,
    `${advice ?? '"seed" in the settings may say values that can be.'} Nothing was written.`,
  );
}

/** `1,000 rows of Author` */
function rowText({ metadata, count, neededBy }: Planned, names: EntityNames): string {
  const rows = `${countText(count)} ${count === 1 ? 'row' : 'rows'} of ${names.of(metadata)}`;
  return neededBy === undefined ? rows : `${rows}, which ${names.of(neededBy)} needs`;
}
