import { dirname, resolve } from 'node:path';
import type ts from 'typescript';
import { DISK } from '../project/file-view';
import { isTypeScript } from '../project/module-format';
import type { TypeScriptApi } from '../project/typescript/compiler';
import type { EntityFacts } from './messages';

/** Where an entity is declared. */
export interface EntityPlace {
  /** Absolute. */
  readonly file: string;
  /** What its module exports it as; `undefined` where it does not, or under another name than the class's own. */
  readonly exportName: string | undefined;
  /** From where to where its declaration stands in the file. */
  readonly start: number;
  readonly end: number;
}

interface Found extends EntityPlace {
  /** How many of the entity's properties it names. */
  readonly size: number;
}

/**
 * Finds in a project's files where its entities are declared. It reads texts only: nothing is loaded, no export is asked for its value.
 */
export class EntityPlaces {
  readonly #ts: TypeScriptApi;
  readonly #files: readonly string[];
  readonly #texts = new Map<string, string>();
  readonly #sources = new Map<string, ts.SourceFile>();

  /** @param files in which it may be; of those that were compiled, what they were compiled from. */
  constructor(typescript: TypeScriptApi, files: readonly string[]) {
    this.#ts = typescript;
    this.#files = [...new Set(files.map(writtenFor))];
  }

  /** `undefined` when there is none, or none that can be told from others. */
  placeOf({ name, className, properties }: EntityFacts): EntityPlace | undefined {
    const wanted = className ?? name;
    const names = properties.map((property) => property.name);
    let best: Found | undefined;
    for (const file of this.#files) {
      if (!this.#textOf(file).includes(wanted)) continue;
      const found = className === undefined ? this.#schemaIn(file, wanted) : this.#classIn(file, wanted, names);
      if (found !== undefined && (best === undefined || found.size > best.size)) best = found;
    }
    return best;
  }

  #classIn(file: string, name: string, properties: readonly string[]): Found | undefined {
    const ts = this.#ts;
    const source = this.#sourceOf(file);
    const node = source.statements.find(
      (statement): statement is ts.ClassDeclaration =>
        ts.isClassDeclaration(statement) && statement.name?.text === name,
    );
    if (node === undefined) return undefined;
    const members = new Set(node.members.map(({ name: member }) => member?.getText(source)));
    return {
      file,
      exportName: this.#exportNameOf(node, source),
      start: node.getStart(source),
      end: node.end,
      size: properties.filter((property) => members.has(property)).length,
    };
  }

  #exportNameOf(node: ts.ClassDeclaration, source: ts.SourceFile): string | undefined {
    const ts = this.#ts;
    const name = node.name?.text;
    const has = (kind: ts.SyntaxKind): boolean => node.modifiers?.some((each) => each.kind === kind) === true;
    if (has(ts.SyntaxKind.ExportKeyword)) return has(ts.SyntaxKind.DefaultKeyword) ? 'default' : name;
    for (const statement of source.statements) {
      if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
        for (const element of statement.exportClause.elements)
          if ((element.propertyName ?? element.name).text === name) return element.name.text;
      if (ts.isExportAssignment(statement) && !statement.isExportEquals)
        if (ts.isIdentifier(statement.expression) && statement.expression.text === name) return 'default';
    }
    return undefined;
  }

  /** `new EntitySchema({ name: 'Book', … })` */
  #schemaIn(file: string, name: string): Found | undefined {
    const ts = this.#ts;
    const source = this.#sourceOf(file);
    let found: Found | undefined;
    const visit = (node: ts.Node, statement: ts.Statement): void => {
      if (ts.isNewExpression(node) && /(^|\.)EntitySchema$/.test(node.expression.getText(source))) {
        const [options] = (node.arguments ?? []) as readonly (ts.Expression | undefined)[];
        const isIt =
          options !== undefined &&
          ts.isObjectLiteralExpression(options) &&
          options.properties.some(
            (each) =>
              ts.isPropertyAssignment(each) &&
              each.name.getText(source) === 'name' &&
              ts.isStringLiteralLike(each.initializer) &&
              each.initializer.text === name,
          );
        if (isIt)
          found = { file, exportName: undefined, start: statement.getStart(source), end: statement.end, size: 0 };
      }
      ts.forEachChild(node, (child) => visit(child, statement));
    };
    for (const statement of source.statements) visit(statement, statement);
    return found;
  }

  #textOf(file: string): string {
    let text = this.#texts.get(file);
    if (text === undefined) this.#texts.set(file, (text = DISK.isFile(file) ? DISK.read(file) : ''));
    return text;
  }

  #sourceOf(file: string): ts.SourceFile {
    const ts = this.#ts;
    let source = this.#sources.get(file);
    if (source === undefined) {
      source = ts.createSourceFile(file, this.#textOf(file), ts.ScriptTarget.Latest, true);
      this.#sources.set(file, source);
    }
    return source;
  }
}

const MAP = /\/\/# sourceMappingURL=(?!data:)(\S+)\s*$/;

/** The TypeScript that a JavaScript file was made from, or its declarations; the file itself where there is neither. */
function writtenFor(file: string): string {
  if (isTypeScript(file) || !DISK.isFile(file)) return file;
  const map = MAP.exec(DISK.read(file))?.[1];
  const source = map === undefined ? undefined : sourceIn(resolve(dirname(file), decodeURIComponent(map)));
  if (source !== undefined) return source;
  const declarations = file.replace(/\.([cm]?)jsx?$/, '.d.$1ts');
  return declarations !== file && DISK.isFile(declarations) ? declarations : file;
}

function sourceIn(map: string): string | undefined {
  if (!DISK.isFile(map)) return undefined;
  try {
    const { sources, sourceRoot = '' } = JSON.parse(DISK.read(map)) as {
      readonly sources: readonly string[];
      readonly sourceRoot?: string;
    };
    const [only] = sources.map((each) => resolve(dirname(map), sourceRoot, each));
    return sources.length === 1 && only !== undefined && DISK.isFile(only) ? only : undefined;
  } catch {
    return undefined;
  }
}
