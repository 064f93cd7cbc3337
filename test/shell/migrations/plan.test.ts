import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataSource, MigrationInterface } from 'typeorm';
import type { CodeMigration } from '../../../src/shell/migrations/code-migrations';
import { findMigration } from '../../../src/shell/migrations/find-migration';
import { migrationsOf } from '../../../src/shell/migrations/migration-states';
import { stepsAgain, stepsDown, stepsUp } from '../../../src/shell/migrations/plan';
import { transactionGroups, type Step } from '../../../src/shell/migrations/transaction-groups';
import { time } from './support/migration-shell';

function code(name: string, number: number, transaction?: boolean): CodeMigration {
  const instance: MigrationInterface = { transaction, up: async () => {}, down: async () => {} };
  return { name: `${name}${time(number)}`, timestamp: time(number), instance };
}

const ALL = [code('AddPhone', 0), code('AddPhoneIndex', 10), code('DropFax', 20)];
const row = (id: number, { name, timestamp }: CodeMigration) => ({ id, name, timestamp });
const said = (steps: readonly Step[]): string =>
  steps.map(({ direction, migration }) => `${direction} ${migration.name.slice(0, -13)}`).join(', ');

test('a migration is named by as much of it as no other has', () => {
  const found: Readonly<Record<string, string>> = {
    AddPhone: 'AddPhone',
    [ALL[0].name]: 'AddPhone',
    AddPhoneI: 'AddPhoneIndex',
    drop: 'DropFax',
    [String(time(20))]: 'DropFax',
    [`${time(10)}-add-phone-index`]: 'AddPhoneIndex',
  };
  for (const [word, name] of Object.entries(found))
    assert.equal(findMigration(word, ALL).name.slice(0, -13), name, word);
  assert.throws(() => findMigration('Add', ALL), /^UserError: Add may be AddPhone\d+, AddPhoneIndex\d+\.$/);
  assert.throws(() => findMigration('17620', ALL), /^UserError: 17620 may be/);
  assert.throws(() => findMigration('DropFix', ALL), /did you mean DropFax\d+\?$/);
  assert.throws(() => findMigration('', ALL), /^UserError: There is no migration \.$/);
});

test('which steps there are', () => {
  // The one in the middle came late: it was applied last.
  const migrations = migrationsOf(ALL, [row(1, ALL[0]), row(2, ALL[2]), row(3, ALL[1])]);
  assert.equal(said(stepsUp(migrations, {})), '');
  assert.equal(said(stepsDown(migrations, { count: 2 })), 'down AddPhoneIndex, down DropFax');
  assert.equal(said(stepsDown(migrations, { to: 'AddPhone' })), 'down AddPhoneIndex, down DropFax');
  assert.equal(said(stepsAgain(migrations, 2)), 'down AddPhoneIndex, down DropFax, up DropFax, up AddPhoneIndex');
  const late = migrationsOf(ALL, [row(1, ALL[2])]);
  assert.equal(said(stepsUp(late, {})), 'up AddPhone, up AddPhoneIndex');
  assert.equal(said(stepsUp(late, { to: 'DropFax' })), 'up AddPhone, up AddPhoneIndex');
  assert.equal(said(stepsUp(late, { to: 'AddPhone' })), 'up AddPhone');
  assert.equal(said(stepsUp(late, { count: 1 })), 'up AddPhone');
  assert.throws(() => stepsDown(late, { to: 'AddPhone' }), /^UserError: AddPhone\d+ is not applied/);
  const missing = migrationsOf(ALL.slice(0, 1), [row(1, ALL[0]), row(2, ALL[1])]);
  assert.throws(
    () => stepsDown(missing, { count: 1 }),
    /^UserError: AddPhoneIndex\d+ is applied, and the code does not have it/,
  );
  assert.equal(said(stepsDown(missing, { to: 'AddPhoneIndex' })), '');
});

test('which steps share a transaction', () => {
  const groups = (
    mode: 'all' | 'each' | 'none',
    type: string,
    direction: 'up' | 'down',
    ...all: CodeMigration[]
  ): string =>
    transactionGroups(
      all.map((migration) => ({ migration, direction })),
      mode,
      { options: { type } } as unknown as DataSource,
    )
      .map(({ steps, transaction }) => `${steps.length}${transaction ? '' : ' without'}`)
      .join(', ');
  const [wants, wantsNot] = [code('Wants', 1, true), code('WantsNot', 2, false)];
  assert.equal(groups('all', 'postgres', 'up', ...ALL), '3');
  assert.equal(groups('all', 'mariadb', 'up', ...ALL), '1, 1, 1');
  assert.equal(groups('all', 'postgres', 'up'), '');
  assert.equal(groups('each', 'better-sqlite3', 'up', ...ALL, wantsNot), '1, 1, 1, 1 without');
  assert.equal(groups('none', 'postgres', 'up', ALL[0], wants), '1 without, 1');
  assert.equal(groups('all', 'postgres', 'down', ALL[0], wantsNot), '1, 1 without');
  assert.throws(
    () => groups('all', 'postgres', 'up', ALL[0], wantsNot),
    /^UserError: WantsNot\d+ says transaction = false/,
  );
});
