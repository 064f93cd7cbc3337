import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { createDataSource } from '../../../../src/data-source';
import type { Assignment } from '../../../../src/entities/assignment';
import { prepareDatabase } from '../../../../src/project-database';
import { shellInProcess } from '../../../support/shell-in-process';
import type { ShellParts } from '../../../../src/shell/shell-parts';
import { DATABASE_KINDS, type DatabaseKind, type TestDatabase } from '../../../support/databases';
import { projectCode } from './fixtures/project-code';
import { fillShop, SHOP } from './fixtures/shop';

/** Inputs that are entered one after the other, and what the shell should say of repetitions. */
export interface Program {
  readonly name: string;
  readonly model: 'lesson' | 'shop';
  readonly on: readonly DatabaseKind[];
  readonly notices: readonly string[];
  readonly inputs: readonly string[];
}

/** The programs of a folder: comments at the head of each file say what it needs and what is expected. */
export function programsIn(folder: string): readonly Program[] {
  return readdirSync(join(__dirname, folder)).map((file) => {
    const text = readFileSync(join(__dirname, folder, file), 'utf8');
    const said = (word: string): string[] =>
      [...text.matchAll(new RegExp(`^// ${word}: (.*)$`, 'gm'))].map(([, value = '']) => value);
    const code = text.replace(/^\/\/ \w+: .*\n/gm, '').trim();
    return {
      name: file.replace(/\.ts$/, ''),
      model: said('model')[0] === 'lesson' ? 'lesson' : 'shop',
      on: DATABASE_KINDS.filter((kind) => said('on').length === 0 || said('on')[0].includes(kind)),
      notices: said('notice'),
      inputs: code.split(/\n\s*\n/),
    };
  });
}

/** The lesson with twelve more employees, four more projects and more meetings. */
async function lesson(database: TestDatabase): Promise<DataSource> {
  const dataSource = await createDataSource(database.options).initialize();
  await prepareDatabase(dataSource);
  const { manager } = dataSource;
  const list = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);
  await manager.insert(
    'Employee',
    list(5, 16).map((id) => ({ id, name: `Employee ${id}`, hireDate: '2020-01-01' })),
  );
  await manager.insert(
    'Project',
    list(3, 6).map((id) => ({ id, title: `Project ${id}`, budget: id })),
  );
  await manager.insert(
    'Assignment',
    list(5, 40).map((id): Partial<Assignment> => ({
      id,
      employeeId: 1 + (id % 16),
      projectId: 1 + (id % 6),
      role: `Role ${id}`,
    })),
  );
  return dataSource;
}

async function shop({ options, kind }: TestDatabase): Promise<DataSource> {
  const dataSource = new DataSource({ ...options, entities: SHOP, synchronize: true, dropSchema: true });
  await dataSource.initialize();
  await fillShop(dataSource);
  if (kind === 'postgres')
    for (const { tableName, primaryColumns } of dataSource.entityMetadatas)
      if (primaryColumns[0].isGenerated)
        await dataSource.query(`SELECT setval(pg_get_serial_sequence('${tableName}', 'id'), 1000)`);
  return dataSource;
}

/** A shell on a fresh database, as at a prompt. */
export async function shellOn(database: TestDatabase, model: Program['model']): Promise<ShellParts> {
  await database.recreate();
  const dataSource = await (model === 'lesson' ? lesson(database) : shop(database));
  const parts = shellInProcess(dataSource, {
    width: () => 200,
    yes: true,
    extensions: { context: { project: projectCode(dataSource) } },
  });
  parts.view.sql = 'off';
  return parts;
}

/** The shell's notices on these inputs, and whether anything was written. */
export async function noticesOf(
  { session }: ShellParts,
  inputs: readonly string[],
): Promise<{ readonly notices: readonly string[]; readonly wrote: boolean; readonly errors: readonly string[] }> {
  const notices: string[] = [];
  const errors: string[] = [];
  let wrote = false;
  for (const input of inputs) {
    const outcome = await session.run(input);
    notices.push(...outcome.notices);
    wrote ||= outcome.queries.records.some(({ kind }) => kind !== 'read');
    if (!outcome.ok) errors.push(outcome.text);
  }
  return { notices, wrote, errors };
}
