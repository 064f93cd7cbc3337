import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';
import { nearNames } from '../../near-names';
import { UserError } from '../../user-error';
import type { Masking } from './masking';
import { isSecretName } from './secret-names';
import { SecretValues } from './secret-values';

type ColumnMetadata = EntityMetadata['columns'][number];

/** What a project says of its secrets: columns as `Employee.salary`, `Employee.address.street`, or any that is called so: `iban`. */
export interface MaskingRules {
  /** Hidden too. */
  readonly mask?: readonly string[];
  /** Shown, whatever their name and `select: false` say. */
  readonly unmask?: readonly string[];
}

/**
 * The secrets of a session. A column holds secrets when the project says so, when it is declared with `select: false`, or when its
 * name tells. Their values are remembered wherever TypeORM reads or writes one and wherever a raw query answers with one, so that
 * they are also found in text.
 */
export class Secrets implements Masking {
  readonly #mask: ReadonlySet<string>;
  readonly #unmask: ReadonlySet<string>;
  readonly #values = new SecretValues();
  readonly #columns = new WeakMap<ColumnMetadata, boolean>();
  /** Names of columns and properties that the data sources hide. */
  readonly #hiddenNames = new Set<string>();
  readonly #names = new Map<string, boolean>();
  #revealing = 0;

  constructor({ mask = [], unmask = [] }: MaskingRules = {}) {
    this.#mask = new Set(mask);
    this.#unmask = new Set(unmask);
  }

  hides(column: ColumnMetadata): boolean {
    return this.#revealing === 0 && this.#isSecret(column);
  }

  hidesName(name: string): boolean {
    if (this.#revealing > 0) return false;
    let hidden = this.#names.get(name);
    if (hidden === undefined) {
      hidden = this.#isHiddenName(name);
      this.#names.set(name, hidden);
    }
    return hidden;
  }

  redact(text: string): string {
    return this.#revealing > 0 ? text : this.#values.redact(text);
  }

  async reveal<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    this.#revealing++;
    try {
      return await run();
    } finally {
      this.#revealing--;
    }
  }

  /** Hears from now on of every secret that TypeORM reads or writes by the metadata of a data source. */
  watch({ entityMetadatas }: DataSource): void {
    this.#names.clear();
    for (const { columns } of entityMetadatas) {
      for (const column of columns) {
        if (!this.#isSecret(column)) continue;
        this.#hiddenNames.add(column.propertyName).add(column.databaseName);
        this.#listen(column);
      }
    }
  }

  /** Hears of the rows that a query answered with. */
  readonly noteRows = (rows: readonly unknown[]): void => {
    const [first] = rows;
    if (typeof first !== 'object' || first === null) return;
    const secret = Object.keys(first).filter((name) => this.#isHiddenName(name));
    if (secret.length === 0) return;
    for (const row of rows) for (const name of secret) this.#values.add((row as Record<string, unknown>)[name]);
  };

  /** @throws UserError for a rule that names an entity or a property that there is not. */
  check(entities: readonly (readonly [name: string, metadata: EntityMetadata])[]): void {
    for (const rule of [...this.#mask, ...this.#unmask]) {
      const [name, ...path] = rule.split('.');
      if (path.length === 0) continue;
      const known = entities.filter(([each]) => each === name);
      if (known.length === 0) throw unknown(rule, name, [...new Set(entities.map(([each]) => each))]);
      const properties = known.flatMap(([, { columns }]) => columns.map(({ propertyPath }) => propertyPath));
      if (!properties.includes(path.join('.'))) throw unknown(rule, path.join('.'), properties);
    }
  }

  #isSecret(column: ColumnMetadata): boolean {
    let secret = this.#columns.get(column);
    if (secret === undefined) {
      secret = this.#decide(column);
      this.#columns.set(column, secret);
    }
    return secret;
  }

  #decide({ entityMetadata, propertyPath, propertyName, databaseName, isSelect, isVirtual }: ColumnMetadata): boolean {
    const names = [`${entityMetadata.name}.${propertyPath}`, propertyName, databaseName];
    if (names.some((name) => this.#unmask.has(name))) return false;
    if (names.some((name) => this.#mask.has(name))) return true;
    return (!isSelect && !isVirtual) || isSecretName(propertyName) || isSecretName(databaseName);
  }

  #isHiddenName(name: string): boolean {
    if (this.#unmask.has(name)) return false;
    if (this.#mask.has(name) || this.#hiddenNames.has(name)) return true;
    // A query builder calls a column by its table's alias and its name: `employee_salary`.
    for (let at = name.indexOf('_'); at !== -1; at = name.indexOf('_', at + 1)) {
      const column = name.slice(at + 1);
      if (this.#unmask.has(column)) return false;
      if (this.#mask.has(column) || this.#hiddenNames.has(column)) return true;
    }
    return isSecretName(name);
  }

  #listen(column: ColumnMetadata): void {
    const set = column.setEntityValue.bind(column);
    column.setEntityValue = (entity: ObjectLiteral, value: unknown) => {
      this.#values.add(value);
      set(entity, value);
    };
    const get = column.getEntityValue.bind(column);
    column.getEntityValue = (...args) => {
      const value: unknown = get(...args);
      this.#values.add(value);
      return value;
    };
  }
}

function unknown(rule: string, name: string, known: readonly string[]): UserError {
  const [near] = nearNames(name, known);
  return new UserError(
    `The settings "mask" and "unmask" name "${rule}", and there is no ${name}${near === undefined ? '.' : `: did you mean ${near}?`}`,
    'Write the name of an entity and a property, "Employee.salary", or a name alone: "salary".',
  );
}
