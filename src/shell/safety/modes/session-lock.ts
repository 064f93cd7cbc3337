import { UserError } from '../../user-error';
import type { DatabaseType } from '../../queries/sql-tokens';
import { refusals, type Refusal } from './refusals';
import { refused } from './hold-errors';

const locks = new WeakMap<object, SessionLock>();

/**
 * What keeps a server's session, whoever sends to it, from being made one that writes. There is one for each session that the shell has
 * the driver open for reading. The shell's own transaction passes.
 */
export class SessionLock {
  /** While a mode has its transaction on the session, nobody else sends anything. */
  held = false;
  readonly #refusal: Refusal;
  #passing: string | undefined;

  constructor(session: object, type: DatabaseType) {
    locks.set(session, this);
    this.#refusal = refusals('read-only', type);
  }

  static of(session: object): SessionLock | undefined {
    return locks.get(session);
  }

  /** Does the sending of a statement of the shell's own. */
  pass<Answer>(sql: string, send: () => Answer): Answer {
    this.#passing = sql;
    try {
      return send();
    } finally {
      this.#passing = undefined;
    }
  }

  /** @returns whether this is the shell's own. @throws UserError for a statement that must not be sent. */
  check(sql: string): boolean {
    if (this.#passing !== undefined) return true;
    if (this.held)
      throw new UserError(
        'The shell does not share the connection of its transaction.',
        'Ask for another one, or for a query runner: dataSource.createQueryRunner().',
      );
    const reason = this.#refusal(sql);
    if (reason !== undefined) throw refused(sql, reason, 'read-only');
    return false;
  }
}
