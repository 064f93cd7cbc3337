import { createHash } from 'node:crypto';
import { DefaultNamingStrategy, type NamingStrategyInterface, type Table } from 'typeorm';

/** PostgreSQL cuts longer names without a word (63 bytes); MariaDB refuses more than 64. */
const LONGEST_NAME = 63;

/**
 * Names in the database: columns and join columns in snake case, constraints and indexes after what they are on.
 * Foreign keys are `fk_<table>_<column>_<referred table>`, as in the lesson; the others follow its pattern.
 * A name depends on nothing but the names it is made of, so migrations can write it out.
 */
export class NamingStrategy extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    const prefix = prefixes.map((each) => `${snakeCase(each)}_`).join('');
    // A name that somebody wrote into the entity is taken as it is.
    return prefix + (customName ?? snakeCase(propertyName));
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return snakeCase(`${relationName}_${referencedColumnName}`);
  }

  override joinTableColumnName(tableName: string, propertyName: string, columnName?: string): string {
    return snakeCase(`${tableName}_${columnName ?? propertyName}`);
  }

  override primaryKeyName(table: Table | string): string {
    return fitting('pk', this.getTableName(table));
  }

  override foreignKeyName(table: Table | string, columnNames: string[], referencedTablePath?: string): string {
    const referred = referencedTablePath?.split('.').at(-1) ?? '';
    return fitting('fk', this.getTableName(table), ...columnNames, referred);
  }

  override indexName(table: Table | string, columnNames: string[], where?: string): string {
    return fitting('ix', this.getTableName(table), ...columnNames, where === undefined ? '' : shortHash(where));
  }

  override uniqueConstraintName(table: Table | string, columnNames: string[]): string {
    return fitting('uq', this.getTableName(table), ...columnNames);
  }

  override relationConstraintName(table: Table | string, columnNames: string[]): string {
    return fitting('rel', this.getTableName(table), ...columnNames);
  }
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** The parts joined by `_`; a name that is too long is cut and ends in a hash of the whole, so it stays its own. */
function fitting(...parts: readonly string[]): string {
  const name = parts.filter((part) => part !== '').join('_');
  if (name.length <= LONGEST_NAME) return name;
  const hash = shortHash(name);
  return `${name.slice(0, LONGEST_NAME - hash.length - 1)}_${hash}`;
}

function shortHash(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 8);
}
