/** In full: `TURNS_RUNS=300 npm test -- modes/turns --test-timeout=7200000`. The same again: TURNS_SEED. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { DataSource, EntitySchema, type EntityManager } from 'typeorm';
import { SourceMode } from '../../../../src/shell/safety/modes/source-mode';
import { onEachDatabase } from '../../../support/databases';

const RUNS = Number(process.env['TURNS_RUNS'] ?? 8);
const SEED = Number(process.env['TURNS_SEED'] ?? Date.now() % 1_000_000_000);
/** Nothing that waits for its turn waits for so long, in milliseconds. */
const PATIENCE = 120_000;

interface Mark {
  readonly id: number;
  readonly tag: string;
}
const Marks = new EntitySchema<Mark>({
  name: 'Mark',
  columns: { id: { type: Number, primary: true, generated: true }, tag: { type: 'varchar', length: 40, unique: true } },
});
const TAKEN = 'was there before';

/** On the manager that is at hand, or on a query runner of its own. */
type Way = 'own' | 'other';

/** What code does, as a tree. */
type Work =
  | { readonly kind: 'insert'; readonly way: Way }
  /** A statement that the database refuses; whoever runs it fails. */
  | { readonly kind: 'refused'; readonly way: Way }
  | { readonly kind: 'transaction'; readonly way: Way; readonly fails: boolean; readonly all: Group }
  /** A query runner by hand, with a transaction in its transaction or without. */
  | { readonly kind: 'runner'; readonly keeps: boolean; readonly inner: 'none' | 'kept' | 'taken back' };

/** One after the other, or at the same time. */
interface Group {
  readonly parallel: boolean;
  readonly works: readonly Work[];
}

const way = fc.constantFrom<Way>('own', 'other');
const { group } = fc.letrec<{ group: Group; work: Work }>((tie) => ({
  group: fc.record({ parallel: fc.boolean(), works: fc.array(tie('work'), { minLength: 1, maxLength: 4 }) }),
  work: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('insert' as const), way }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('refused' as const), way }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('runner' as const),
        keeps: fc.boolean(),
        inner: fc.constantFrom('none' as const, 'kept' as const, 'taken back' as const),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant('transaction' as const), way, fails: fc.boolean(), all: tie('group') }),
    },
  ),
}));

/** Does what a tree says, and keeps what must be there then: a name for each place of the tree. */
class Program {
  constructor(readonly dataSource: DataSource) {}

  /** @returns the tags that are kept. @throws when a work fails. */
  async group({ parallel, works }: Group, manager: EntityManager, at: string): Promise<readonly string[]> {
    const kept: string[] = [];
    if (!parallel) {
      for (const [index, work] of works.entries()) kept.push(...(await this.#work(work, manager, `${at}${index}`)));
      return kept;
    }
    // Transactions at the same time on one query runner are nobody's: TypeORM's savepoints would mix.
    const others = works.map((work) => (work.kind === 'transaction' ? { ...work, way: 'other' as const } : work));
    const ended = await Promise.allSettled(others.map((work, index) => this.#work(work, manager, `${at}${index}`)));
    for (const each of ended) {
      if (each.status === 'rejected') throw each.reason;
      kept.push(...each.value);
    }
    return kept;
  }

  async #work(work: Work, manager: EntityManager, at: string): Promise<readonly string[]> {
    const by = 'way' in work && work.way === 'own' ? manager : this.dataSource.manager;
    switch (work.kind) {
      case 'insert':
        await by.insert(Marks, { tag: at });
        return [at];
      case 'refused':
        await by.insert(Marks, { tag: TAKEN });
        return assert.fail('the tag is there');
      case 'runner':
        return this.#byHand(work, at);
      case 'transaction': {
        let kept: readonly string[] = [];
        const run = async (inside: EntityManager): Promise<void> => {
          kept = await this.group(work.all, inside, `${at}.`);
          if (work.fails) throw new Error('on purpose');
        };
        return by.transaction(run).then(
          () => kept,
          (error: unknown) => (isExpected(error) ? [] : Promise.reject(error as Error)),
        );
      }
    }
  }

  async #byHand({ keeps, inner }: Extract<Work, { kind: 'runner' }>, at: string): Promise<readonly string[]> {
    const runner = this.dataSource.createQueryRunner();
    const kept = [`${at}a`];
    await runner.startTransaction();
    await runner.manager.insert(Marks, { tag: `${at}a` });
    if (inner !== 'none') {
      await runner.startTransaction();
      await runner.manager.insert(Marks, { tag: `${at}b` });
      if (inner === 'kept') kept.push(`${at}b`);
      await (inner === 'kept' ? runner.commitTransaction() : runner.rollbackTransaction());
    }
    await (keeps ? runner.commitTransaction() : runner.rollbackTransaction());
    await runner.release();
    return keeps ? kept : [];
  }
}

/** Whether an error is one that a tree asks for. */
function isExpected(error: unknown): boolean {
  const { name, message } = error as Error;
  return message === 'on purpose' || (name === 'QueryFailedError' && /unique|duplicate/i.test(message));
}

onEachDatabase('turns of transactions that code begins', (database) => {
  let dataSource: DataSource;
  let outside: DataSource;
  let mode: SourceMode;
  const tags = async (by: DataSource): Promise<readonly string[]> =>
    (await by.manager.find(Marks)).map(({ tag }) => tag).sort();
  before(async () => {
    const options = { ...database.options, entities: [Marks] };
    outside = await new DataSource({ ...options, synchronize: true }).initialize();
    dataSource = await new DataSource(options).initialize();
    mode = SourceMode.of(dataSource);
  });
  after(async () => {
    await dataSource.destroy();
    await outside.destroy();
  });

  for (const enter of ['sandbox', '.begin'] as const)
    test(`${enter}: what is there is what every tree says, nothing is seen outside, nothing hangs`, async () => {
      await mode.enter(enter === 'sandbox' ? 'sandbox' : 'writable');
      const property = fc.asyncProperty(group, fc.boolean(), async (tree, keeps) => {
        await outside.manager.clear(Marks);
        await outside.manager.insert(Marks, { tag: TAKEN });
        if (enter === '.begin') await mode.beginTransaction();
        const { hold } = mode;
        assert.ok(hold);
        hold.startLine();
        // At the top a statement that fails takes nothing with it; the works after it do not run.
        const works = {
          parallel: tree.parallel,
          works: [{ kind: 'transaction', way: 'own', fails: false, all: tree }],
        } as const;
        const program = new Program(dataSource);
        const kept = await within(program.group(works, dataSource.manager, 't'), PATIENCE);
        const expected = [TAKEN, ...kept].sort();
        assert.deepEqual(await tags(dataSource), expected);
        assert.equal(hold.turns.open.length, 0);
        assert.equal(hold.turns.gaveWay, 0, 'all knew whose turn it was');
        await hold.endLine();
        assert.deepEqual(await tags(outside), [TAKEN]);
        await (keeps ? mode.commit() : mode.rollback());
        assert.deepEqual(await tags(outside), keeps ? expected : [TAKEN]);
      });
      await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
    });
});

function within<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error('it hangs')), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
