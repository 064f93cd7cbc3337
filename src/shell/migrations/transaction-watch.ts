import type { DataSource, QueryRunner } from 'typeorm';
import { statementsIn } from './sql/postgres-statements';

const BEGINS = /^(?:begin|start\s+transaction)\b/iu;
const ENDS = /^(?:commit|end|rollback|abort|prepare\s+transaction)\b/iu;
const TO_SAVEPOINT = /^rollback\b[^]*\bto\b/iu;

/** Hears whether the code of a migration ends the transaction around it, by a statement of its own or by the query runner's methods. */
export class TransactionWatch {
  /** It was ended at some time: what was done before is kept, or gone, whatever becomes of the rest. */
  wasEnded = false;
  /** There is one, the first or another that was begun behind it. */
  isOpen = true;
  readonly #restore: () => void;
  readonly #takesSeveral: boolean;

  /** @param runner in a transaction; listened to until {@link stop}. */
  constructor(runner: QueryRunner, { options }: DataSource) {
    this.#takesSeveral = options.type === 'postgres';
    const own = Object.getOwnPropertyDescriptor(runner, 'query');
    const send = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
    const query = (sql: unknown, ...rest: unknown[]): Promise<unknown> => {
      this.#hear(String(sql));
      return send(sql, ...rest);
    };
    runner.query = query as QueryRunner['query'];
    this.#restore = () => {
      if (own === undefined) Reflect.deleteProperty(runner, 'query');
      else Object.defineProperty(runner, 'query', own);
    };
  }

  stop(): void {
    this.#restore();
  }

  #hear(sql: string): void {
    // PostgreSQL takes several in one text; elsewhere what stands behind a semicolon is the body of a trigger or a procedure.
    const heard = this.#takesSeveral ? statementsIn(sql) : statementsIn(sql).slice(0, 1);
    for (const statement of heard) {
      if (BEGINS.test(statement)) this.isOpen = true;
      else if (ENDS.test(statement) && !TO_SAVEPOINT.test(statement)) {
        this.wasEnded = true;
        this.isOpen = false;
      }
    }
  }
}
