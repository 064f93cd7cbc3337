import type * as acorn from 'acorn';
import { boundNames, lexicalNames, namesIn } from './analysis';
import * as b from './build';
import { type Context, helperName, withNames } from './context';
import { shapeLiteral } from './assignments';
import { rewrite } from './expressions';
import { rewritePlain } from './plain';
import { helper, keep, unnamed, use, useAsStatement, wait } from './waiting';
import { rewriteClass, rewriteFunction } from './functions';
import { rewriteTarget } from './targets';
import { blockFunction, completion, declared, declareTopLevelVar, isSessionFunction } from './top-level';
import type { AnyNode } from './walk';

type Statement = acorn.Statement;

/** Rewrites the statements of a function's body or a block, as one scope. */
export function rewriteBlockBody(
  statements: readonly (acorn.Statement | acorn.ModuleDeclaration)[],
  context: Context,
): Statement[] {
  const nodes = statements as readonly AnyNode[];
  const inner = withBlockNames(nodes, context);
  const rewritten = statements.map((statement) => rewriteInBlock(statement as Statement, inner, context));
  return [...hoistedInBlock(nodes, inner), ...rewritten];
}

function withBlockNames(nodes: readonly AnyNode[], context: Context): Context {
  const plain = nodes.filter((node) => node.type === 'FunctionDeclaration' && !node.generator && !node.async);
  const functions = context.strict ? [] : functionNames(plain);
  return withNames(context, [...lexicalNames(nodes).map(([name]) => name), ...functionNames(nodes)], functions);
}

function functionNames(nodes: readonly AnyNode[]): string[] {
  return nodes.flatMap((node) => (node.type === 'FunctionDeclaration' && node.id ? [node.id.name] : []));
}

/** In a block of the text, a function is the block's own from its start, and the session's where it stands. */
function rewriteInBlock(node: Statement, inner: Context, outer: Context): Statement {
  if (!inner.topLevel || inner.strict || node.type !== 'FunctionDeclaration') return rewriteStatement(node, inner);
  if (!isSessionFunction(node, outer)) return { type: 'EmptyStatement', start: 0, end: 0 };
  return declared(helper(inner, 'fnInBlock', [b.literal(node.id.name), b.id(node.id.name)]), inner);
}

function hoistedInBlock(nodes: readonly AnyNode[], inner: Context): Statement[] {
  if (!inner.topLevel || inner.strict) return [];
  const last = new Map(
    nodes.flatMap((node) =>
      node.type === 'FunctionDeclaration' ? [[node.id!.name, node as acorn.FunctionDeclaration] as const] : [],
    ),
  );
  return [...last.values()].map((node) => blockFunction(node, inner));
}

/** Rewrites one statement. */
export function rewriteStatement(node: Statement, context: Context): Statement {
  if (context.body.mode === 'plain' && !context.topLevel) return rewritePlain(node as AnyNode, context) as Statement;
  const statement = rewriteByType(node, context);
  return completion.resets(node, context) ? b.block([completion.reset(context), statement]) : statement;
}

const below = rewriteStatement;

function rewriteByType(node: Statement, context: Context): Statement {
  switch (node.type) {
    case 'ExpressionStatement':
      return rewriteExpressionStatement(node, context);
    case 'VariableDeclaration':
      return rewriteVariables(node, context);
    case 'FunctionDeclaration':
      return rewriteFunction(node, context) as acorn.FunctionDeclaration;
    case 'ClassDeclaration':
      return rewriteClass(node, context) as acorn.ClassDeclaration;
    case 'ReturnStatement':
      return { ...node, argument: rewriteReturned(node.argument, context) };
    case 'ThrowStatement':
      return { ...node, argument: use(node.argument, context) };
    case 'BlockStatement':
      return { ...node, body: rewriteBlockBody(node.body, context) };
    case 'IfStatement':
      return {
        ...node,
        test: use(node.test, context),
        consequent: asBlock(node.consequent, context),
        alternate: node.alternate ? asBlock(node.alternate, context) : null,
      };
    case 'WhileStatement':
    case 'DoWhileStatement':
      return { ...node, test: use(node.test, inHead(context)), body: rewriteLoopBody(node.body, context) };
    case 'ForStatement':
      return rewriteFor(node, context);
    case 'ForInStatement':
    case 'ForOfStatement':
      return rewriteForEach(node, context);
    case 'SwitchStatement':
      return rewriteSwitch(node, context);
    case 'TryStatement':
      return rewriteTry(node, context);
    case 'LabeledStatement':
      // Not through `rewriteStatement`: a loop must stay right under its label.
      return { ...node, body: rewriteByType(node.body, context) };
    case 'WithStatement':
      // Its object could see every helper name, so what is in it stays as it is. (A function with a `with` does anyway.)
      return { ...node, object: rewrite(node.object, context) };
    default:
      return node;
  }
}

