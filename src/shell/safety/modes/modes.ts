import type { DataSource } from 'typeorm';
import { counted } from '../../output/sql/query-summary';
import { UserError } from '../../user-error';
import type { Hold } from './hold';
import type { Mode } from './mode';
import type { SourceMode } from './source-mode';

/** A transaction with writes that nobody has touched for this long holds others up, in milliseconds. */
const IDLE = 60_000;

/** The mode of a session, on all its data sources. */
export class Modes {
  readonly #sources: () => readonly SourceMode[];
  readonly #now: () => number;
  #before: ReadonlyMap<Hold, number> = new Map();
  readonly #told = new WeakSet<Hold>();

  /** @param sources those that there are now, that of the one in use first. */
  constructor(sources: () => readonly SourceMode[], now: () => number = Date.now) {
    this.#sources = sources;
    this.#now = now;
  }

  /** That of the data source in use. */
  get mode(): Mode {
    return this.#used?.mode ?? 'writable';
  }

  /** What is held for the data sources: read-only mode, sandbox, transactions. */
  get holds(): readonly Hold[] {
    return this.#sources().flatMap(({ hold }) => hold ?? []);
  }

  /** How much care is called for: the colour of the prompt. */
  get risk(): 'none' | 'undone later' | 'kept' | 'kept on production' {
    if (this.mode === 'read-only') return 'none';
    if (this.mode === 'sandbox') return 'undone later';
    return this.#used?.production === undefined ? 'kept' : 'kept on production';
  }

  get #used(): SourceMode | undefined {
    return this.#sources()[0];
  }

  /** Rows that were changed and are not kept yet. */
  get changed(): number {
    return this.holds.reduce((sum, { changed }) => sum + changed, 0);
  }

  /** Whether anything was written that leaving would drop. */
  get unsaved(): boolean {
    return this.holds.some(({ state }) => state === 'written');
  }

  /** Whether the database has ended by itself what was written. */
  get lost(): boolean {
    return this.holds.some(({ state }) => state === 'gone');
  }

  /** Whether the person has begun a transaction. */
  get inTransaction(): boolean {
    return this.holds.some(({ kind }) => kind === 'transaction');
  }

  modeOf(dataSource: DataSource): Mode {
    return this.#sources().find((source) => source.dataSource === dataSource)?.mode ?? 'writable';
  }

  /** @throws what connecting anew throws: that data source, and those after it, stay in the mode they were in. */
  async enter(mode: Mode): Promise<void> {
    for (const source of this.#sources()) await source.enter(mode);
  }

  /** Begins a transaction on the data source in use. @throws UserError when one is open. */
  async begin(): Promise<void> {
    await this.#sources()[0]?.beginTransaction();
  }

  /** Keeps what was written, on one data source after the other. @throws UserError when no transaction is open. */
  async commit(): Promise<void> {
    for (const source of this.#holding()) await source.commit();
  }

  async rollback(): Promise<void> {
    for (const source of this.#holding()) await source.rollback();
  }

  async savepoint(name: string): Promise<void> {
    for (const { hold } of this.#holding()) await hold?.savepoint(name);
  }

  async rollbackTo(name: string): Promise<void> {
    for (const source of this.#holding()) await source.rollbackTo(name);
  }

  startLine(): void {
    this.#before = new Map(this.holds.map((hold) => [hold, hold.writes]));
    for (const hold of this.holds) hold.startLine();
    for (const { replicas } of this.#sources()) replicas?.startLine();
  }

  /**
   * A line, or a command, is over.
   * @returns what the person should know: that what it wrote is not kept yet, or that the database has dropped it.
   */
  async endLine(): Promise<readonly string[]> {
    const holds = this.holds;
    for (const hold of holds) await hold.endLine();
    return [...this.#ended(holds), ...this.#sources().flatMap(({ replicas }) => replicas?.takeNotices() ?? [])];
  }

  #ended(holds: readonly Hold[]): readonly string[] {
    const lost = holds.filter((hold) => hold.state === 'gone' && !this.#told.has(hold));
    for (const hold of lost) this.#told.add(hold);
    if (lost.length > 0)
      return lost.map(
        ({ kind }) => `The ${kind} is gone: the database has ended it, and nothing of it was kept. .rollback goes on.`,
      );
    const wrote = holds.some((hold) => hold.state === 'written' && hold.writes > (this.#before.get(hold) ?? 0));
    return wrote ? [this.#notKept()] : [];
  }

  #notKept(): string {
    const { changed } = this;
    const what = this.inTransaction ? 'transaction' : 'sandbox';
    const over = this.inTransaction ? '.rollback drops it' : '.rollback starts over';
    return `${what}: ${counted(changed, 'row')} changed, nothing is saved (.commit keeps it, ${over})`;
  }

  /** @throws UserError when there is no transaction. */
  #holding(): readonly SourceMode[] {
    const holding = this.#sources().filter(({ hold }) => hold !== undefined && hold.kind !== 'read-only');
    if (holding.length === 0) throw new UserError('No transaction is open.', '.begin opens one.');
    return holding;
  }

  /**
   * What the prompt says of it: nothing where all is as it is on a development machine.
   * @param name of the data source in use, where there are several.
   */
  label(name?: string): string {
    const production = this.#used?.production;
    if (this.mode === 'writable' && !this.inTransaction && production === undefined) return '';
    const words = [name ?? production ?? [], this.inTransaction ? 'transaction' : this.mode].flat();
    return `${words.join(' ')}${this.unsaved ? '*' : ''}`;
  }

  /** What the prompt says when a transaction with writes has waited for long; `undefined` while nobody has to hear it. */
  idle(): string | undefined {
    const oldest = Math.min(...this.holds.filter(({ state }) => state === 'written').map(({ lastUsed }) => lastUsed));
    if (this.#now() - oldest < IDLE) return undefined;
    return 'What is written here and not kept holds locks that others wait for.';
  }
}
