import ts from 'typescript';
import { effectOf } from '../queries/statement';
import type { Checked } from './compilation';
import { Edits } from './edits';
import { repositoryOf, SHELL_HELPERS, type ProgramNames } from './program-names';
import { CodeRefusal } from './refusal';
import { isVariable, walk } from './syntax';

/**
 * Says the shell's own names as a program says them: an entity's class where a method of its repository is called, `repo`,
 * `manager`. What `sql` means is only declared, and written out when the types of its values are known.
 * @throws CodeRefusal for a name that means nothing in a program
 */
export function sayNames({ source, checker }: Checked, names: ProgramNames): string {
  const edits = new Edits(source);
  const root = source.statements[source.statements.length - 1];
  const isFree = (node: ts.Identifier): boolean => {
    const shorthand = ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node;
    const symbol = shorthand
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    return !symbol?.declarations?.some((each) => each.getSourceFile() === source && each.pos >= root.pos);
  };
  const say = (node: ts.Identifier, text: string): void =>
    edits.replaceNode(
      node,
      ts.isShorthandPropertyAssignment(node.parent) && text !== node.text ? `${node.text}: ${text}` : text,
    );
  walk(root, (node) => {
    if (!ts.isIdentifier(node)) return true;
    if (!isVariable(node) || !isFree(node)) return true;
    const { text: name, parent } = node;
    const entity = names.entities.get(name);
    if (entity !== undefined) {
      const isMember = ts.isPropertyAccessExpression(parent) && parent.expression === node;
      if (isMember && !(parent.name.text in entity.target)) {
        say(node, repositoryOf(entity, names.dataSource));
      } else say(node, entity.expression);
    } else if (names.operators.has(name)) return true;
    else if (names.project.has(name)) throw new CodeRefusal(`${name} comes from the settings of the shell.`);
    else if (name === '_error') throw new CodeRefusal('_error is the last error of the session.');
    else if ((SHELL_HELPERS as readonly string[]).includes(name)) {
      if (name === 'dataSource') say(node, names.dataSource);
      else if (name === 'manager') say(node, `${names.dataSource}.manager`);
      else if (name === 'repo') sayRepo(node, edits, names);
      else sayWriting(node, edits);
    }
    return true;
  });
  return edits.apply();
}

function sayRepo(node: ts.Identifier, edits: Edits, names: ProgramNames): void {
  const call = node.parent;
  const [argument] = ts.isCallExpression(call) && call.expression === node ? call.arguments : [];
  const isNamed = argument !== undefined && (ts.isIdentifier(argument) || ts.isStringLiteral(argument));
  const entity = isNamed ? names.entities.get(argument.text) : undefined;
  if (entity === undefined) throw new CodeRefusal('repo is given something else than an entity by its name.');
  edits.replaceNode(call, repositoryOf(entity, names.dataSource));
}

/** A statement that writes gives how many rows it wrote. */
function sayWriting(node: ts.Identifier, edits: Edits): void {
  const tagged = node.parent;
  if (!ts.isTaggedTemplateExpression(tagged)) return;
  const { template } = tagged;
  const start = ts.isNoSubstitutionTemplateLiteral(template) ? template.text : template.head.text;
  const all = ts.isNoSubstitutionTemplateLiteral(template)
    ? start
    : start + template.templateSpans.map(({ literal }) => `x${literal.text}`).join('');
  if (effectOf(all).kind === 'write' && !/\breturning\b/i.test(all)) edits.replaceNode(node, 'sqlWrite');
}

/** What `sql` is while the program is made. */
export const SQL_DECLARATIONS = `
interface SqlPiece { readonly piece: true }
declare const sql: {
  (strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<Record<string, any>[]>;
  part(strings: TemplateStringsArray, ...values: readonly unknown[]): SqlPiece;
  name(...path: readonly string[]): SqlPiece;
};
declare function sqlWrite(strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<{ affected: number | undefined }>;
`.trim();