function rewriteExpressionStatement(node: acorn.ExpressionStatement, context: Context): Statement {
  if (!context.topLevel || context.unit.isEval)
    return { ...node, expression: useAsStatement(node.expression, context) };
  return completion.record(
    node.expression,
    unnamed(node.expression, useAsStatement(node.expression, context)),
    context,
  );
}

/** `if (x) function f() {}` is sloppy code's way to write a block. */
function asBlock(node: Statement, context: Context): Statement {
  return node.type === 'FunctionDeclaration' ? b.block(rewriteBlockBody([node], context)) : below(node, context);
}

function rewriteReturned(argument: acorn.Expression | null | undefined, context: Context): acorn.Expression | null {
  if (!argument) return null;
  // `return f()` in `try` hands its promise on in an async function, and so it does here.
  return context.inTry && context.body.mode === 'generator' ? use(argument, context) : rewrite(argument, context);
}

function rewriteVariables(node: acorn.VariableDeclaration, context: Context): Statement {
  if (context.topLevel && node.kind === 'var') return declareTopLevelVar(node, context);
  return { ...node, declarations: node.declarations.map((declarator) => rewriteDeclarator(declarator, context)) };
}

function rewriteDeclarator(node: acorn.VariableDeclarator, context: Context): acorn.VariableDeclarator {
  if (!node.init) return node;
  return { ...node, id: rewriteTarget(node.id, context), init: initialValue(node.id, node.init, context) };
}

/** A value on its way into a variable or, opened, into a pattern. */
export function initialValue(target: acorn.Pattern, init: acorn.Expression, context: Context): acorn.Expression {
  if (target.type === 'Identifier' || context.body.mode === 'plain') return keep(init, context, target);
  return wait(helper(context, 'open', [use(init, context), shapeLiteral(target)]), init.start, context);
}

/** A part of a loop that may run each time with other variables and has no block of its own. */
function inHead(context: Context): Context {
  return { ...context, cells: undefined };
}

function rewriteLoopBody(node: Statement, context: Context): Statement {
  if (context.cells === undefined) return below(node, context);
  const cells = new Set<string>();
  const body = below(node, { ...context, cells });
  return cells.size === 0 ? body : b.block([b.declareAll([...cells]), body]);
}

function rewriteFor(node: acorn.ForStatement, outer: Context): Statement {
  const context = inHead(outer);
  const { init } = node;
  let start = init ?? null;
  const inner =
    init?.type === 'VariableDeclaration' && init.kind !== 'var'
      ? withNames(
          context,
          init.declarations.flatMap(({ id }) => boundNames(id)),
        )
      : context;
  if (init?.type === 'VariableDeclaration') {
    if (context.topLevel && init.kind === 'var') start = assignments(init, context);
    else start = { ...init, declarations: init.declarations.map((declarator) => rewriteDeclarator(declarator, inner)) };
  } else if (init) {
    start = useAsStatement(init, context);
  }
  return {
    ...node,
    init: start,
    test: node.test ? use(node.test, inner) : null,
    update: node.update ? useAsStatement(node.update, inner) : null,
    body: rewriteLoopBody(node.body, { ...inner, cells: outer.cells }),
  };
}

/** `var a = 1, b` in the head of a loop of the text: assignments to the session's variables. */
function assignments(node: acorn.VariableDeclaration, context: Context): acorn.Expression | null {
  const values = node.declarations.flatMap(({ id, init }) =>
    init ? [b.assign(rewriteTarget(id, context), initialValue(id, init, context))] : [],
  );
  return values.length > 1 ? b.sequence(...values) : (values[0] ?? null);
}

