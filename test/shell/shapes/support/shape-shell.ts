import assert from 'node:assert/strict';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { shellInProcess } from '../../../support/shell-in-process';
import { QueryRecorder, type QueryRecord } from '../../../../src/shell/queries/recorder';
import type { Outcome } from '../../../../src/shell/session';
import type { ShellParts } from '../../../../src/shell/shell-parts';
import type { TestDatabase } from '../../../support/databases';
import { copyOf, type Version } from './copies';
import type { MakeShape } from './shape';

export interface ShapeShellOptions {
  /** Of TypeORM. */
  readonly version?: Version;
  /** In memory, of SQLite, unless told. */
  readonly database?: Pick<TestDatabase, 'kind' | 'options'>;
  readonly json?: boolean;
}

const IN_MEMORY: Pick<TestDatabase, 'kind' | 'options'> = {
  kind: 'sqlite',
  options: { type: 'better-sqlite3', database: ':memory:' },
};

/** What one input sent and showed. */
export interface Shown {
  readonly outcome: Outcome;
  readonly queries: readonly QueryRecord[];
  /** The value or the error as text, then the notices, a line each; `''` when nothing is shown. */
  readonly text: string;
}

/** The whole shell, without a terminal, on a shape's entities. */
export class ShapeShell {
  private constructor(
    readonly dataSource: DataSource,
    readonly parts: ShellParts,
    private readonly recorder: QueryRecorder,
  ) {}

  static async open(make: MakeShape, options: ShapeShellOptions = {}): Promise<ShapeShell> {
    const { version = '1.1', database = IN_MEMORY, json = false } = options;
    const copy = copyOf(version);
    const { entities, options: own, prepare, fill } = make(copy, database.kind);
    const dataSource = new copy.DataSource({ ...database.options, ...own, entities } as DataSourceOptions);
    await dataSource.initialize();
    await prepare?.(dataSource);
    await dataSource.synchronize(true);
    await fill(dataSource);
    const recorder = new QueryRecorder(dataSource);
    const parts = shellInProcess(dataSource, { typeorm: copy, baseFile: __filename, json, yes: true });
    return new ShapeShell(dataSource, parts, recorder);
  }

  async close(): Promise<void> {
    await this.parts.close();
  }

  async run(input: string): Promise<Shown> {
    const mark = this.recorder.mark();
    const outcome = await this.parts.session.run(input);
    const text = [...(outcome.text === undefined ? [] : [outcome.text]), ...outcome.notices].join('\n');
    return { outcome, queries: this.recorder.since(mark), text };
  }

  /** The value of an input. @throws what the input threw */
  async value(input: string): Promise<unknown> {
    const { outcome } = await this.run(input);
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  }

  /** The statements that `work` sends. */
  async queries(work: () => Promise<unknown>): Promise<readonly QueryRecord[]> {
    const mark = this.recorder.mark();
    await work();
    return this.recorder.since(mark);
  }

  /** Each input shows that text, and sends that many statements where a number is given. */
  async shows(lines: readonly (readonly [input: string, text: string, queries?: number])[]): Promise<void> {
    for (const [input, text, count] of lines) {
      const shown = await this.run(input);
      assert.equal(shown.text, text, input);
      const sent = shown.queries.map(({ sql }) => sql);
      if (count !== undefined) assert.equal(sent.length, count, `${input}\n${sent.join('\n')}`);
    }
  }
}
