/**
 * Rows of models that chance has made, twice, asked for of some of their entities. `SEED_MODELS=1000` tries so many of them; those that the
 * suite tries are the first.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../../src/shell/data/seed/random';
import { UserError } from '../../../../src/shell/user-error';
import { madeModel } from './support/made-model';
import { SeededShape } from './support/seeded-shape';

const MODELS = Number(process.env.SEED_MODELS ?? 40);

test(`${MODELS} models get rows, or the person hears that there are too few parents for those that they have asked for`, async () => {
  let full = 0;
  for (let number = 0; number < MODELS; number++) {
    const random = new Random(number, 'model');
    const entities = [...madeModel(random)];
    const shape = await SeededShape.open(() => ({ entities, fill: () => Promise.resolve() }));
    const asked = shape.entities.filter((_, index) => index === 0 || random.chance(0.7));
    try {
      for (const seed of ['1', '2'])
        await shape.seed(
          asked.map((name) => `${name}=${random.between(1, 60)}`),
          seed,
        );
    } catch (error) {
      assert.ok(
        error instanceof UserError && /^There are no more values/.test(error.message),
        `${number}: ${String(error)}`,
      );
      full++;
    }
    assert.deepEqual(await shape.dataSource.query('PRAGMA foreign_key_check'), [], String(number));
    for (const name of shape.entities) await shape.dataSource.getRepository(name).find();
    await shape.close();
  }
  assert.ok(full < MODELS / 4, `${full} of ${MODELS} were too few`);
});
