import type * as acorn from 'acorn';
import { factsOf, freeAssignments, lexicalNames, promiseNames, varNames } from './analysis';
import * as b from './build';
import { type Context, newBody, type Unit } from './context';
import { rewritePlain } from './plain';
import { importedNames, rewriteImport } from './imports';
import { rewriteStatement } from './statements';
import { completion, hoistFunctions, initialiseClass, initialiseLexicals, isSessionFunction } from './top-level';
import type { Parsed } from './parse';
import type { Declarations } from './scope';
import { type AnyNode, isFunction } from './walk';

export interface RewrittenUnit {
  readonly program: acorn.Program;
  readonly declarations: Declarations;
  readonly isEval: boolean;
}

/** What a unit is told about its text. */
type UnitOptions = Pick<Unit, 'prefix' | 'source' | 'sourceId' | 'implicitAwait'> & { readonly isEvalText: boolean };

type Node = acorn.Statement | acorn.ModuleDeclaration;

/** Rewrites a parsed text into the body of a function that takes the runtime and gives the text's value. */
export function rewriteUnit(parsed: Parsed, { isEvalText: asEval, ...about }: UnitOptions): RewrittenUnit {
  const { program } = parsed;
  const facts = factsOf(program);
  const isStrict = parsed.isModule || hasUseStrict(program);
  const statements = program.body.map(withoutLabels).map(withoutExport);
  const imported = importedNames(program).map((name) => [name, 'const'] as const);
  const lexicals = asEval ? [] : [...lexicalNames(statements), ...imported];
  const isPlain = asEval || ((facts.dynamicNames || facts.namesYield || !about.implicitAwait) && !parsed.awaits);
  const unit: Unit = {
    ...about,
    lexicals: new Set(lexicals.map(([name]) => name)),
    promiseNames: promiseNames(program),
    isEval: isPlain,
  };
  const context: Context = {
    unit,
    body: newBody(isPlain || !about.implicitAwait ? 'plain' : parsed.awaits ? 'async' : 'generator'),
    strict: isStrict,
    topLevel: true,
    inFunction: false,
    inTry: false,
    derivedConstructor: false,
    argumentsName: undefined,
    newTargetName: undefined,
    superName: undefined,
    localNames: new Set(),
    blockFunctions: new Set(),
    cells: isPlain ? undefined : new Set(),
  };
  const functions = statements.filter((node) => node.type === 'FunctionDeclaration');
  const rest = statements.filter((node) => node.type !== 'FunctionDeclaration');
  const body = [
    ...hoistFunctions(functions, context, asEval),
    ...rest.flatMap((node) => rewriteTopLevel(node, context, asEval)),
  ];
  const written = freeAssignments(program);
  return {
    program: {
      ...program,
      sourceType: 'script',
      body: isPlain ? evalBody(body, isStrict) : wrap(body, context, isStrict),
    },
    declarations: {
      vars: varNames(statements),
      lexicals,
      functions: functions.map(({ id }) => id.name),
      blockFunctions: isStrict ? [] : blockFunctions(statements, context),
      ...written,
    },
    isEval: isPlain,
  };
}

/** `export` at the prompt means what it marks. */
function withoutExport(node: Node): Node {
  if (node.type === 'ExportNamedDeclaration' && node.declaration) return node.declaration;
  if (node.type === 'ExportDefaultDeclaration') {
    const { declaration } = node;
    if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') {
      return declaration.id
        ? declaration
        : b.run({ ...declaration, type: declaration.type.replace('Declaration', 'Expression') } as acorn.Expression);
    }
    return b.run(declaration);
  }
  return node;
}

/** `label: function f() {}` at the top level declares `f` there. */
function withoutLabels(node: Node): Node {
  let inner: Node = node;
  while (inner.type === 'LabeledStatement') inner = inner.body;
  return inner.type === 'FunctionDeclaration' ? inner : node;
}

function rewriteTopLevel(node: Node, context: Context, asEval: boolean): acorn.Statement[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return rewriteImport(node, context);
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return [];
    case 'VariableDeclaration':
      if (node.kind === 'var') return [rewriteStatement(node, context)];
      return asEval ? [rewritePlain(node as AnyNode, context) as acorn.Statement] : initialiseLexicals(node, context);
    case 'ClassDeclaration':
      return asEval ? [rewritePlain(node as AnyNode, context) as acorn.Statement] : [initialiseClass(node, context)];
    default:
      return [rewriteStatement(node as acorn.Statement, context)];
  }
}

function hasUseStrict(program: acorn.Program): boolean {
  return program.body.some(
    (node) => node.type === 'ExpressionStatement' && 'directive' in node && node.directive === 'use strict',
  );
}

/** Functions in blocks that are variables of the text too. */
function blockFunctions(statements: readonly AnyNode[], context: Context): string[] {
  const names: string[] = [];
  const visit = (node: AnyNode, around: ReadonlySet<string>): void => {
    if (isFunction(node) || node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return;
    const list =
      node.type === 'BlockStatement'
        ? node.body
        : node.type === 'SwitchStatement'
          ? node.cases.flatMap((one) => one.consequent)
          : [];
    for (const inner of list) {
      if (inner.type === 'FunctionDeclaration' && isSessionFunction(inner, { ...context, localNames: around }))
        names.push(inner.id.name);
    }
    if (node.type === 'IfStatement') {
      for (const inner of [node.consequent, node.alternate])
        if (inner?.type === 'FunctionDeclaration') names.push(inner.id.name);
    }
    const within = new Set([...around, ...lexicalNames(list as AnyNode[]).map(([name]) => name)]);
    const loop =
      node.type === 'ForStatement'
        ? node.init
        : node.type === 'ForOfStatement' || node.type === 'ForInStatement'
          ? node.left
          : undefined;
    if (loop?.type === 'VariableDeclaration') for (const [name] of lexicalNames([loop])) within.add(name);
    for (const value of Object.values(node) as unknown[]) {
      for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (typeof item === 'object' && item !== null && 'type' in item) visit(item as AnyNode, within);
      }
    }
  };
  statements.forEach((statement) => visit(statement, new Set()));
  return names;
}

/** A text that stays plain is run by the engine's `eval`, which gives its value. */
function evalBody(statements: acorn.Statement[], isStrict: boolean): acorn.Statement[] {
  return isStrict ? [b.directive('use strict'), ...statements] : statements;
}

/** Puts the statements into the function that waits for them. */
function wrap(statements: acorn.Statement[], context: Context, isStrict: boolean): acorn.Statement[] {
  const { body, unit } = context;
  const helpers = [...body.temporaries, ...(context.cells ?? [])];
  const inner = [
    completion.declare(context),
    ...(helpers.length > 0 ? [b.declareAll(helpers)] : []),
    ...statements,
    completion.result(context),
  ];
  const self: acorn.Expression = { type: 'ThisExpression', start: 0, end: 0 };
  const run =
    body.mode !== 'generator'
      ? b.call(b.arrow([], b.block(inner), true), [])
      : b.call(b.member(b.id(unit.prefix), 'run'), [self, b.generatorFunction([], inner)]);
  return [...(isStrict ? [b.directive('use strict')] : []), b.returned(run)];
}
