import type * as acorn from 'acorn';
import { makesPromise } from './analysis';
import * as b from './build';
import { type Context, fresh, helperName } from './context';
import { scopeMember } from './plain';
import { helper, isAnonymous } from './waiting';
import { rewriteClass, rewriteFunction } from './functions';
import { initialValue } from './statements';
import { named, rewriteTarget } from './targets';

/** The name of the variable that holds the text's value so far. */
const valueName = (context: Context): string => helperName(context, 'c');

const RESETTING = new Set([
  'IfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'TryStatement',
  'WithStatement',
]);

/** The value of a text: that of its last expression, as `eval` gives it (ECMAScript's completion value). */
export const completion = {
  /** Statements that have a value of their own, `undefined` when nothing in them gives one. */
  resets: (node: acorn.Statement, context: Context): boolean =>
    context.topLevel && !context.unit.isEval && RESETTING.has(unlabeled(node).type),

  reset: (context: Context): acorn.Statement => b.run(b.assign(b.id(valueName(context)), b.undefinedValue())),

  record(node: acorn.Expression, value: acorn.Expression, context: Context): acorn.Statement {
    const handed =
      node.type === 'AssignmentExpression' && makesPromise(node.right) ? helper(context, 'hand', [value]) : value;
    return b.run(b.assign(b.id(valueName(context)), handed));
  },

  /** What `finally` gives does not count. */
  aside(statements: acorn.Statement[], context: Context): acorn.Statement[] {
    if (!context.topLevel || context.unit.isEval) return statements;
    const kept = fresh(context);
    return [
      b.run(b.assign(b.id(kept), b.id(valueName(context)))),
      ...statements,
      b.run(b.assign(b.id(valueName(context)), b.id(kept))),
    ];
  },

  declare: (context: Context): acorn.Statement => b.declareAll([valueName(context)]),
  result: (context: Context): acorn.Statement => b.returned(b.id(valueName(context))),
};

function unlabeled(node: acorn.Statement): acorn.Statement {
  return node.type === 'LabeledStatement' ? unlabeled(node.body) : node;
}

/** An expression that does what a declaration did: like the declaration, it does not count in the value of the text. */
export function declared(expression: acorn.Expression, context: Context): acorn.Statement {
  if (!context.unit.isEval) return b.run(expression);
  return b.block([b.declare('let', b.id(helperName(context, 'd')), expression)]);
}

/** `var a = 1, { b } = c` of the text: assignments to the session's variables, which have been declared already. */
export function declareTopLevelVar(node: acorn.VariableDeclaration, context: Context): acorn.Statement {
  const values = node.declarations.flatMap(({ id, init }) =>
    init ? [declared(b.assign(rewriteTarget(id, context), initialValue(id, init, context)), context)] : [],
  );
  return values.length === 1 ? values[0] : b.block(values);
}

/** `let`, `const` of the text: the session's, in their dead zone until here. */
export function initialiseLexicals(node: acorn.VariableDeclaration, context: Context): acorn.Statement[] {
  return node.declarations.map(({ id, init }) => {
    const target = rewriteTarget(id, context, (name) => initialiser(name.name, context));
    if (!init) return declared(b.assign(target, b.undefinedValue()), context);
    const value = initialValue(id, init, context);
    return declared(
      b.assign(target, id.type === 'Identifier' && isAnonymous(init) ? named(id.name, value) : value),
      context,
    );
  });
}

export function initialiseClass(node: acorn.ClassDeclaration, context: Context): acorn.Statement {
  const expression = { ...rewriteClass(node, context), type: 'ClassExpression' } as acorn.ClassExpression;
  return declared(b.assign(initialiser(node.id.name, context), expression), context);
}

function initialiser(name: string, context: Context): acorn.MemberExpression {
  return b.member(b.member(b.id(context.unit.prefix), 'init'), name);
}

/** The functions that the text declares, as variables of the session. */
export function hoistFunctions(
  nodes: readonly acorn.FunctionDeclaration[],
  context: Context,
  asEval: boolean,
): acorn.Statement[] {
  if (nodes.length === 0) return [];
  const last = new Map(nodes.map((node) => [node.id.name, node]));
  const properties = [...last].map(([name, node]) => b.property(name, functionExpression(node, context)));
  const args = asEval ? [b.object(properties), b.literal(true)] : [b.object(properties)];
  return [declared(b.call(scopeMember(context, 'fn'), args), context)];
}

/** A declaration as an expression without a name, so that the name in it still means the variable. */
function functionExpression(node: acorn.FunctionDeclaration, context: Context): acorn.Expression {
  const rewritten = rewriteFunction(node, context);
  return { ...rewritten, type: 'FunctionExpression', id: null } as acorn.FunctionExpression;
}

/** A function declared in a block of the text, as the block's own variable. */
export function blockFunction(node: acorn.FunctionDeclaration, context: Context): acorn.Statement {
  return b.declare('let', b.id(node.id.name), functionExpression(node, context));
}

/** Whether sloppy code makes a block's function a variable outside of the block too (ECMAScript, annex B.3.2). */
export function isSessionFunction(node: acorn.FunctionDeclaration, outside: Context): boolean {
  const { name } = node.id;
  const isHidden = outside.localNames.has(name) && !outside.blockFunctions.has(name);
  return !node.generator && !node.async && !isHidden && !outside.unit.lexicals.has(name);
}
