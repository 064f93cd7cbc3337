import type * as acorn from 'acorn';
import { boundNames, type Facts, factsOf, namesIn, ownDeclarations } from './analysis';
import * as b from './build';
import { type Body, type Context, helperName, type Mode, newBody, withNames } from './context';
import { shapeLiteral } from './assignments';
import { rewrite } from './expressions';
import { rewritePlain } from './plain';
import { helper, use, wait } from './waiting';
import { rewriteBlockBody } from './statements';
import { rewriteTarget } from './targets';
import { type AnyNode, type FunctionNode, isFunction, walk } from './walk';

/** What kind of function a node is by where it stands. */
interface Place {
  /** A constructor: it gives back its object, so it cannot give a promise. */
  readonly isConstructor?: boolean;
  readonly isDerived?: boolean;
  readonly isSetter?: boolean;
  /** What the function's text is cut from, where that is more than the function: a method with its name. */
  readonly source?: acorn.Node;
}

/**
 * Rewrites a function. It stays a function of the same kind with the same name, length, `this`, `arguments` and prototype;
 * its body moves into a generator inside it, which `run` drives to the end at once unless a promise is met.
 */
export function rewriteFunction(node: FunctionNode, context: Context, place: Place = {}): FunctionNode {
  const facts = factsOf(node);
  if (!context.unit.implicitAwait) return node;
  if (facts.dynamicNames) return markedBody(node, node.body, mark(place.source ?? node, context));
  const isArrow = node.type === 'ArrowFunctionExpression';
  const directives = directivesOf(node);
  const strict = context.strict || directives.some(isUseStrict);
  const mode = modeOf(node, facts, { ...context, strict }, place);
  const body = newBody(mode);
  const captures = capturesOf(facts, isArrow, mode, context);
  const inner: Context = {
    ...withNames(context, [
      ...node.params.flatMap(boundNames),
      ...ownDeclarations(node),
      ...(isArrow ? [] : ownName(node)),
    ]),
    body,
    strict,
    topLevel: false,
    inFunction: context.inFunction || !isArrow,
    inTry: false,
    derivedConstructor: isArrow ? context.derivedConstructor : place.isDerived === true,
    argumentsName: captures.argumentsName,
    newTargetName: captures.newTargetName,
    superName: captures.superName,
    cells: mode === 'plain' ? undefined : new Set(),
  };
  const sourceMark = mark(place.source ?? node, context);
  if (mode === 'plain') return rewritePlainFunction(node, inner, sourceMark);

  const converted = convertParameters(node, inner);
  // Parameters that stay where they are still have the function's own `arguments` and the like.
  const outer = { argumentsName: undefined, newTargetName: undefined, superName: undefined };
  const paramContext: Context = withNames(
    { ...inner, ...(isArrow ? context : outer), body: newBody('plain'), cells: undefined },
    node.params.flatMap(boundNames),
  );
  const params =
    converted?.params ??
    node.params.map((param) => rewritePlain(param as acorn.Expression, paramContext) as acorn.Pattern);
  const statements = [...(converted?.statements ?? []), ...bodyStatements(node, inner, directives.length)];
  const prologue = [b.directive(sourceMark), ...directives, ...captures.statements];
  // A body whose parameters are tied to `arguments` must see the parameters themselves. Any other is handed their values.
  const handed = isMapped(node, facts, strict) ? undefined : [...params, ...captures.patterns];
  return withBody(node, params, [...prologue, ...finishBody(statements, { inner, outer: context, facts, handed })]);
}

interface Finish {
  readonly inner: Context;
  readonly outer: Context;
  readonly facts: Facts;
  /** What the generator takes; undefined when it has to be made where it sees the function's own variables. */
  readonly handed: readonly acorn.Pattern[] | undefined;
}