function rewriteForEach(node: acorn.ForOfStatement | acorn.ForInStatement, context: Context): Statement {
  const right = unnamed(node.right, use(node.right, inHead(context)));
  const { left } = node;
  if (left.type !== 'VariableDeclaration') {
    const head = opensInBody(node, left, context);
    if (head === undefined)
      return {
        ...node,
        left: rewriteTarget(left, inHead(context)),
        right,
        body: rewriteLoopBody(node.body, context),
      };
    const assigned = b.run(b.assign(rewriteTarget(left, inHead(context)), head.value));
    return { ...node, left: head.left, right, body: b.block([assigned, rewriteLoopBody(node.body, context)]) };
  }
  const target = left.declarations[0].id;
  const inner = left.kind === 'var' ? context : withNames(context, boundNames(target));
  const head = opensInBody(node, target, context);
  if (context.topLevel && left.kind === 'var') {
    const start = left.declarations[0].init;
    const plainTarget = rewriteTarget(target, inHead(context));
    const first = start ? [b.run(b.assign(plainTarget, keep(start, inHead(context))))] : [];
    const loop: Statement =
      head === undefined
        ? {
            ...node,
            left: plainTarget,
            right,
            body: rewriteLoopBody(node.body, context),
          }
        : {
            ...node,
            left: head.left,
            right,
            body: b.block([b.run(b.assign(plainTarget, head.value)), rewriteLoopBody(node.body, context)]),
          };
    return first.length > 0 ? b.block([...first, loop]) : loop;
  }
  if (head === undefined) {
    const declarator = left.declarations[0];
    const declarations = [
      {
        ...declarator,
        id: rewriteTarget(target, inHead(inner)),
        init: declarator.init ? keep(declarator.init, inHead(context)) : declarator.init,
      },
    ];
    return { ...node, left: { ...left, declarations }, right, body: rewriteLoopBody(node.body, inner) };
  }
  const opened = b.declare(left.kind as 'let' | 'const' | 'var', rewriteTarget(target, inHead(inner)), head.value);
  return { ...node, left: head.left, right, body: b.block([opened, rewriteLoopBody(node.body, inner)]) };
}

/**
 * A pattern in the head of `for ... of` is taken apart in the body, where it can load what it names. Left in the head when
 * the loop's own expression has one of its names, which there means a variable that is not set yet.
 */
function opensInBody(
  node: acorn.ForOfStatement | acorn.ForInStatement,
  target: acorn.Pattern,
  context: Context,
): { left: acorn.VariableDeclaration; value: acorn.Expression } | undefined {
  const isPattern = target.type === 'ObjectPattern' || target.type === 'ArrayPattern';
  if (!isPattern || node.type === 'ForInStatement' || context.body.mode === 'plain') return undefined;
  const names = namesIn([node.right]);
  if (boundNames(target).some((name) => names.has(name))) return undefined;
  const item = helperName(context, `i${++context.body.counter}`);
  const value = wait(
    helper(context, 'open', [wait(b.id(item), target.start, context), shapeLiteral(target)]),
    target.start,
    context,
  );
  return { left: { ...b.declare('const', b.id(item), null) }, value };
}

function rewriteSwitch(node: acorn.SwitchStatement, context: Context): Statement {
  const discriminant = use(node.discriminant, context);
  const nodes = node.cases.flatMap((one) => one.consequent) as AnyNode[];
  const functions = functionNames(nodes);
  const inner = withBlockNames(nodes, context);
  const owns = inner.topLevel && !inner.strict && functions.length > 0;
  const rewriteInCase = (statement: Statement): Statement[] =>
    owns && statement.type === 'FunctionDeclaration'
      ? [rewriteStatement(statement, inner), rewriteInBlock(statement, inner, context)]
      : [rewriteInBlock(statement, inner, context)];
  const cases = node.cases.map((one) => ({
    ...one,
    test: one.test ? use(one.test, inner) : one.test,
    consequent: one.consequent.flatMap(rewriteInCase),
  }));
  if (!owns) return { ...node, discriminant, cases };
  // A `let` around the cases, which nothing reads, keeps the engine from making their functions variables of the body
  // that they now stand in. The discriminant must not see it.
  const value = helperName(context, 'v');
  const selected: Statement = { ...node, discriminant: b.id(value), cases };
  const kept = b.declareAll([...new Set(functions)]);
  return b.block([b.declare('const', b.id(value), discriminant), b.block([kept, selected])]);
}

function rewriteTry(node: acorn.TryStatement, context: Context): Statement {
  const guardedContext: Context = { ...context, inTry: true };
  const { handler, finalizer } = node;
  const caught = handler?.param ? withNames(context, boundNames(handler.param)) : context;
  return {
    ...node,
    block: { ...node.block, body: rewriteBlockBody(node.block.body, guardedContext) },
    handler: handler
      ? {
          ...handler,
          param: handler.param ? rewriteTarget(handler.param, caught) : handler.param,
          body: {
            ...handler.body,
            body: rewriteBlockBody(handler.body.body, finalizer ? { ...caught, inTry: true } : caught),
          },
        }
      : null,
    finalizer: finalizer
      ? { ...finalizer, body: completion.aside(rewriteBlockBody(finalizer.body, context), context) }
      : null,
  };
}
