import type { DataSource, EntityMetadata } from 'typeorm';
import type { EntityNames } from '../../schema/entity-facts';
import { isKindOf } from '../../schema/entity-facts';
import { fill, type Filled } from './fill';
import type { SeedHooks } from './hooks';
import { fillJunctions } from './junctions';
import { linkLater } from './later-links';
import { planOf, type Plan } from './plan';
import type { Reference } from './references';
import { Tables } from './tables/tables';

export interface SourceSeed {
  readonly dataSource: DataSource;
  readonly asked: ReadonlyMap<EntityMetadata, number>;
  readonly names: EntityNames;
  readonly hooks: SeedHooks;
  readonly seed: number;
  readonly onPlan: (plan: Plan) => void;
  readonly onRows: (count: number) => void;
  /** What is being made, for the error: rows of an entity, or the links between all of them. */
  readonly onStage: (stage: EntityMetadata | 'links') => void;
}

/** What was written, and what makes it last or not. */
export interface Written {
  readonly plan: Plan;
  /** Rows of junction tables. */
  readonly links: number;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * Makes rows in a data source, in a transaction that stays open: of several data sources all are kept, or none.
 * @throws UserError when they cannot be made, and what the database says; nothing is kept then.
 */
export async function seedSource(request: SourceSeed): Promise<Written> {
  const { dataSource, asked, names, hooks, seed, onPlan, onRows, onStage } = request;
  const runner = dataSource.createQueryRunner();
  const tables = new Tables(dataSource, runner);
  const end = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } finally {
      await runner.release();
    }
  };
  try {
    await runner.startTransaction();
    const plan = await planOf(asked, names, (metadata) => tables.count(metadata));
    onPlan(plan);
    const toCome = new Set(plan.steps.map(({ metadata }) => metadata));
    const isToCome = ({ target, isRequired }: Reference, metadata: EntityMetadata): boolean =>
      !isRequired &&
      [...toCome].some((each) => isKindOf(each, target) || (each === metadata && isKindOf(target, each)));
    const filled: Filled[] = [];
    for (const step of plan.steps) {
      onStage(step.metadata);
      filled.push(await fill(step, { tables, names, hooks, seed, isToCome, onRows }));
      toCome.delete(step.metadata);
    }
    for (const each of filled) {
      onStage(each.metadata);
      await linkLater(each, tables, seed);
    }
    onStage('links');
    const links = await fillJunctions(filled, tables, seed);
    return {
      plan,
      links,
      commit: () => end(() => runner.commitTransaction()),
      rollback: () => end(() => runner.rollbackTransaction()),
    };
  } catch (error) {
    // Of one that could not be begun there is nothing to take back.
    await end(() => runner.rollbackTransaction()).catch(() => {});
    throw error;
  }
}
