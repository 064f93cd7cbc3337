import { types } from 'node:util';
import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';
import { nearNames } from '../../near-names';
import { UserError } from '../../user-error';
import { placeholdersOf } from '../../queries/placeholders';
import { sqlTokens, type DatabaseType } from '../../queries/sql-tokens';
import { tellingPasswords } from './connection-passwords';
import type { Masking } from './masking';
import { isSecretName, MAY_NAME_SECRET } from './secret-names';
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
  /** The same names without an entity, in lower case: databases write them so. */
  readonly #maskedNames: ReadonlySet<string>;
  readonly #shownNames: ReadonlySet<string>;
  readonly #values = new SecretValues();
  readonly #columns = new WeakMap<ColumnMetadata, boolean>();
  /** Names of columns and properties that the data sources hide, in lower case. */
  readonly #hiddenNames = new Set<string>();
  /** Whether an SQL text may have one of them in it. */
  #mayName = MAY_NAME_SECRET;
  readonly #names = new Map<string, boolean>();
  #revealing = 0;

  constructor({ mask = [], unmask = [] }: MaskingRules = {}) {
    this.#mask = new Set(mask);
    this.#unmask = new Set(unmask);
    this.#maskedNames = namesAlone(mask);
    this.#shownNames = namesAlone(unmask);
  }

  hides(column: ColumnMetadata): boolean {
    return this.#revealing === 0 && this.#isSecret(column);
  }

  hidesName(name: string): boolean {
    return this.#revealing === 0 && this.#isHiddenName(name);
  }

  /** The same for what is written down: it hides all, whatever is revealed meanwhile. */
  get unrevealed(): Masking {
    return {
      hides: (column) => this.#isSecret(column),
      hidesName: (name) => this.#isHiddenName(name),
      redact: (text) => this.#values.redact(text),
      reveal: (run) => run(),
    };
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

  /** Hears from now on of every secret that TypeORM reads or writes by the metadata of a data source; its passwords are some too. */
  watch({ entityMetadatas, options }: DataSource): void {
    this.#names.clear();
    for (const password of tellingPasswords(options)) this.#values.add(password);
    for (const { columns } of entityMetadatas) {
      for (const column of columns) {
        if (this.#isSecret(column)) {
          this.#hiddenNames.add(column.propertyName.toLowerCase()).add(column.databaseName.toLowerCase());
          this.#listen(column, (value) => this.#values.add(value));
        } else if (HOLDS_OBJECTS.has(String(column.type))) {
          this.#listen(column, (value) => this.#noteNamed(value, 0));
        }
      }
    }
    const names = [...this.#hiddenNames, ...this.#maskedNames].map((name) => name.replace(/\W/g, '\\$&'));
    this.#mayName = new RegExp([MAY_NAME_SECRET.source, ...names].join('|'), 'i');
  }

  /** Hears of a statement that is about to go to a driver: its parameters for secret columns, however they are stored. */
  readonly noteStatement = (sql: string, parameters: readonly unknown[], type: DatabaseType): void => {
    if (parameters.length === 0 || !this.#mayName.test(sql)) return;
    for (const { index, column } of placeholdersOf(sql, type)) {
      if (column !== undefined && this.#isHiddenName(column)) this.#values.add(parameters[index]);
    }
  };

  /** Hears of the rows that a query answered with. */
  readonly noteRows = (rows: readonly unknown[], sql: string, type: DatabaseType): void => {
    const [first] = rows;
    if (typeof first !== 'object' || first === null) return;
    const names = Object.keys(first);
    const secret = names.filter((name) => this.#isHiddenName(name));
    if (secret.length < names.length && this.#mayName.test(sql))
      secret.push(...this.#aliasesOfSecrets(sql, type).filter((alias) => names.includes(alias)));
    for (const row of rows as readonly Record<string, unknown>[]) {
      for (const name of names) {
        const value = row[name];
        if (secret.includes(name)) this.#values.add(value);
        else if (typeof value === 'object' || (typeof value === 'string' && looksLikeJson(value)))
          this.#noteNamed(value, 0);
      }
    }
  };

  /** `"user"."passwordHash" AS "x"`, `password p`: what a SELECT calls the secret columns that it names. */
  #aliasesOfSecrets(sql: string, type: DatabaseType): readonly string[] {
    const aliases: string[] = [];
    let secret = false;
    for (const { kind, text } of sqlTokens(sql, type)) {
      if (kind === 'name' && /^as$/i.test(text)) continue;
      const name = kind === 'name' ? text.replace(/^["`[]|["`\]]$/g, '') : undefined;
      if (name !== undefined && secret) aliases.push(name);
      secret = name !== undefined && this.#isHiddenName(name);
    }
    return aliases;
  }

  /** Remembers what stands under the name of a secret inside of an object, or of JSON. */
  #noteNamed(value: unknown, depth: number): void {
    if (typeof value === 'string') {
      if (value.length > MOST_JSON || !this.#mayName.test(value)) return;
      try {
        const parsed: unknown = JSON.parse(value);
        if (typeof parsed === 'object') this.#noteNamed(parsed, depth);
      } catch {
        // It only looked like JSON.
      }
      return;
    }
    if (typeof value !== 'object' || value === null || types.isProxy(value) || depth > DEEPEST) return;
    if (types.isDate(value) || ArrayBuffer.isView(value)) return;
    for (const [key, { value: held }] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
      if (typeof held === 'object') this.#noteNamed(held, depth + 1);
      if (held !== null && !Array.isArray(value) && this.#isHiddenName(key)) this.#values.add(held);
    }
  }

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

  #decide(column: ColumnMetadata): boolean {
    const { entityMetadata, propertyPath, propertyName, databaseName, isSelect, isVirtual, referencedColumn } = column;
    const names = [`${entityMetadata.name}.${propertyPath}`, propertyName, databaseName];
    if (names.some((name) => this.#unmask.has(name))) return false;
    if (names.some((name) => this.#mask.has(name))) return true;
    // A foreign key is the key that it leads to.
    if (referencedColumn !== undefined && referencedColumn !== column) return this.#isSecret(referencedColumn);
    if (!isSelect && !isVirtual) return true;
    // A name that tells of a secret, where the answer is yes or no, asks whether there is one.
    return !isBoolean(column) && (isSecretName(propertyName) || isSecretName(databaseName));
  }

  #isHiddenName(name: string): boolean {
    let hidden = this.#names.get(name);
    if (hidden === undefined) {
      hidden = this.#decideName(name);
      // Keys of JSON are names too, and there may be any number of them.
      if (this.#names.size >= MOST_NAMES) this.#names.clear();
      this.#names.set(name, hidden);
    }
    return hidden;
  }

  #decideName(name: string): boolean {
    const lower = name.toLowerCase();
    // A query builder calls a column by its table's alias and its name: `employee_salary`.
    for (let at = -1; at !== -2;) {
      const column = lower.slice(at + 1);
      if (this.#shownNames.has(column)) return false;
      if (this.#maskedNames.has(column) || this.#hiddenNames.has(column)) return true;
      const next = lower.indexOf('_', at + 1);
      at = next === -1 ? -2 : next;
    }
    return isSecretName(name);
  }

  #listen(column: ColumnMetadata, hear: (value: unknown) => void): void {
    const set = column.setEntityValue.bind(column);
    column.setEntityValue = (entity: ObjectLiteral, value: unknown) => {
      hear(value);
      set(entity, value);
    };
    const get = column.getEntityValue.bind(column);
    column.getEntityValue = (...args) => {
      const value: unknown = get(...args);
      hear(value);
      return value;
    };
  }
}

/** Types of columns whose values are objects: a secret may be in one of them. */
const HOLDS_OBJECTS = new Set(['json', 'jsonb', 'simple-json', 'hstore']);
const DEEPEST = 8;
/** What was found out of so many names is kept. */
const MOST_NAMES = 10_000;
/** Longer JSON is not read. */
const MOST_JSON = 100_000;

/** Whether a text begins as an object or a list does in JSON. */
function looksLikeJson(text: string): boolean {
  return text.startsWith('{') || text.startsWith('[');
}

function isBoolean({ type }: ColumnMetadata): boolean {
  return type === Boolean || type === 'boolean' || type === 'bool' || type === 'bit';
}

/** Of rules, those that are a name alone. */
function namesAlone(rules: readonly string[]): ReadonlySet<string> {
  return new Set(rules.filter((rule) => !rule.includes('.')).map((rule) => rule.toLowerCase()));
}

function unknown(rule: string, name: string, known: readonly string[]): UserError {
  const [near] = nearNames(name, known);
  return new UserError(
    `The settings "mask" and "unmask" name "${rule}", and there is no ${name}${near === undefined ? '.' : `: did you mean ${near}?`}`,
    'Write the name of an entity and a property, "Employee.salary", or a name alone: "salary".',
  );
}
