import type { DataSource } from 'typeorm';
import type { TypeormCopy } from '../typeorm-copy';
import { addNestEntities, globOf, mendPatterns } from './entity-patterns';
import { switchOffWriting } from './switch-off';
import { openUnwritable } from './unwritable-file';
import { tolerateBroken, type Broken } from './tolerant-build';

/** What was done so that a data source could connect. */
export interface ConnectReport {
  /** Sentences for the person. */
  readonly notices: readonly string[];
  readonly broken: readonly Broken[];
}

interface Prepared extends ConnectReport {
  readonly connected: Promise<unknown>;
}

/** How many entities and relations are named in a notice; `.ls` has them all. */
const MOST_NAMED = 3;

/**
 * How the project's data sources connect, whoever connects them, its own files too: nothing is written, patterns that lead to what
 * is not built lead to the sources, and what is broken does not stop the rest.
 */
export class Connecting {
  readonly #prepared = new WeakMap<DataSource, Prepared>();
  readonly #copies = new Set<string>();
  readonly #folder: string;
  readonly #before: (dataSource: DataSource) => void;

  /**
   * @param folder the project's: the current one.
   * @param before what else is done to a data source before it connects.
   */
  constructor(folder: string, before: (dataSource: DataSource) => void) {
    this.#folder = folder;
    this.#before = before;
  }

  /**
   * From now on this copy of TypeORM connects like that. Its class is changed, and no instance, because a file may connect while
   * it is loaded.
   */
  install(typeorm: TypeormCopy): void {
    if (this.#copies.has(typeorm.folder)) return;
    this.#copies.add(typeorm.folder);
    const { prototype } = typeorm.exports.DataSource as { readonly prototype: DataSource };
    const { initialize } = prototype;
    const begin = (dataSource: DataSource): Promise<DataSource> => {
      const broken = tolerateBroken(dataSource, typeorm);
      const notices = this.#prepare(dataSource, typeorm);
      const connected = initialize.call(dataSource);
      // A file that connects and does not wait is told of by who asks for the connection.
      connected.catch(() => {});
      this.#prepared.set(dataSource, { notices, broken, connected });
      return connected;
    };
    prototype.initialize = function (this: DataSource) {
      return begin(this);
    };
  }

  /** Connects, or waits until the project has. @throws what TypeORM throws. */
  async connect(dataSource: DataSource): Promise<void> {
    const before = this.#prepared.get(dataSource);
    if (before) await before.connected;
    if (!dataSource.isInitialized) await dataSource.initialize();
  }

  /** What was done for a data source that is connected. */
  reportOf(dataSource: DataSource): ConnectReport {
    const { notices = [], broken = [] } = this.#prepared.get(dataSource) ?? {};
    return { notices: [...notices, ...brokenNotice(broken)], broken };
  }

  #prepare(dataSource: DataSource, typeorm: TypeormCopy): readonly string[] {
    const off = switchOffWriting(dataSource);
    // Before the mode, which gives the options back as they are now.
    const unwritable = openUnwritable(dataSource, this.#folder);
    this.#before(dataSource);
    return [
      ...(off.length === 0 ? [] : [`Switched off in this shell: ${off.join(', ')}.`]),
      ...unwritable,
      ...addNestEntities(dataSource, this.#folder),
      ...mendPatterns(dataSource, globOf(typeorm), this.#folder),
    ];
  }
}

function brokenNotice(broken: readonly Broken[]): readonly string[] {
  if (broken.length === 0) return [];
  const [first] = broken;
  if (broken.length === 1 && first) return [`${first.name} is broken and left out: ${first.reason}`];
  const names = broken.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = broken.length > MOST_NAMED ? ` and ${broken.length - MOST_NAMED} more` : '';
  return [`Broken and left out: ${names.join(', ')}${more}. .ls says why.`];
}
