import { errorHead } from '../../output/error-head';
import { keptStatement } from '../../output/sql/statement-text';
import type { LineAudit, LineEnd, LineResult } from '../../session';
import type { QueryRecord } from '../../queries/recorder';
import type { Masking } from '../masking/masking';
import type { Mode } from '../modes/mode';
import { withoutSecrets } from '../masking/without-secrets';
import { UserError } from '../../user-error';
import { onlyAsks } from './only-asks';
import type { OpenAudit } from './open-audit';

/** A data source as the audit names it. */
export interface AuditedSource {
  readonly name: string;
  /** Where it leads, without a password. */
  readonly database: string;
}

export interface AuditOptions extends OpenAudit {
  /** Why the person is here, where they have said so. */
  readonly reason: string | undefined;
  readonly mode: () => Mode;
  /** The data source in use. */
  readonly source: () => AuditedSource;
  /** What must not be written down, whatever the shell shows. */
  readonly masking: Masking;
}

/** A line that runs. */
interface OpenLine {
  readonly id: string;
  readonly code: string;
  /** What its record says, and that of its result says again. */
  readonly said: object;
  readonly startedAt: number;
}

/** Of the statements of a line so many are listed in its result. (Those that may write have a record each, all of them.) */
const MOST_LISTED = 1_000;
/** What is let go when it cannot be written down: it changes nothing, or takes back what was changed. */
const HARMLESS = /^\s*(?:begin|start\s+transaction|savepoint|rollback|abort)\b/iu;

/**
 * The audit of a session: for each line a record before it runs, one before each statement that may write, and one that says what became
 * of it, with all of them in it. What cannot be written down does not run.
 */
export class Audit implements LineAudit {
  readonly #options: AuditOptions;
  /** What was entered runs innermost last: a command may run inputs of its own. */
  readonly #open: OpenLine[] = [];
  #count = 0;

  constructor(options: AuditOptions) {
    this.#options = options;
  }

  begin(code: string, fileName?: string): LineEnd {
    const outer = this.#open.at(-1);
    // `.explain CODE` is written down already.
    if (outer?.code.includes(code)) return () => undefined;
    const { session, person, reason, mode, source, masking } = this.#options;
    const { name: dataSource, database } = source();
    const line: OpenLine = {
      id: `${session}-${this.#count + 1}`,
      code,
      said: {
        time: now(),
        ...person,
        dataSource,
        database,
        mode: mode(),
        ...(reason === undefined ? {} : { reason: withoutSecrets(reason, masking) }),
        ...(outer === undefined ? {} : { within: outer.id }),
        ...(fileName === undefined || /^[<.]/.test(fileName) ? {} : { file: fileName }),
        code: withoutSecrets(code, masking),
      },
      startedAt: performance.now(),
    };
    this.#write('line', line.id, line.said, true);
    this.#count++;
    this.#open.push(line);
    return (result) => this.#end(line, result);
  }

  /**
   * Hears of a statement that is about to go to a driver.
   * @throws UserError when it may write and cannot be written down.
   */
  beforeStatement(statement: Pick<QueryRecord, 'sql' | 'parameters' | 'dataSource'>, source: string): void {
    const { sql } = statement;
    if (onlyAsks(sql)) return;
    // What the code of an earlier line sends later is that line's, as long as nothing else runs.
    const id = this.#open.at(-1)?.id ?? `${this.#options.session}-${this.#count}`;
    try {
      this.#write('statement', id, { time: now(), dataSource: source, sql: this.#shown(statement) }, true);
    } catch (error) {
      if (!HARMLESS.test(sql)) throw error;
    }
  }

  close(): void {
    const { file, session } = this.#options;
    try {
      file.write({ event: 'close', id: session, time: now() }, true);
    } catch {
      // The shell is left; whatever ran was written down.
    }
    file.close();
  }

  /** @returns what the person should hear. */
  #end(line: OpenLine, { outcome, error, queries }: LineResult): string | undefined {
    const at = this.#open.indexOf(line);
    if (at !== -1) this.#open.splice(at);
    const { masking } = this.#options;
    const { records, count } = queries;
    const listed = records.slice(0, MOST_LISTED);
    try {
      this.#write(
        'result',
        line.id,
        {
          ...line.said,
          sql: listed.map((record) => this.#shown(record)),
          ...(count > listed.length ? { sqlLeftOut: count - listed.length } : {}),
          rowsChanged: rowsChanged(records, queries.affected),
          outcome,
          ...(outcome === 'error' ? { error: withoutSecrets(errorHead(error), masking) } : {}),
          milliseconds: Math.round((performance.now() - line.startedAt) * 10) / 10,
        },
        false,
      );
      return undefined;
    } catch (problem) {
      const why = problem instanceof UserError ? problem.message : String(problem);
      // The line may have ended with just that.
      return error instanceof UserError && error.message === why
        ? undefined
        : `${why} It does not say what became of this line.`;
    }
  }

  #shown(statement: Pick<QueryRecord, 'sql' | 'parameters' | 'dataSource'>): string {
    return keptStatement(statement, this.#options.masking);
  }

  #write(event: string, id: string, record: object, flushed: boolean): void {
    this.#options.file.write({ event, id, ...record }, flushed);
  }
}

function now(): string {
  return new Date().toISOString();
}

/** `null` where the driver did not say it of every write. */
function rowsChanged(records: readonly QueryRecord[], affected: number): number | null {
  const unsaid = records.some(({ kind, affected: each, error }) => {
    return kind === 'write' && error === undefined && each === undefined;
  });
  return unsaid ? null : affected;
}
