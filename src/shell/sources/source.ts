import type { DataSource } from 'typeorm';
import { Model } from '../model';
import type { TypeormModule } from '../names/find-operators';
import { namesInScope, type NamesInScope } from '../names/shell-names';
import type { Printers } from '../own-printer';
import { QueryRecorder, type QueryRecord } from '../queries/recorder';
import { watchOpenConditions } from '../relations/open-conditions';
import { Relations } from '../relations/relations';
import type { Secrets } from '../safety/masking/secrets';
import { SourceMode } from '../safety/modes/source-mode';
import { watchDatabaseFile } from '../safety/database-file';
import type { LineObserver } from '../session';
import { ownMethodsOf, putBack, type OwnMethods } from '../own-methods';

/** Hears of a statement before it goes to the driver; one that it throws for does not go there. */
export type BeforeStatement = (
  statement: Pick<QueryRecord, 'sql' | 'parameters' | 'dataSource'>,
  source: string,
) => void;

interface Begun {
  readonly relations: Relations;
  readonly recorder: QueryRecorder;
  readonly observer: LineObserver;
  /** With all that listens to the data source. */
  readonly methods: OwnMethods;
}

/** A data source of several, and what the shell knows of it. */
export class Source {
  readonly model: Model;
  /** What would be in scope if it were the only one. */
  readonly names: NamesInScope;
  readonly mode: SourceMode;
  readonly #typeorm: TypeormModule;
  /** Without it. */
  readonly #methods: OwnMethods;
  #begun: Begun | undefined;

  /**
   * @param name as the person calls it.
   * @param dataSource initialised.
   * @param typeorm the exports of the copy of TypeORM that it is of.
   * @param file where it was loaded from, if the shell has loaded it.
   */
  constructor(
    readonly name: string,
    readonly dataSource: DataSource,
    typeorm: TypeormModule,
    readonly file?: string,
  ) {
    this.#typeorm = typeorm;
    this.mode = SourceMode.of(dataSource);
    this.#methods = ownMethodsOf(dataSource);
    this.model = new Model(dataSource);
    this.names = namesInScope(this.model, typeorm);
  }

  /** From now on its entities are listened to. */
  begin(printers: Printers, secrets: Secrets, beforeStatement: BeforeStatement): void {
    const { dataSource, name } = this;
    this.mode.begin();
    secrets.watch(dataSource);
    const recorder = new QueryRecorder(dataSource, {
      onStatement: (sql, parameters, type) => {
        secrets.noteStatement(sql, parameters, type);
        beforeStatement({ sql, parameters, dataSource }, name);
      },
      onRows: secrets.noteRows,
      isHeld: () => this.mode.hold !== undefined && this.mode.hold.kind !== 'read-only',
    });
    this.mode.listen((sql) => recorder.note(sql));
    const relations = new Relations(this.model, recorder, printers);
    const openConditions = watchOpenConditions(relations, this.dataSource, this.#typeorm);
    const observer = watchDatabaseFile(openConditions, this.dataSource, recorder);
    this.#begun = { relations, recorder, observer, methods: ownMethodsOf(this.dataSource) };
  }

  /** Nothing listens any more. What belongs to the mode stays, until that is left. */
  end(): void {
    const { relations, recorder, methods } = this.#parts;
    relations.uninstall();
    recorder.uninstall();
    putBack(this.#methods, methods);
  }

  get relations(): Relations {
    return this.#parts.relations;
  }

  get observer(): LineObserver {
    return this.#parts.observer;
  }

  get recorder(): QueryRecorder {
    return this.#parts.recorder;
  }

  get #parts(): Begun {
    if (this.#begun === undefined) throw new Error(`${this.name} has not begun`);
    return this.#begun;
  }
}

/** The data sources of a session: one of them is in use. */
export class Sources {
  #used: Source;

  /** @param all at least one; the first is in use. */
  constructor(readonly all: readonly [Source, ...Source[]]) {
    this.#used = all[0];
  }

  /** Whose `dataSource`, `manager` and `sql` are in scope. */
  get used(): Source {
    return this.#used;
  }

  /** The one in use first. */
  get inOrder(): readonly Source[] {
    return [this.#used, ...this.all.filter((source) => source !== this.#used)];
  }

  use(source: Source): void {
    this.#used = source;
  }
}
