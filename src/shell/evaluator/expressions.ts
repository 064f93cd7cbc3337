import type * as acorn from 'acorn';
import { asksForPromise, isPromiseMethod } from './analysis';
import * as b from './build';
import { type Context, fresh, shared } from './context';
import { rewriteClass, rewriteFunction } from './functions';
import { rewriteTarget } from './targets';
import { type AnyNode, isFunction, mapChildren } from './walk';

type Expression = acorn.Expression;

/** A call of the runtime. `at` is what an error in it should point to. */
export function helper(
  context: Context,
  name: string,
  args: (Expression | acorn.SpreadElement)[],
  at?: acorn.Node,
): Expression {
  return b.call(b.member(b.id(context.unit.prefix), name, at), args);
}

/** A promise that the text makes itself is handed on as it is: the text knows what to do with it. */
export function makesPromise(node: Expression): boolean {
  return node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Promise';
}

/** Whether a value can be a promise, as far as its text tells. */
function canBePromise(node: Expression): boolean {
  switch (node.type) {
    case 'Identifier':
      return node.name !== 'undefined' && node.name !== 'NaN' && node.name !== 'Infinity';
    case 'MemberExpression':
    case 'CallExpression':
    case 'NewExpression':
    case 'ChainExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'TaggedTemplateExpression':
    case 'ImportExpression':
      return true;
    case 'SequenceExpression':
      return canBePromise(node.expressions.at(-1)!);
    default:
      return false;
  }
}

/** The token that a wait points to: the last name of what was read or called. */
function offsetOf(node: Expression): number {
  switch (node.type) {
    case 'CallExpression':
      return node.callee.type === 'Super' ? node.start : offsetOf(node.callee);
    case 'MemberExpression':
      return node.property.start;
    case 'ChainExpression':
      return offsetOf(node.expression);
    default:
      return node.start;
  }
}

/** An expression whose value is used here: rewritten, and waited for. */
export function use(node: Expression, context: Context): Expression {
  const rewritten = rewrite(node, context);
  return canBePromise(node) ? wait(rewritten, offsetOf(node), context) : rewritten;
}

/** Waits for an expression that has been rewritten already. */
export function wait(rewritten: Expression, offset: number, context: Context): Expression {
  const { body } = context;
  if (body.mode === 'plain') return rewritten;
  body.waits = true;
  const value = shared(context, 't');
  const waited =
    body.mode === 'generator'
      ? b.yielded(helper(context, 'w', [b.id(value), b.literal(context.unit.sourceId), b.literal(offset)]))
      : helper(context, 'got', [b.awaited(b.id(value))]);
  return b.conditional(helper(context, 'p', [b.assign(b.id(value), rewritten)]), waited, b.id(value));
}

/**
 * An expression whose value is kept, in a variable if `target` is one. Like `use`, but a promise that the text makes or
 * handles itself is handed on as it is.
 */
export function keep(node: Expression, context: Context, target?: acorn.Pattern): Expression {
  return isHandled(target, context) || makesPromise(node) ? rewrite(node, context) : use(node, context);
}

/** A variable that the text itself handles as a promise. */
function isHandled(node: acorn.Pattern | Expression | acorn.Super | undefined, { unit }: Context): boolean {
  return node?.type === 'Identifier' && unit.promiseNames.has(node.name);
}

/** An expression that stands as a statement: it is waited for, unless it says itself what comes after it. */
export function useAsStatement(node: Expression, context: Context): Expression {
  const call = node.type === 'ChainExpression' ? node.expression : node;
  const chains =
    call.type === 'CallExpression' && call.callee.type === 'MemberExpression' && isPromiseMethod(call.callee);
  return chains || node.type === 'NewExpression' ? rewrite(node, context) : use(node, context);
}