/** The statements that the outer function is left with: the body itself when nothing in it can wait. */
function finishBody(statements: acorn.Statement[], { inner, outer, facts, handed }: Finish): acorn.Statement[] {
  const { body, unit } = inner;
  const helpers = [...body.temporaries, ...(inner.cells ?? [])];
  const all = helpers.length === 0 ? statements : [b.declareAll(helpers), ...statements];
  if (body.mode === 'async' || !body.waits) return all;
  const self: acorn.Expression = facts.usesThis ? { type: 'ThisExpression', start: 0, end: 0 } : b.undefinedValue();
  const names = (handed ?? []).flatMap(boundNames).map((name) => b.id(name));
  let generator: acorn.Expression = b.generatorFunction(names, all);
  if (outer.cells !== undefined && handed !== undefined) {
    const cell = helperName(outer, `g${++outer.body.counter}`);
    outer.cells.add(cell);
    generator = b.assign(b.id(cell), generator, '??=');
  }
  return [b.returned(b.call(b.member(b.id(unit.prefix), 'run'), [self, generator, ...names]))];
}

function modeOf(node: FunctionNode, facts: Facts, context: Context, place: Place): Mode {
  if (node.generator || place.isConstructor === true) return 'plain';
  const isArrow = node.type === 'ArrowFunctionExpression';
  const needsOwner = facts.usesThis || facts.otherSuper || facts.readsSuper || facts.usesNewTarget;
  if (isArrow && context.derivedConstructor && needsOwner) return 'plain';
  if (node.async) return facts.otherSuper && isArrow ? 'plain' : 'async';
  if (facts.otherSuper || facts.namesYield || facts.bindsArguments) return 'plain';
  // A setter's only parameter can be a pattern, and cannot be followed by the one that unties `arguments`.
  if (place.isSetter === true && facts.usesArguments) return 'plain';
  return parametersAllowGenerator(node, facts, context.strict) ? 'generator' : 'plain';
}

/** In sloppy code a plain parameter and its place in `arguments` are one variable. */
function isMapped(node: FunctionNode, facts: Facts, strict: boolean): boolean {
  if (!facts.usesArguments || strict || node.type === 'ArrowFunctionExpression') return false;
  return node.params.every((param) => param.type === 'Identifier');
}

/** Whether a generator in the function can have what it needs of the parameters: their values, or they themselves. */
function parametersAllowGenerator(node: FunctionNode, facts: Facts, strict: boolean): boolean {
  // Declared again in the body, a parameter that is tied to `arguments` would be another variable there.
  if (isMapped(node, facts, strict))
    return !node.params.flatMap(boundNames).some((name) => ownDeclarations(node).includes(name));
  // A function among parameters that stay where they are sees when the body changes them.
  return areSimple(node.params) || canMove(node) || !node.params.some((param) => holdsFunction(param));
}

function areSimple(params: readonly acorn.Pattern[]): boolean {
  return params.every(
    (param) => param.type === 'Identifier' || (param.type === 'RestElement' && param.argument.type === 'Identifier'),
  );
}

/** Whether parameters can be taken apart in the body: where they have a name in common, those are two scopes. */
function canMove(node: FunctionNode): boolean {
  const names = namesIn(node.params);
  // A parameter may be called that, a `let` of the body may not.
  if (names.has('let')) return false;
  return !ownDeclarations(node).some((name) => names.has(name)) && !node.params.some(namesArguments);
}

/** Whether `arguments` of the function around is named, in functions of its own left out. */
function namesArguments(node: AnyNode): boolean {
  let found = false;
  walk(node, (below) => {
    if (below.type === 'Identifier' && below.name === 'arguments') found = true;
    return !found && (!isFunction(below) || below.type === 'ArrowFunctionExpression');
  });
  return found;
}

function holdsFunction(node: AnyNode): boolean {
  let found = false;
  walk(node, (below) => {
    if (isFunction(below) || below.type === 'ClassExpression') found = true;
    return !found;
  });
  return found;
}

interface Captures {
  readonly statements: acorn.Statement[];
  /** The names of what was kept. */
  readonly patterns: acorn.Identifier[];
  readonly argumentsName: string | undefined;
  readonly newTargetName: string | undefined;
  readonly superName: string | undefined;
}

