import type { DataSource } from 'typeorm';
import { counted } from '../../output/sql/query-summary';
import type { Loss } from './losses';
import type { Narrowing } from './narrowing';
import type { Renames } from './renames';
import { bareName, familyOf, quotedPath, type Family } from './table-key';

/** What it is, without how many rows it concerns. */
export function lossText(loss: Loss, { driver }: DataSource, family: Family | undefined): string {
  const table = bareName(driver, loss.table);
  const column = `${table}.${loss.columns[0]}`;
  const columns = loss.columns.length === 1 ? column : `${table} (${loss.columns.join(', ')})`;
  switch (loss.kind) {
    case 'dropped':
      return `Loses data: drops ${column} and what is in it.`;
    case 'required':
      return family === 'mysql'
        ? `${column} is NOT NULL without a default: rows that are there get an empty value.`
        : `Fails where there are rows: ${column} is NOT NULL without a default.`;
    case 'no nulls':
      return `Fails where it is NULL: ${column} becomes NOT NULL.`;
    case 'unique':
      return `Fails where values are there twice: ${columns} becomes unique.`;
    case 'narrower':
      return loss.narrowing.kind === 'conversion'
        ? `May lose data: ${column} becomes ${loss.to}, and its values with it.`
        : loss.narrowing.kind === 'affinity'
          ? `May change values: ${column} becomes ${loss.to}, and SQLite makes that of what looks like it.`
          : loss.narrowing.kind === 'digits'
            ? `Loses digits, or fails, where they do not fit: ${column} becomes ${loss.to}.`
            : `Fails where a value does not fit: ${column} becomes ${loss.to}.`;
    case 'foreign key':
      return `Fails where there is no such row: ${columns} refers to ${bareName(driver, loss.parent)}.`;
  }
}

/** How many rows it concerns, in words: `3 rows have a value in it`. */
export function concernedText(loss: Loss, rows: number): string {
  const said: Readonly<Record<Loss['kind'], string>> = {
    dropped: 'with a value in it',
    required: 'in the table',
    'no nulls': 'without a value',
    unique: 'with a value that another row has',
    narrower:
      loss.kind === 'narrower' && loss.narrowing.kind === 'conversion'
        ? 'with a value'
        : 'with a value that does not fit',
    'foreign key': 'that refer to no row',
  };
  return `${rows === 0 ? 'no row' : counted(rows, 'row')} ${rows === 1 ? said[loss.kind].replace('refer ', 'refers ') : said[loss.kind]}`;
}

/**
 * A query that counts the rows that a loss concerns, on the database as it is now, as `count`; `undefined` where it cannot be counted:
 * what it is about is not there yet.
 */
export function countQuery(loss: Loss, renames: Renames, dataSource: DataSource): string | undefined {
  const family = familyOf(dataSource);
  if (family === undefined) return undefined;
  const { driver } = dataSource;
  const oldTable = renames.oldTable(loss.table);
  const table = quotedPath(driver, oldTable);
  const names = loss.columns.map((name) => driver.escape(renames.oldColumn(loss.table, name)));
  const [name] = names;
  const count = (condition: string): string => `SELECT COUNT(*) AS count FROM ${table} WHERE ${condition}`;
  switch (loss.kind) {
    case 'dropped':
      return count(`${name} IS NOT NULL`);
    case 'required':
      return `SELECT COUNT(*) AS count FROM ${table}`;
    case 'no nulls':
      return count(`${name} IS NULL`);
    case 'unique': {
      const present = names.map((each) => `${each} IS NOT NULL`).join(' AND ');
      const where = loss.where === undefined ? present : `${present} AND (${loss.where})`;
      return `SELECT COALESCE(SUM(n), 0) AS count FROM (SELECT COUNT(*) AS n FROM ${table} WHERE ${where} GROUP BY ${names.join(', ')} HAVING COUNT(*) > 1) same`;
    }
    case 'narrower':
      return count(`${name} IS NOT NULL AND ${outside(name, loss.narrowing, family)}`);
    case 'foreign key': {
      const parent = quotedPath(driver, renames.oldTable(loss.parent));
      const same = loss.parentColumns
        .map((each, at) => `p.${driver.escape(renames.oldColumn(loss.parent, each))} = c.${names[at]}`)
        .join(' AND ');
      const present = names.map((each) => `c.${each} IS NOT NULL`).join(' AND ');
      return `SELECT COUNT(*) AS count FROM ${table} c WHERE ${present} AND NOT EXISTS (SELECT 1 FROM ${parent} p WHERE ${same})`;
    }
  }
}

/** The condition under which a value is not one of the new type. */
function outside(name: string, narrowing: Narrowing, family: Family): string {
  switch (narrowing.kind) {
    case 'length': {
      const text = family === 'postgres' ? `${name}::text` : name;
      return `${narrowing.unit === 'bytes' ? 'OCTET_LENGTH' : 'CHAR_LENGTH'}(${text}) > ${narrowing.most}`;
    }
    case 'range':
      return `(${name} < ${narrowing.least} OR ${name} > ${narrowing.most})`;
    case 'digits':
      return `(ABS(${name}) >= 1e${Math.max(narrowing.before, 0)} OR ROUND(${name}, ${narrowing.after}) <> ${name})`;
    case 'one of': {
      const values = narrowing.values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
      return `${family === 'postgres' ? `${name}::text` : name} NOT IN (${values})`;
    }
    case 'conversion':
      return '1 = 1';
    case 'affinity': {
      const isReal = `typeof(${name}) = 'real' AND CAST(CAST(${name} AS text) AS real) <> ${name}`;
      if (narrowing.to === 'text') return `(${isReal})`;
      // Compared with a number, a text that looks like one is one.
      const isNumber = `typeof(${name}) = 'text' AND ${name} = CAST(${name} AS numeric) AND CAST(CAST(${name} AS numeric) AS text) <> ${name}`;
      const isLarge = `typeof(${name}) = 'integer' AND CAST(CAST(${name} AS real) AS integer) <> ${name}`;
      return narrowing.to === 'real' ? `(${isNumber} OR ${isLarge})` : `(${isNumber})`;
    }
  }
}
