import type { DataSource } from 'typeorm';
import { currentDryRun } from '../../queries/plan/current-run';
import type { AskDriver, QueryRecorder } from '../../queries/recorder';
import type { Confirm } from '../../shell-parts';
import { visible } from '../../output/visible';
import { UserError } from '../../user-error';
import type { Mode } from '../modes/mode';
import { agreed } from './agreed';
import type * as ConcernedModule from './concerned';
import type * as OperationsModule from './operations';
import type { Operation } from './operations';
import type * as QuestionModule from './question';
import type { Question } from './question';
import { isSuspect } from './suspect';
import type * as WholeTablesModule from './whole-tables';
import type { WholeTables } from './whole-tables';

export interface GuardOptions {
  /** Everything is done without a question. */
  readonly yes: boolean;
  /** Absent where nobody can be asked. */
  readonly confirm: Confirm | undefined;
  readonly mode: (dataSource: DataSource) => Mode;
  /** Whether what runs now is of the shell; where it is an application's own it is not asked about. */
  readonly concerns: () => boolean;
}

const NOBODY = 'nobody can be asked here, so it needs --yes.';
const IN_BACKGROUND = 'nobody is asked while a prompt is shown. Wait for it in a line, or start with --yes.';

/** Methods of a data source that change tables by many statements: they are asked about once. */
const OPERATIONS: readonly Operation[] = ['dropDatabase', 'synchronize', 'undoLastMigration', 'runMigrations'];

type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * Asks before a statement that would change every row of a table goes to the driver, and before operations of a data source that do so with
 * many statements. A guard against a slip, not a lock: what functions, triggers and other programs do it does not see.
 */
export class EveryRowGuard {
  readonly #options: GuardOptions;
  readonly #undo: (() => void)[] = [];
  /** Questions are asked one after the other. */
  #asking: Promise<unknown> = Promise.resolve();

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  /** From now on asks before statements of a data source. */
  watch(recorder: QueryRecorder): void {
    const { dataSource } = recorder;
    recorder.setGate('every row', ({ sql, parameters }, _runner, ask) => {
      if (!isSuspect(sql) || !this.#isAsked(dataSource)) return undefined;
      const found = reading().wholeTablesOf(sql, dataSource.options.type, parameters);
      return found.length === 0 ? undefined : this.#admit(found, recorder, ask);
    });
    this.#undo.push(() => recorder.setGate('every row', undefined));
    for (const operation of OPERATIONS) this.#wrap(operation, recorder);
  }

  /** Lets go of all data sources: they are as they were. */
  release(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #isAsked(dataSource: DataSource): boolean {
    const { yes, mode, concerns } = this.#options;
    if (yes || agreed.getStore() !== undefined || currentDryRun.getStore() !== undefined) return false;
    // A sandbox keeps nothing, and in read-only the database refuses.
    return mode(dataSource) === 'writable' && concerns();
  }

  #wrap(operation: Operation, recorder: QueryRecorder): void {
    const { dataSource } = recorder;
    const before = Object.getOwnPropertyDescriptor(dataSource, operation);
    const original = dataSource[operation].bind(dataSource) as Call;
    const call: Call = async (...args) => {
      if (this.#isAsked(dataSource)) {
        const question = await operations().questionBefore(operation, recorder, args);
        if (question !== undefined) await this.#settle(question);
      }
      return agreed.run(true, () => original(...args));
    };
    Object.defineProperty(dataSource, operation, {
      value: call,
      configurable: true,
      writable: true,
      enumerable: false,
    });
    this.#undo.push(() => {
      if (before === undefined) Reflect.deleteProperty(dataSource, operation);
      else Object.defineProperty(dataSource, operation, before);
    });
  }

  async #admit(found: readonly WholeTables[], { dataSource }: QueryRecorder, ask: AskDriver): Promise<void> {
    const { type } = dataSource.options;
    const questions: Question[] = [];
    for (const each of found) {
      const tables = await counting().concernedBy(each, type, ask);
      if (tables !== 'nothing') questions.push(wording().questionOf(each, tables));
    }
    const [first, ...others] = questions;
    if (first === undefined) return;
    const effect = [first.effect, ...others.map((other) => `${other.what} ${other.effect}`)].join('; ');
    await this.#settle({ what: first.what, effect });
  }

  /** @throws UserError unless the person agrees. */
  async #settle({ what, effect }: Question): Promise<void> {
    const { confirm } = this.#options;
    const asked = this.#asking.then(() => confirm?.(visible(`${what} ${effect}.`)));
    this.#asking = asked.catch(() => undefined);
    switch (await asked) {
      case true:
        return;
      case false:
        throw new UserError(`Stopped before ${what}: nothing of it was done.`);
      case undefined:
        throw new UserError(`${what} ${effect}: ${confirm === undefined ? NOBODY : IN_BACKGROUND}`);
    }
  }
}

// Loaded when a statement is suspect.
/* eslint-disable @typescript-eslint/no-require-imports */

function reading(): typeof WholeTablesModule {
  return require('./whole-tables') as typeof WholeTablesModule;
}

function counting(): typeof ConcernedModule {
  return require('./concerned') as typeof ConcernedModule;
}

function wording(): typeof QuestionModule {
  return require('./question') as typeof QuestionModule;
}

function operations(): typeof OperationsModule {
  return require('./operations') as typeof OperationsModule;
}