/** A function or class without a name of its own, which takes the name of what it is assigned to. */
export function isAnonymous(node: Expression): boolean {
  if (node.type === 'ArrowFunctionExpression') return true;
  return (node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id;
}

/** A rewritten expression put where an anonymous function would get a helper's name. */
export function unnamed(node: Expression, rewritten: Expression): Expression {
  return isAnonymous(node) ? b.sequence(b.literal(0), rewritten) : rewritten;
}

/** Whether an assignment's target stands in parentheses, which keeps it from naming a function. */
export function isParenthesized(node: acorn.AssignmentExpression | acorn.AssignmentPattern): boolean {
  return node.left.start > node.start;
}

/** Rewrites an expression. The result may have a promise as its value; whoever uses it waits (`use`). */
export function rewrite(node: Expression, context: Context): Expression {
  if (context.body.mode === 'plain') return rewritePlain(node, context);
  switch (node.type) {
    case 'Identifier':
      return rewriteName(node, context);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return rewriteFunction(node, context) as Expression;
    case 'ClassExpression':
      return rewriteClass(node, context) as Expression;
    case 'MetaProperty':
      return context.newTargetName !== undefined && node.meta.name === 'new' ? b.id(context.newTargetName, node) : node;
    case 'MemberExpression':
      return rewriteMember(node, context);
    case 'CallExpression':
      return rewriteCall(node, context);
    case 'ChainExpression':
      return rewriteChain(node, context);
    case 'NewExpression':
      return helper(
        context,
        'construct',
        [
          unnamed(node.callee, use(node.callee, context)),
          b.array(rewriteArguments(node.arguments, context)),
          textOf(node.callee, context),
        ],
        node.callee,
      );
    case 'TaggedTemplateExpression':
      return rewriteTagged(node, context);
    case 'TemplateLiteral':
      return { ...node, expressions: node.expressions.map((part) => rewriteTemplatePart(part, context)) };
    case 'ImportExpression':
      return rewriteImportCall(node, (part) => use(part, context), context);
    case 'AwaitExpression':
      return helper(context, 'got', [b.awaited(rewrite(node.argument, context))]);
    case 'UnaryExpression':
      return rewriteUnary(node, context);
    case 'UpdateExpression':
      if (node.argument.type === 'MemberExpression' && node.argument.object.type !== 'Super') {
        return updateMember(node, node.argument, context);
      }
      return { ...node, argument: rewriteTarget(node.argument as acorn.Pattern, context) as Expression };
    case 'BinaryExpression':
      if (asksForPromise(node)) return { ...node, left: rewrite(node.left as Expression, context) };
      return node.left.type === 'PrivateIdentifier'
        ? { ...node, right: use(node.right, context) }
        : { ...node, left: use(node.left, context), right: use(node.right, context) };
    case 'LogicalExpression':
      return { ...node, left: use(node.left, context), right: rewrite(node.right, context) };
    case 'ConditionalExpression':
      return {
        ...node,
        test: use(node.test, context),
        consequent: rewrite(node.consequent, context),
        alternate: rewrite(node.alternate, context),
      };
    case 'SequenceExpression':
      return {
        ...node,
        expressions: node.expressions.map((part, index, all) =>
          index === all.length - 1 ? rewrite(part, context) : useAsStatement(part, context),
        ),
      };
    case 'AssignmentExpression':
      return rewriteAssignment(node, context);
    case 'ArrayExpression':
      return { ...node, elements: rewriteElements(node.elements, context) };
    case 'ObjectExpression':
      return { ...node, properties: node.properties.map((part) => rewriteProperty(part, context)) };
    default:
      return node;
  }
}

function rewriteImportCall(
  node: acorn.ImportExpression,
  inner: (part: Expression) => Expression,
  context: Context,
): Expression {
  const parts = node.options ? [node.source, node.options] : [node.source];
  return helper(context, 'import', parts.map(inner));
}

/** Code that cannot wait: only the functions in it are rewritten. */
export function rewritePlain<T extends AnyNode | Expression>(node: T, context: Context): T {
  const visit = (below: AnyNode): AnyNode => {
    if (isFunction(below)) return rewriteFunction(below, context);
    if (below.type === 'ClassExpression' || below.type === 'ClassDeclaration')
      return rewriteClass(below as acorn.ClassExpression, context);
    if (isDirectEval(below) && context.topLevel && !context.strict) {
      const [source, ...rest] = below.arguments.map((argument) => visit(argument as AnyNode) as Expression);
      return {
        ...below,
        arguments: source ? [helper(context, 'evalSource', [source, b.literal(context.unit.prefix)]), ...rest] : [],
      };
    }
    if (below.type === 'ImportExpression') {
      return rewriteImportCall(below, (part) => visit(part) as Expression, context);
    }
    if (below.type === 'Identifier' && below.name === 'arguments') return rewriteName(below, context);
    if (below.type === 'UnaryExpression' && below.operator === 'delete' && below.argument.type === 'Identifier') {
      return deleteName(below, below.argument, context);
    }
    if (below.type === 'MemberExpression' && !below.computed)
      return { ...below, object: visit(below.object) as Expression };
    if (below.type === 'Property' && (below.method || below.kind !== 'init')) {
      const key = below.computed ? visit(below.key) : below.key;
      const value = rewriteFunction(below.value as acorn.FunctionExpression, context, {
        isSetter: below.kind === 'set',
        source: below,
      });
      return { ...below, key, value } as AnyNode;
    }
    if (below.type === 'Property' && !below.computed) {
      const shorthand = below.shorthand && below.value.type === 'Identifier' && below.value.name !== 'arguments';
      return { ...below, shorthand, value: visit(below.value) as Expression };
    }
    return mapChildren(below, visit);
  };
  return visit(node) as T;
}

function isDirectEval(node: AnyNode): node is acorn.CallExpression {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval';
}

/** A name: itself, unless the body that it now stands in would mean something else by it. */
export function rewriteName(node: acorn.Identifier, context: Context): Expression {
  if (node.name === 'arguments' && context.argumentsName !== undefined) return b.id(context.argumentsName, node);
  if (isScopeName(node, context)) return b.call(scopeMember(context, 'read'), [b.literal(node.name)]);
  return node;
}

/** At the top level `arguments` would be those of the function that the text is compiled into. */
export function isScopeName(node: acorn.Identifier, context: Context): boolean {
  return node.name === 'arguments' && !context.inFunction && !context.localNames.has('arguments');
}

export function scopeMember(context: Context, name: string): Expression {
  return b.member(b.member(b.id(context.unit.prefix), 'scope'), name);
}

/** A property's key as an expression: waited for when it is computed. */
export function rewriteKey(node: acorn.MemberExpression, context: Context): Expression {
  if (node.computed) return unnamed(node.property as Expression, use(node.property as Expression, context));
  return b.literal((node.property as acorn.Identifier).name);
}

export function rewriteObject(node: acorn.MemberExpression, context: Context): Expression {
  const object = node.object as Expression;
  const asksKind =
    isHandled(object, context) &&
    !node.computed &&
    node.property.type === 'Identifier' &&
    node.property.name === 'constructor';
  const rewritten = isPromiseMethod(node) || asksKind ? rewrite(object, context) : use(object, context);
  return unnamed(object, rewritten);
}

/** Reads a member of something that has been rewritten already. */
function read(object: Expression, node: acorn.MemberExpression, context: Context): Expression {
  if (node.property.type === 'PrivateIdentifier') return { ...node, object, optional: false };
  return helper(context, 'get', [object, rewriteKey(node, context)], node.property);
}

function rewriteMember(node: acorn.MemberExpression, context: Context): Expression {
  if (node.object.type === 'Super') return readSuper(node, context);
  return read(rewriteObject(node, context), node, context);
}

function readSuper(node: acorn.MemberExpression, context: Context): Expression {
  if (context.superName !== undefined) return b.call(b.id(context.superName, node), [rewriteKey(node, context)]);
  return node.computed ? { ...node, property: use(node.property as Expression, context) } : node;
}

/** How a callee is written, for the error when it cannot be called. */
function textOf(node: AnyNode | Expression, context: Context): acorn.Literal {
  const text = context.unit.source.slice(node.start, node.end).replaceAll(/\s+/g, ' ');
  const isShort =
    text.length <= 60 &&
    (node.type === 'Identifier' || node.type === 'MemberExpression' || node.type === 'CallExpression');
  return b.literal(isShort ? text : '(intermediate value)');
}

function rewriteElements(
  elements: acorn.ArrayExpression['elements'],
  context: Context,
): (Expression | acorn.SpreadElement | null)[] {
  return elements.map((element) => {
    if (element === null) return null;
    if (element.type === 'SpreadElement') return { ...element, argument: use(element.argument, context) };
    return keep(element, context);
  });
}

function rewriteArguments(
  nodes: (Expression | acorn.SpreadElement)[],
  context: Context,
): (Expression | acorn.SpreadElement)[] {
  return rewriteElements(nodes, context) as (Expression | acorn.SpreadElement)[];
}

/** `Promise.all([a(), b()])` says itself what to do with promises: they are handed on. */
function rewritePromiseArguments(
  nodes: (Expression | acorn.SpreadElement)[],
  context: Context,
): (Expression | acorn.SpreadElement)[] {
  const hand = (node: Expression | acorn.SpreadElement | null): Expression | acorn.SpreadElement | null => {
    if (node === null) return null;
    if (node.type === 'SpreadElement') return { ...node, argument: use(node.argument, context) };
    if (node.type === 'ArrayExpression') return { ...node, elements: node.elements.map(hand) };
    return rewrite(node, context);
  };
  return nodes.map((node) => hand(node)!);
}

function rewriteCallArguments(node: acorn.CallExpression, context: Context): acorn.ArrayExpression {
  const { callee } = node;
  const isPromise =
    callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Promise';
  const [first] = node.arguments;
  // What kind of thing a variable's promise is, is asked of the promise itself.
  const asksKind =
    first?.type === 'Identifier' &&
    isHandled(first, context) &&
    textOf(callee, context).value === 'Object.getPrototypeOf';
  return b.array((isPromise || asksKind ? rewritePromiseArguments : rewriteArguments)(node.arguments, context));
}

function rewriteCall(node: acorn.CallExpression, context: Context): Expression {
  const { callee } = node;
  // Only a constructor or an async arrow in one can have it; both keep their own `super`.
  if (callee.type === 'Super') return { ...node, arguments: rewriteArguments(node.arguments, context) };
  if (callee.type === 'MemberExpression' && callee.object.type === 'Super') {
    const method = wait(readSuper(callee, context), callee.property.start, context);
    return helper(
      context,
      'call',
      [
        { type: 'ThisExpression', start: 0, end: 0 },
        method,
        rewriteCallArguments(node, context),
        textOf(callee, context),
      ],
      callee.property,
    );
  }
  if (callee.type === 'MemberExpression') {
    const object = shared(context, 'o');
    return helper(
      context,
      'call',
      [
        b.assign(b.id(object), rewriteObject(callee, context)),
        wait(read(b.id(object), callee, context), callee.property.start, context),
        rewriteCallArguments(node, context),
        textOf(callee, context),
      ],
      callee.property,
    );
  }
  if (callee.type === 'ChainExpression') return rewriteChainCall(node, callee, context).value;
  return helper(
    context,
    'call',
    [
      b.undefinedValue(),
      unnamed(callee, use(callee, context)),
      rewriteCallArguments(node, context),
      textOf(callee, context),
    ],
    callee,
  );
}

/** A part of an optional chain: its value, and the tests that come before it. */
interface Link {
  readonly value: Expression;
  readonly guards: readonly Expression[];
}

function rewriteChain(node: acorn.ChainExpression, context: Context): Expression {
  return guarded(link(node.expression, context));
}

function guarded({ value, guards }: Link, otherwise: () => Expression = b.undefinedValue): Expression {
  return guards.reduceRight<Expression>((inner, guard) => b.conditional(guard, otherwise(), inner), value);
}

/** `(name = value) == null`, the test of `?.`; the name is read after it. */
function guard(name: string, value: Expression): Expression {
  return b.binary('==', b.assign(b.id(name), value), b.literal(null));
}

function link(node: Expression, context: Context): Link {
  if (node.type === 'MemberExpression' && node.object.type !== 'Super') {
    const { object, guards } = linkObject(node, context);
    return { value: read(object, node, context), guards };
  }
  if (node.type === 'CallExpression' && node.callee.type === 'ChainExpression') {
    return rewriteChainCall(node, node.callee, context);
  }
  if (node.type === 'CallExpression' && node.callee.type !== 'Super') {
    const target = linkCallee(node.callee, context);
    const args = rewriteCallArguments(node, context);
    const text = textOf(node.callee, context);
    if (!node.optional)
      return {
        value: helper(context, 'call', [target.self, target.callee, args, text], target.at),
        guards: target.guards,
      };
    const name = fresh(context);
    return {
      value: helper(context, 'call', [target.reread, b.id(name), args, text], target.at),
      guards: [...target.guards, guard(name, b.sequence(target.self, target.callee))],
    };
  }
  return { value: rewrite(node, context), guards: [] };
}

/** The object of a member in a chain, with the test that `?.` puts after it. */
function linkObject(
  node: acorn.MemberExpression,
  context: Context,
): { object: Expression; guards: readonly Expression[] } {
  const inner = node.object as Expression;
  const { value, guards } = link(inner, context);
  const object = isPromiseMethod(node) || !canBePromise(inner) ? value : wait(value, offsetOf(inner), context);
  if (!node.optional) return { object: unnamed(inner, object), guards };
  const name = fresh(context);
  return { object: b.id(name), guards: [...guards, guard(name, unnamed(inner, object))] };
}

interface Callee {
  /** Evaluates what `this` will be. */
  readonly self: Expression;
  /** Evaluates the function, after `self`. */
  readonly callee: Expression;
  /** What `this` is, once both have been evaluated. */
  readonly reread: Expression;
  readonly guards: readonly Expression[];
  readonly at: acorn.Node;
}

function linkCallee(callee: Expression | acorn.Super, context: Context): Callee {
  if (callee.type === 'MemberExpression' && callee.object.type === 'Super') {
    const self: Expression = { type: 'ThisExpression', start: 0, end: 0 };
    return {
      self,
      callee: wait(readSuper(callee, context), callee.start, context),
      reread: self,
      guards: [],
      at: callee,
    };
  }
  if (callee.type === 'MemberExpression') {
    const { object, guards } = linkObject(callee, context);
    const name = fresh(context);
    return {
      self: b.assign(b.id(name), object),
      callee: wait(read(b.id(name), callee, context), callee.property.start, context),
      reread: b.id(name),
      guards,
      at: callee.property,
    };
  }
  const { value, guards } = link(callee as Expression, context);
  const waited = canBePromise(callee as Expression) ? wait(value, callee.start, context) : value;
  return {
    self: b.undefinedValue(),
    callee: unnamed(callee as Expression, waited),
    reread: b.undefinedValue(),
    guards,
    at: callee,
  };
}

/** `(a?.b)(c)`: the parentheses end the chain, and `this` is still `a`. Evaluates both; then the name holds `this`. */
function evaluateChain(
  callee: acorn.ChainExpression,
  context: Context,
): { method: Expression; self: string; at: acorn.Node } {
  const target = linkCallee(callee.expression, context);
  const self = fresh(context);
  const evaluated = b.sequence(b.assign(b.id(self), target.self), target.callee);
  const method = b.sequence(
    b.assign(b.id(self), b.undefinedValue()),
    guarded({ value: evaluated, guards: target.guards }),
  );
  return { method, self, at: target.at };
}

function rewriteChainCall(node: acorn.CallExpression, callee: acorn.ChainExpression, context: Context): Link {
  const { method, self, at } = evaluateChain(callee, context);
  const name = fresh(context);
  const called = helper(
    context,
    'call',
    [b.id(self), b.id(name), rewriteCallArguments(node, context), textOf(callee, context)],
    at,
  );
  if (node.optional) return { value: called, guards: [guard(name, method)] };
  return { value: b.sequence(b.assign(b.id(name), method), called), guards: [] };
}

function rewriteTagged(node: acorn.TaggedTemplateExpression, context: Context): Expression {
  const quasi: acorn.TemplateLiteral = {
    ...node.quasi,
    expressions: node.quasi.expressions.map((part) => keep(part, context)),
  };
  const { tag } = node;
  if (tag.type === 'MemberExpression' && tag.object.type !== 'Super') {
    const object = shared(context, 'o');
    const self = b.assign(b.id(object), rewriteObject(tag, context));
    const method = wait(read(b.id(object), tag, context), tag.property.start, context);
    return { ...node, tag: helper(context, 'tag', [self, method, textOf(tag, context)], tag), quasi };
  }
  // In a sequence a name found among the session's variables is called without `this`.
  return { ...node, tag: b.sequence(b.literal(0), use(tag, context)), quasi };
}

function rewriteTemplatePart(part: Expression, context: Context): Expression {
  if (!canBePromise(part) && part.type !== 'ThisExpression') return rewrite(part, context);
  return wait(helper(context, 'text', [use(part, context)], part), offsetOf(part), context);
}

function rewriteUnary(node: acorn.UnaryExpression, context: Context): Expression {
  const { operator, argument } = node;
  if (operator === 'delete') return rewriteDelete(node, context);
  if (operator === 'void') return { ...node, argument: rewrite(argument, context) };
  if (operator === 'typeof' && argument.type === 'Identifier') {
    if (isScopeName(argument, context)) return b.call(scopeMember(context, 'typeOf'), [b.literal(argument.name)]);
    if (!canBePromise(argument)) return node;
    // A name that nothing declares may only be asked for its type; one whose type is 'object' is there to be read.
    const type = b.id(shared(context, 't'));
    const asked = b.assign(type, { ...node, argument: rewriteName(argument, context) });
    const read = { ...node, argument: use(argument, context) };
    return b.conditional(b.binary('===', asked, b.literal('object')), read, type);
  }
  return { ...node, argument: use(argument, context) };
}

function rewriteDelete(node: acorn.UnaryExpression, context: Context): Expression {
  const { argument } = node;
  const deleteOf = (target: Expression): Expression => ({ ...node, argument: target });
  if (argument.type === 'Identifier') {
    return deleteName(node, argument, context);
  }
  if (argument.type === 'MemberExpression' && argument.object.type !== 'Super') {
    return deleteOf(b.index(rewriteObject(argument, context), rewriteKey(argument, context)));
  }
  if (argument.type === 'ChainExpression' && argument.expression.type === 'MemberExpression') {
    const { object, guards } = linkObject(argument.expression, context);
    const deleted = deleteOf(b.index(object, rewriteKey(argument.expression, context)));
    return guarded({ value: deleted, guards }, () => b.literal(true));
  }
  return deleteOf(use(argument, context));
}

/** A variable of the session is a property of its scope: only the scope knows whether it may be deleted. */
function deleteName(node: acorn.UnaryExpression, name: acorn.Identifier, context: Context): Expression {
  if (context.localNames.has(name.name)) return node;
  return b.call(scopeMember(context, 'delete'), [b.literal(name.name), b.arrow([], node)]);
}

function rewriteProperty(
  part: acorn.Property | acorn.SpreadElement,
  context: Context,
): acorn.Property | acorn.SpreadElement {
  if (part.type === 'SpreadElement') return { ...part, argument: use(part.argument, context) };
  const key = part.computed ? use(part.key, context) : part.key;
  if (part.kind !== 'init' || part.method) {
    return {
      ...part,
      key,
      value: rewriteFunction(part.value as acorn.FunctionExpression, context, {
        isSetter: part.kind === 'set',
        source: part,
      }) as acorn.FunctionExpression,
    };
  }
  const value = keep(part.value, context);
  if (!part.shorthand) return { ...part, key, value };
  // Written out, `__proto__` would set the prototype.
  const name = (part.key as acorn.Identifier).name;
  return name === '__proto__' ? b.property(name, value) : { ...part, key, value, shorthand: false };
}

function rewriteAssignment(node: acorn.AssignmentExpression, context: Context): Expression {
  const { left, operator } = node;
  if (left.type === 'Identifier') return assignName(node, left, context);
  if (left.type === 'MemberExpression') return assignMember(node, left, context);
  const right = wait(
    helper(context, 'open', [use(node.right, context), shapeLiteral(left)]),
    node.right.start,
    context,
  );
  return { ...node, operator, left: rewriteTarget(left, context), right };
}

function assignName(node: acorn.AssignmentExpression, left: acorn.Identifier, context: Context): Expression {
  const { operator } = node;
  const right = keep(node.right, context, left);
  if (isScopeName(left, context)) {
    const value =
      operator === '='
        ? right
        : b.binary(operator.slice(0, -1) as acorn.BinaryOperator, rewriteName(left, context), right);
    return b.call(scopeMember(context, 'write'), [b.literal(left.name), value]);
  }
  const target = rewriteName(left, context) as acorn.Identifier;
  const named = isParenthesized(node) ? unnamed(node.right, right) : right;
  if (operator === '=') return { ...node, left: target, right: named };
  if (operator === '&&=' || operator === '||=' || operator === '??=') {
    return b.logical(operator.slice(0, -1) as acorn.LogicalOperator, use(left, context), b.assign(target, named));
  }
  return b.assign(target, b.binary(operator.slice(0, -1) as acorn.BinaryOperator, use(left, context), right));
}

function assignMember(node: acorn.AssignmentExpression, left: acorn.MemberExpression, context: Context): Expression {
  const right = keep(node.right, context);
  if (left.object.type === 'Super') {
    return {
      ...node,
      left: left.computed ? { ...left, property: use(left.property as Expression, context) } : left,
      right,
    };
  }
  const object = rewriteObject(left, context);
  if (node.operator === '=') {
    if (left.property.type === 'PrivateIdentifier') return { ...node, left: { ...left, object }, right };
    return store(
      left,
      readyObject(left, object, context),
      rewriteKey(left, context),
      unnamed(node.right, right),
      context,
    );
  }
  const place = memberPlace(left, context);
  const operator = node.operator.slice(0, -1);
  if (isLogical(operator))
    return b.sequence(...place.start, b.logical(operator, place.old, place.store(unnamed(node.right, right))));
  return b.sequence(...place.start, place.store(b.binary(operator as acorn.BinaryOperator, place.old, right)));
}

function isLogical(operator: string): operator is acorn.LogicalOperator {
  return operator === '&&' || operator === '||' || operator === '??';
}

/** The object of a named member that is about to be set, once what the setter needs is there. */
function readyObject(node: acorn.MemberExpression, object: Expression, context: Context): Expression {
  const { property } = node;
  // What may be a promise here is the object itself.
  if (node.computed || node.object.type === 'ThisExpression' || isPromiseMethod(node)) return object;
  const ready = helper(context, 'ready', [object, rewriteKey(node, context)], property);
  return wait(ready, property.start, context);
}

/** `object[key] = value` */
function store(
  node: acorn.MemberExpression,
  object: Expression,
  key: Expression,
  value: Expression,
  context: Context,
): Expression {
  return helper(context, context.strict ? 'set' : 'setSloppy', [object, key, value], node.property);
}

/** A member that is both read and written: evaluated once, by `start`. */
interface MemberPlace {
  readonly start: readonly Expression[];
  readonly old: Expression;
  readonly store: (value: Expression) => Expression;
}

function memberPlace(node: acorn.MemberExpression, context: Context): MemberPlace {
  const object = fresh(context);
  const start = [b.assign(b.id(object), rewriteObject(node, context))];
  const offset = node.property.start;
  if (node.property.type === 'PrivateIdentifier') {
    const member: acorn.MemberExpression = { ...node, object: b.id(object) };
    return { start, old: wait(member, offset, context), store: (value) => b.assign(member, value) };
  }
  let key = (): Expression => rewriteKey(node, context);
  if (node.computed) {
    const name = fresh(context);
    start.push(b.assign(b.id(name), key()));
    key = () => b.id(name);
  }
  const old = wait(helper(context, 'get', [b.id(object), key()], node.property), offset, context);
  return { start, old, store: (value) => store(node, b.id(object), key(), value, context) };
}

/** `object[key]++` */
function updateMember(node: acorn.UpdateExpression, target: acorn.MemberExpression, context: Context): Expression {
  const place = memberPlace(target, context);
  const [value, before] = [fresh(context), fresh(context)];
  const read = b.assign(b.id(value), place.old);
  const changed: acorn.UpdateExpression = { ...node, argument: b.id(value) };
  if (node.prefix) return b.sequence(...place.start, read, place.store(changed));
  return b.sequence(...place.start, read, b.assign(b.id(before), changed), place.store(b.id(value)), b.id(before));
}

/** What a pattern takes, as text for the runtime (see `Shape`). */
export function shapeLiteral(pattern: acorn.Pattern): acorn.Literal {
  return b.literal(JSON.stringify(shapeOf(pattern)));
}

function shapeOf(pattern: acorn.Pattern): unknown[] {
  const below = (item: acorn.Pattern): unknown => {
    const target = item.type === 'AssignmentPattern' ? item.left : item;
    return target.type === 'ObjectPattern' || target.type === 'ArrayPattern' ? shapeOf(target) : 0;
  };
  if (pattern.type === 'ArrayPattern') {
    return pattern.elements.flatMap((item, position) =>
      item === null || item.type === 'RestElement' ? [] : [[String(position), below(item)]],
    );
  }
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((item) => {
    if (item.type === 'RestElement' || item.computed) return [];
    const key = item.key.type === 'Identifier' ? item.key.name : String((item.key as acorn.Literal).value);
    return [[key, below(item.value)]];
  });
}
