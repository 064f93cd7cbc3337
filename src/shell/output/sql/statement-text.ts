import { types } from 'node:util';
import type * as SqlFormatterModule from 'sql-formatter';
import type * as SqlHighlightModule from 'sql-highlight';
import { placeholdersOf } from '../../queries/placeholders';
import type { QueryRecord } from '../../queries/recorder';
import type { DatabaseType } from '../../queries/sql-tokens';
import { MASK, type Masking } from '../../safety/masking/masking';
import { countText } from '../column-text';
import { displayWidth } from '../display-width';
import type { Colors } from '../theme';
import { visible, visibleLines } from '../visible';
import { compact } from './compact';
import { literal } from './literal';

/** A statement is cut behind so many characters, unless all of it is asked for. */
const MOST_CHARACTERS = 1_000;
/** Longer statements are not laid out: it would take longer than most of them run. */
const MOST_LAID_OUT = 20_000;

export interface StatementOptions {
  readonly masking: Masking;
  readonly colors: () => Colors;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whole, however long. */
  readonly full: boolean;
}

/**
 * A statement with its parameters in their places, on one line if it fits, otherwise laid out over several; in colours where they
 * are wanted.
 */
export function statementText(
  { sql, parameters, dataSource }: Pick<QueryRecord, 'sql' | 'parameters' | 'dataSource'>,
  options: StatementOptions,
): string {
  const { masking, width, full, colors } = options;
  const { type } = dataSource.options;
  const placed = masking.redact(withParameters(sql, parameters, type, options)).trim();
  const oneLine = !/[\r\n]/.test(placed) && displayWidth(placed) <= width;
  const laidOut = visibleLines(oneLine ? placed : layout(placed, type, width), false);
  const cut = !full && laidOut.length > MOST_CHARACTERS;
  const shown = cut ? laidOut.slice(0, MOST_CHARACTERS) : laidOut;
  const text = colors().level === 0 ? shown : highlighted(shown);
  return cut ? `${text}${colors().dim(`…+${countText(laidOut.length - MOST_CHARACTERS)}`)}` : text;
}

/** Parameters that are larger together are cut where a statement is kept. */
const MOST_KEPT = 100_000;

/** A statement with its parameters in their places as it is kept: as it was sent, whole, not laid out. */
export function keptStatement(
  { sql, parameters, dataSource }: Pick<QueryRecord, 'sql' | 'parameters' | 'dataSource'>,
  masking: Masking,
): string {
  const size = parameters.reduce<number>((sum, value) => sum + sizeOf(value), 0);
  return masking.redact(withParameters(sql, parameters, dataSource.options.type, { masking, full: size <= MOST_KEPT }));
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' || types.isUint8Array(value) ? value.length : 0;
}

function withParameters(
  sql: string,
  parameters: readonly unknown[],
  type: DatabaseType,
  { masking, full }: Pick<StatementOptions, 'masking' | 'full'>,
): string {
  if (parameters.length === 0) return sql;
  let text = '';
  let from = 0;
  for (const { at, length, index, isName, column } of placeholdersOf(sql, type)) {
    if (index < 0 || index >= parameters.length) continue;
    const value = parameters[index];
    const hidden = value != null && column !== undefined && masking.hidesName(column);
    const shown = isName
      ? `\`${String(value).replaceAll('`', '``')}\``
      : literal(value, { type, masking, whole: full });
    text += sql.slice(from, at) + visible(hidden ? `'${MASK}'` : shown);
    from = at + length;
    // What stands behind will not be shown.
    if (!full && text.length > MOST_LAID_OUT) break;
  }
  return text + sql.slice(from);
}

/* eslint-disable @typescript-eslint/no-require-imports -- loaded when the first statement is shown: together some 100 ms */

function layout(sql: string, type: DatabaseType, width: number): string {
  if (sql.length > MOST_LAID_OUT) return sql;
  const { format } = require('sql-formatter') as typeof SqlFormatterModule;
  try {
    const laidOut = format(sql, { language: LANGUAGES[type] ?? 'sql', linesBetweenQueries: 0, expressionWidth: width });
    return compact(laidOut, type, width);
  } catch {
    // A statement that it does not understand is still one.
    return sql;
  }
}

function highlighted(sql: string): string {
  const { highlight } = require('sql-highlight') as typeof SqlHighlightModule;
  return highlight(sql, { colors: { ...PAINTS } });
}

/* eslint-enable @typescript-eslint/no-require-imports */

const LANGUAGES: Readonly<Partial<Record<DatabaseType, SqlFormatterModule.SqlLanguage>>> = {
  'better-sqlite3': 'sqlite',
  cockroachdb: 'postgresql',
  mariadb: 'mariadb',
  mssql: 'transactsql',
  mysql: 'mysql',
  oracle: 'plsql',
  postgres: 'postgresql',
  sqljs: 'sqlite',
};

/** The values as in the rest of the output (`themeOf`), keywords apart from them, names plain. */
const PAINTS = {
  keyword: '\x1b[34m',
  function: '\x1b[36m',
  number: '\x1b[33m',
  string: '\x1b[32m',
  identifier: '\x1b[0m',
  special: '\x1b[0m',
  bracket: '\x1b[0m',
  comment: '\x1b[2m',
  clear: '\x1b[0m',
};