/** Keeps what the generator inside would not have: `arguments`, `new.target` and `super` of the function around it. */
function capturesOf(facts: Facts, isArrow: boolean, mode: Mode, context: Context): Captures {
  const inherited = {
    argumentsName: isArrow ? context.argumentsName : undefined,
    newTargetName: isArrow ? context.newTargetName : undefined,
    superName: isArrow ? context.superName : undefined,
  };
  const statements: acorn.Statement[] = [];
  const patterns: acorn.Identifier[] = [];
  if (mode !== 'generator') return { statements, patterns, ...inherited };
  const capture = (suffix: string, value: acorn.Expression): string => {
    const name = helperName(context, suffix);
    statements.push(b.declare('let', b.id(name), value));
    patterns.push(b.id(name));
    return name;
  };
  const hasArguments = !isArrow || context.inFunction;
  const newTarget: acorn.MetaProperty = {
    type: 'MetaProperty',
    start: 0,
    end: 0,
    meta: b.id('new'),
    property: b.id('target'),
  };
  const key = b.id(helperName(context, 'k'));
  const superRead = b.arrow([key], b.index({ type: 'Super', start: 0, end: 0 }, key));
  return {
    statements,
    patterns,
    argumentsName:
      inherited.argumentsName ?? (facts.usesArguments && hasArguments ? capture('a', b.id('arguments')) : undefined),
    newTargetName: inherited.newTargetName ?? (facts.usesNewTarget ? capture('n', newTarget) : undefined),
    superName: inherited.superName ?? (facts.readsSuper ? capture('s', superRead) : undefined),
  };
}

function ownName(node: acorn.FunctionDeclaration | acorn.FunctionExpression): string[] {
  return ['arguments', ...(node.id ? [node.id.name] : [])];
}

function directivesOf(node: FunctionNode): acorn.ExpressionStatement[] {
  if (node.body.type !== 'BlockStatement') return [];
  return (node.body.body as AnyNode[]).filter(
    (statement) => 'directive' in statement && statement.directive !== undefined,
  ) as acorn.ExpressionStatement[];
}

function isUseStrict(statement: acorn.Node): boolean {
  return 'directive' in statement && statement.directive === 'use strict';
}

/** A directive that tells where a function or class stands in its unit's text, so that it can show its own source. */
export function mark(node: acorn.Node, { unit }: Context): string {
  return `@source ${unit.sourceId} ${node.start} ${node.end}`;
}

function bodyStatements(node: FunctionNode, context: Context, directives: number): acorn.Statement[] {
  if (node.body.type !== 'BlockStatement') return [b.returned(rewrite(node.body, context))];
  return rewriteBlockBody(node.body.body.slice(directives), context);
}

function withBody(node: FunctionNode, params: acorn.Pattern[], statements: acorn.Statement[]): FunctionNode {
  return { ...node, params, body: b.block(statements), expression: false };
}

/** A function whose body is left as it is; the functions in it are rewritten. */
function rewritePlainFunction(node: FunctionNode, context: Context, sourceMark: string): FunctionNode {
  const params = node.params.map((param) => rewritePlain(param as acorn.Expression, context) as acorn.Pattern);
  return markedBody({ ...node, params }, rewritePlain(node.body, context), sourceMark);
}

function markedBody(node: FunctionNode, body: FunctionNode['body'], sourceMark: string): FunctionNode {
  const statements = body.type === 'BlockStatement' ? body.body : [b.returned(body)];
  return { ...node, body: b.block([b.directive(sourceMark), ...statements]), expression: false };
}

/**
 * Moves parameters with defaults or patterns into the body, where they can wait and load what they take apart. The function
 * keeps its length.
 */
