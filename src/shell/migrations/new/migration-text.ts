import type { Statement, Statements } from './statement';

/** How the files of a project are written. */
export interface MigrationStyle {
  /** With its dot: `.ts`, `.mjs`. */
  readonly extension: string;
  readonly module: 'esm' | 'commonjs';
  readonly quote: "'" | '"';
  /** One step of indentation. */
  readonly indent: string;
  readonly semicolons: boolean;
}

export interface MigrationFile {
  /** The class's name, with the time at its end. */
  readonly className: string;
  readonly style: MigrationStyle;
  /** `undefined` for one that a person fills in. */
  readonly statements?: Statements;
}

/** The text of a migration: a class that TypeORM's own commands run as well. */
export function migrationText(file: MigrationFile): string {
  const { className, style, statements } = file;
  const { quote, indent, module: format } = style;
  const end = style.semicolons ? ';' : '';
  const isTypeScript = /ts$/.test(style.extension);
  const method = (name: 'up' | 'down', body: readonly string[]): readonly string[] => [
    `${indent}async ${name}(queryRunner${isTypeScript ? ': QueryRunner' : ''})${isTypeScript ? ': Promise<void>' : ''} {`,
    ...body.map((line) => `${indent}${indent}${line}`),
    `${indent}}`,
  ];
  const body = (all: readonly Statement[] | undefined, hint: string): readonly string[] =>
    all === undefined ? [`// ${hint}`] : all.flatMap((each) => statementLines(each, style));
  const head = isTypeScript
    ? [`import type { MigrationInterface, QueryRunner } from ${quote}typeorm${quote}${end}`, '']
    : [`/** @implements {import(${quote}typeorm${quote}).MigrationInterface} */`];
  const classHead = isTypeScript ? `class ${className} implements MigrationInterface {` : `class ${className} {`;
  return [
    ...head,
    `${isTypeScript || format === 'esm' ? 'export' : 'module.exports ='} ${classHead}`,
    `${indent}name = ${quote}${className}${quote}${end}`,
    '',
    ...method('up', body(statements?.up, 'What is to be done, as in: await queryRunner.query(…)')),
    '',
    ...method('down', body(statements?.down, 'What takes it back.')),
    `}${!isTypeScript && format === 'commonjs' ? end : ''}`,
    '',
  ].join('\n');
}

function statementLines({ sql, parameters, notes = [] }: Statement, style: MigrationStyle): readonly string[] {
  const end = style.semicolons ? ';' : '';
  const values = parameters === undefined ? '' : `, ${JSON.stringify(parameters)}`;
  return [
    ...notes.map((note) => `// ${note.replaceAll(/\s+/g, ' ')}`),
    `await queryRunner.query(${textOf(sql, style)}${values})${end}`,
  ];
}

/** Between whatever quotes need the fewest escapes. */
function textOf(sql: string, { quote }: MigrationStyle): string {
  if (!sql.includes('`') || sql.includes('\n')) return `\`${sql.replaceAll(/[`\\]|\$\{/g, (match) => `\\${match}`)}\``;
  const other = quote === "'" ? '"' : "'";
  const chosen = sql.includes(quote) && !sql.includes(other) ? other : quote;
  return `${chosen}${sql.replaceAll(/['"\\]/g, (match) => (match === chosen || match === '\\' ? `\\${match}` : match))}${chosen}`;
}
