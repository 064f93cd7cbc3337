import type * as acorn from 'acorn';
import * as b from './build';
import { FIND } from './turn-counter';
import { type AnyNode, mapChildren } from './walk';

/**
 * Has each turn of each loop of a rewritten text tell the runtime, which looks now and then whether Ctrl-C came. What a direct `eval` is
 * given, and `Function` in code that stays as it is, goes through the runtime for the same.
 *
 * What `vm` runs it can end by itself. But what an `async` function does after its first `await`, and what a promise or a timer calls
 * while a line waits, is run by the engine: a loop there would never end.
 * @param prefix how the text calls the runtime; no name of the text begins with it.
 */
export function countTurns(program: acorn.Program, prefix: string): acorn.Program {
  const turnName = b.id(`${prefix}turn`);
  /** @param runtime the name by which the runtime is called here. */
  const visitor = (runtime: string): ((node: AnyNode) => AnyNode) => {
    const ask = (method: string, args: acorn.Expression[]): acorn.CallExpression =>
      b.call(b.member(b.id(runtime), method), args);
    const turn = (): acorn.CallExpression => ask('turn', []);
    const first = (test: acorn.Expression | null | undefined): acorn.Expression =>
      test ? b.logical('&&', turn(), test) : turn();
    const visit = (node: AnyNode): AnyNode => {
      if (node.type === 'WithStatement') return visitWith(node);
      const below = mapChildren(node, visit);
      switch (below.type) {
        case 'WhileStatement':
        case 'DoWhileStatement':
        case 'ForStatement':
          return { ...below, test: first(below.test) };
        case 'ForInStatement':
        case 'ForOfStatement':
          // A declaration has no part in the value of the text, as an expression would have.
          return { ...below, body: b.block([b.declare('const', turnName, turn()), below.body]) };
        case 'CallExpression':
        case 'NewExpression':
          return { ...below, arguments: texts(below) };
        default:
          return below;
      }
    };
    const visitWith = (node: acorn.WithStatement): acorn.Statement => {
      const name = `${prefix}with`;
      // The object is not asked for the runtime's name.
      const body = b.block([b.declare('const', b.id(name), reach()), visitor(name)(node.body) as acorn.Statement]);
      return { ...node, object: visit(node.object) as acorn.Expression, body };
    };
    /** The arguments of a call that makes code of texts. */
    const texts = ({ type, callee, arguments: args }: acorn.CallExpression | acorn.NewExpression): typeof args => {
      if (callee.type !== 'Identifier' || args.length === 0) return args;
      const [source, ...more] = args;
      if (
        callee.name === 'eval' &&
        type === 'CallExpression' &&
        source?.type !== 'SpreadElement' &&
        source !== undefined
      )
        return isEvalSource(source, prefix)
          ? args
          : [b.index(ask('texts', [b.id('eval'), b.array([source])]), b.literal(0)), ...more];
      if (callee.name !== 'Function') return args;
      return [b.spread(ask('texts', [b.id('Function'), b.array(args)]))];
    };
    return visit;
  };
  return visitor(prefix)(program) as acorn.Program;
}

/** The counter, by no name: `(() => 0).constructor(FIND)()`. */
function reach(): acorn.Expression {
  return b.call(b.call(b.member(b.arrow([], b.literal(0)), 'constructor'), [b.literal(FIND)]), []);
}

/** What the rewriting has put there; it counts by itself. */
function isEvalSource(node: acorn.Expression, prefix: string): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object, property } = node.callee;
  return object.type === 'Identifier' && object.name === prefix && 'name' in property && property.name === 'evalSource';
}