function convertParameters(
  node: FunctionNode,
  context: Context,
): { params: acorn.Pattern[]; statements: acorn.Statement[] } | undefined {
  const { params } = node;
  if (areSimple(params) || !canMove(node)) return undefined;
  const statements: acorn.Statement[] = [];
  const outer = params.map((param, position): acorn.Pattern => {
    const name = helperName(context, `p${position}`);
    if (param.type === 'RestElement') {
      statements.push(bind(param.argument, b.id(name), param, context));
      return b.rest(b.id(name));
    }
    statements.push(bindParameter(param, b.id(name), context));
    return param.type === 'AssignmentPattern' ? b.defaulted(b.id(name), b.undefinedValue()) : b.id(name);
  });
  // Some parameter must still be other than a plain name, or `arguments` would be tied to the parameters.
  const isTied = factsOf(node).usesArguments && outer.every((param) => param.type === 'Identifier');
  return { params: isTied ? [...outer, b.rest(b.id(helperName(context, 'r')))] : outer, statements };
}

function bindParameter(param: acorn.Pattern, value: acorn.Expression, context: Context): acorn.Statement {
  if (param.type !== 'AssignmentPattern') return bind(param, value, param, context);
  if (param.left.type !== 'Identifier') {
    const given = b.conditional(b.binary('===', value, b.undefinedValue()), use(param.right, context), value);
    return bind(param.left, given, param, context);
  }
  // As the default of a pattern, an anonymous function takes the parameter's name.
  const pattern = b.objectPattern([b.patternProperty('v', rewriteTarget(param, context))]);
  return b.declare('let', pattern, b.object([b.property('v', value)]));
}

function bind(target: acorn.Pattern, value: acorn.Expression, at: acorn.Node, context: Context): acorn.Statement {
  if (target.type === 'Identifier') return b.declare('let', target, value);
  const opened = wait(
    helper(context, 'open', [wait(value, at.start, context), shapeLiteral(target)]),
    at.start,
    context,
  );
  return b.declare('let', rewriteTarget(target, context), opened);
}

/** Rewrites a class: its methods are functions; fields, static blocks and constructors run as they are. */
export function rewriteClass(
  node: acorn.ClassDeclaration | acorn.ClassExpression,
  context: Context,
): acorn.ClassDeclaration | acorn.ClassExpression {
  if (!context.unit.implicitAwait) return node;
  const strict: Context = { ...context, strict: true, topLevel: false };
  const isDerived = node.superClass != null;
  const own: Context = { ...(node.id ? withNames(strict, [node.id.name]) : strict) };
  const plainBody: Body = newBody('plain');
  const fieldContext: Context = {
    ...own,
    body: plainBody,
    inFunction: true,
    derivedConstructor: false,
    argumentsName: undefined,
    newTargetName: undefined,
    superName: undefined,
    cells: undefined,
  };
  const body = node.body.body.map((element): acorn.ClassBody['body'][number] => {
    if (element.type === 'StaticBlock') {
      return {
        ...element,
        body: element.body.map((statement) => rewritePlain(statement as AnyNode, fieldContext) as acorn.Statement),
      };
    }
    const key = element.computed && element.key.type !== 'PrivateIdentifier' ? use(element.key, own) : element.key;
    if (element.type === 'PropertyDefinition') {
      return { ...element, key, value: element.value ? rewritePlain(element.value, fieldContext) : element.value };
    }
    const isConstructor = element.kind === 'constructor';
    const source = element.static ? withoutStatic(element, context) : element;
    const value = rewriteFunction(element.value, own, {
      isConstructor,
      isDerived: isConstructor && isDerived,
      isSetter: element.kind === 'set',
      source,
    });
    return { ...element, key, value: value as acorn.FunctionExpression };
  });
  const superClass = node.superClass ? use(node.superClass, own) : node.superClass;
  const sourceMark: acorn.StaticBlock = {
    type: 'StaticBlock',
    start: 0,
    end: 0,
    body: [b.directive(mark(node, context))],
  };
  return { ...node, superClass, body: { ...node.body, body: [sourceMark, ...body] } };
}

/** The text of a static method begins after `static`. */
function withoutStatic(element: acorn.MethodDefinition, { unit }: Context): acorn.Node {
  const [before] = /^static(?:\s|\/\*[^]*?\*\/|\/\/.*)*/.exec(unit.source.slice(element.start, element.end)) ?? [''];
  return { ...element, start: element.start + before.length };
}
