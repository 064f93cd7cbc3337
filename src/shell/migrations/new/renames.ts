import type { ColumnShape, TableShape } from './shape';

export interface TableRename {
  readonly kind: 'table';
  readonly from: TableShape;
  readonly to: TableShape;
}

export interface ColumnRename {
  readonly kind: 'column';
  /** As the database has it now. */
  readonly table: TableShape;
  /** As the entity has it: the same one, unless it is renamed as well. */
  readonly wanted: TableShape;
  readonly from: ColumnShape;
  readonly to: ColumnShape;
}

export type Rename = TableRename | ColumnRename;

/** What is renamed, to be asked in both directions. Tables are named by their keys. */
export class Renames {
  readonly #tables: ReadonlyMap<string, TableRename>;
  readonly #tablesBack: ReadonlyMap<string, TableRename>;

  constructor(readonly all: readonly Rename[]) {
    const tables = this.tables;
    this.#tables = new Map(tables.map((each) => [each.from.key, each]));
    this.#tablesBack = new Map(tables.map((each) => [each.to.key, each]));
  }

  get tables(): readonly TableRename[] {
    return this.all.filter((each) => each.kind === 'table');
  }

  get columns(): readonly ColumnRename[] {
    return this.all.filter((each) => each.kind === 'column');
  }

  /** What a table of the database is called in the end. */
  newTable(key: string): string {
    return this.#tables.get(key)?.to.key ?? key;
  }

  /** What a table of the entities is called now. */
  oldTable(key: string): string {
    return this.#tablesBack.get(key)?.from.key ?? key;
  }

  /** @param table the key of the table as the database has it now. */
  newColumn(table: string, column: string): string {
    return this.columns.find((each) => each.table.key === table && each.from.name === column)?.to.name ?? column;
  }

  /** @param table the key of the table in the end. */
  oldColumn(table: string, column: string): string {
    return this.columns.find((each) => each.wanted.key === table && each.to.name === column)?.from.name ?? column;
  }
}

/** As it is written on the command line: `employees.name:employees.full_name`. */
export function renameWord(rename: Rename): string {
  if (rename.kind === 'table') return `${rename.from.name}:${rename.to.name}`;
  return `${rename.table.name}.${rename.from.name}:${rename.wanted.name}.${rename.to.name}`;
}

/** As it is told: `employees.name → full_name`. */
export function renameText(rename: Rename): string {
  if (rename.kind === 'table') return `${rename.from.name} → ${rename.to.name}`;
  return `${rename.wanted.name}.${rename.from.name} → ${rename.to.name}`;
}
