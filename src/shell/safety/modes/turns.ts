import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';

/** A transaction of code's inside of the one that a mode holds: a savepoint. */
export interface NestedTransaction {
  readonly runner: QueryRunner;
  readonly savepoint: string;
  /** Rows that had been changed when it began. */
  readonly changedBefore: number;
  /** The one in which it was begun. */
  readonly outer: NestedTransaction | undefined;
  /** The line that began it is over, and it is not. */
  leftOpen: boolean;
}

/** How long the innermost transaction may do nothing while others wait for it, in milliseconds: then it waits for one of them. */
const PATIENCE = 250;

/**
 * Who may use the one connection now. Savepoints of one connection lie in each other, so what runs at the same time waits for its turn:
 * while a transaction of code is open, only its own statements pass, and those of its callback, on whatever query runner.
 * What a callback has started is known by its asynchronous context.
 */
export class Turns {
  readonly #open: NestedTransaction[] = [];
  readonly #context = new AsyncLocalStorage<NestedTransaction | undefined>();
  #waiting: (() => void)[] = [];
  #underway = 0;
  #sent = 0;
  #names = 0;
  #gaveWay = 0;

  /** From the outermost to the innermost. */
  get open(): readonly NestedTransaction[] {
    return this.#open;
  }

  /** How often somebody who had to wait was let in because nothing else went on. */
  get gaveWay(): number {
    return this.#gaveWay;
  }

  /** Waits until the runner may send; then does the work. */
  async take<Answer>(runner: QueryRunner, work: () => Promise<Answer>): Promise<Answer> {
    return this.#when(
      () => this.#mayGo(runner),
      async () => {
        this.#underway++;
        this.#sent++;
        try {
          return await work();
        } finally {
          this.#underway--;
          this.#wake();
        }
      },
    );
  }

  /**
   * A transaction begins, once its turn has come.
   * @param changed asked then for the rows that have been changed.
   */
  begin(runner: QueryRunner, changed: () => number): Promise<NestedTransaction> {
    const outer = this.#context.getStore();
    return this.#when(
      // What others have on the way is none of it.
      () => this.#mayGo(runner) && this.#underway === 0,
      () => {
        const savepoint = `typeorm_shell_${++this.#names}`;
        const nested = { runner, savepoint, outer, changedBefore: changed(), leftOpen: false };
        this.#open.push(nested);
        return nested;
      },
    );
  }

  /** Does work that belongs to the innermost transaction of a runner, with all that it starts. */
  inside<Answer>(runner: QueryRunner, work: () => Answer): Answer {
    const nested = this.#open.findLast((each) => each.runner === runner);
    return nested === undefined ? work() : this.#context.run(nested, work);
  }

  /** The innermost transaction of a runner; waits until it is the innermost of all. */
  async innermostOf(runner: QueryRunner): Promise<NestedTransaction | undefined> {
    const nested = this.#open.findLast((each) => each.runner === runner);
    if (nested !== undefined) await this.#when(() => this.#open.at(-1) === nested || !this.#open.includes(nested));
    return nested !== undefined && this.#open.includes(nested) ? nested : undefined;
  }

  /** A transaction is over, and with it all that were begun in it. */
  end(nested: NestedTransaction): void {
    const at = this.#open.indexOf(nested);
    if (at >= 0) this.#open.splice(at);
    this.#wake();
  }

  endAll(): void {
    this.#open.length = 0;
    this.#wake();
  }

  /** A line is over: nobody waits any more for what it has left open. */
  endLine(): void {
    for (const nested of this.#open) nested.leftOpen = true;
    this.#wake();
  }

  #mayGo(runner: QueryRunner): boolean {
    const innermost = this.#open.at(-1);
    if (innermost === undefined || innermost.leftOpen || innermost.runner === runner) return true;
    for (let each = this.#context.getStore(); each !== undefined; each = each.outer)
      if (each === innermost) return true;
    return false;
  }

  /** Does something as soon as the condition holds, before anything else can change that. */
  async #when<Answer>(condition: () => boolean, act?: () => Answer | Promise<Answer>): Promise<Answer> {
    while (!condition()) {
      const sent = this.#sent;
      const given = new AbortController();
      const changed = new Promise<'changed'>((done) => this.#waiting.push(() => done('changed')));
      const nothing = setTimeout(PATIENCE, 'nothing', { signal: given.signal }).catch(() => 'changed');
      const what = await Promise.race([changed, nothing]);
      given.abort();
      // Whoever holds the turn waits for who waits here: a subscriber that asks on another runner, for one.
      if (what === 'nothing' && this.#underway === 0 && this.#sent === sent) {
        this.#gaveWay++;
        break;
      }
    }
    return act?.() as Answer;
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) each();
  }
}
