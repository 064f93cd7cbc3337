import type * as acorn from 'acorn';
import * as b from './build';
import { type Context, fresh } from './context';
import { helper, wait } from './waiting';

/** `import a, { b as c } from 'd'` at the prompt: loads the module and sets constants of the session. */
export function rewriteImport(node: acorn.ImportDeclaration, context: Context): acorn.Statement[] {
  const module = fresh(context);
  const loaded = wait(helper(context, 'import', [b.literal(node.source.value as string)]), node.source.start, context);
  const bindings = node.specifiers.map((specifier) => {
    const target = b.member(b.member(b.id(context.unit.prefix), 'init'), specifier.local.name);
    if (specifier.type === 'ImportNamespaceSpecifier') return b.run(b.assign(target, b.id(module)));
    const name = specifier.type === 'ImportDefaultSpecifier' ? 'default' : exportedName(specifier.imported);
    const value = helper(
      context,
      'imported',
      [b.id(module), b.literal(name), b.literal(node.source.value as string)],
      specifier,
    );
    return b.run(b.assign(target, value));
  });
  return [b.run(b.assign(b.id(module), loaded)), ...bindings];
}

function exportedName(node: acorn.Identifier | acorn.Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

/** The names that imports declare. */
export function importedNames(program: acorn.Program): string[] {
  return program.body.flatMap((node) =>
    node.type === 'ImportDeclaration' ? node.specifiers.map(({ local }) => local.name) : [],
  );
}
