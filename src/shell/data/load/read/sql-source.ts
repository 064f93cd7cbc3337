import { UserError } from '../../../user-error';
import { readSqlHead, SQL_END } from '../../header';
import type { FileHeader, FileRow, RowSource } from './file-row';
import { CUT } from './ndjson-source';
import type { TextFile } from './text-file';

const QUOTED = '(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`)';
const INSERT = new RegExp(
  `^INSERT INTO (${QUOTED}(?:\\.${QUOTED})*) \\((${QUOTED}(?:, ${QUOTED})*)\\)(?: OVERRIDING SYSTEM VALUE)? VALUES$`,
);
/** What a dump has beside its rows; all of that is done by who loads. */
const OTHERS =
  /^(?:--|BEGIN\b|START TRANSACTION|COMMIT;|SET |PRAGMA |ALTER TABLE .* ALTER CONSTRAINT|SELECT setval\(|\s*$)/;
/** A name in quotes of SQL. */
const NAME = /"((?:[^"]|"")*)"|`((?:[^`]|``)*)`/g;

/** Statements that a dump of ours was written as: of each only its rows are taken. */
export class SqlSource implements RowSource {
  readonly #file: TextFile;

  constructor(file: TextFile) {
    this.#file = file;
  }

  share(): number {
    return this.#file.share;
  }

  async header(): Promise<FileHeader> {
    for await (const [line] of this.#file.lines()) {
      const head = line === undefined ? undefined : readSqlHead(line);
      if (head !== undefined) return head;
      break;
    }
    throw new UserError(
      `${this.#file.name} is no dump of typeorm-shell.`,
      "Statements of others are for the database's own client: psql, mariadb or sqlite3.",
    );
  }

  async *rows(): AsyncGenerator<readonly FileRow[]> {
    const file = this.#file;
    let line = 0;
    let into: { readonly table: string; readonly names: readonly string[] } | undefined;
    let last = '';
    for await (const lines of file.lines()) {
      const rows: FileRow[] = [];
      for (const text of lines) {
        line++;
        last = text;
        const [, table, columns] = INSERT.exec(text) ?? [];
        if (table !== undefined) into = { table: namesIn(table).join('.'), names: namesIn(columns) };
        else if (text.startsWith('(')) {
          const values = /^(\(.*\))[,;]$/s.exec(text)?.[1];
          if (values === undefined || into === undefined) throw file.problem(line, 'is no whole row.', CUT);
          rows.push({ file: file.name, line, ...into, content: { sql: values } });
        } else if (!OTHERS.test(text))
          throw file.problem(
            line,
            'is nothing that a dump has in it.',
            "The database's own client runs any statement.",
          );
      }
      yield rows;
    }
    if (last !== SQL_END) throw file.problem(line, 'is the last line, and not the end of the dump.', CUT);
  }
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(NAME)].map(([, double, back = '']) =>
    double === undefined ? back.replaceAll('``', '`') : double.replaceAll('""', '"'),
  );
}
