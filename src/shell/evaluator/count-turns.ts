import type * as acorn from 'acorn';
import * as b from './build';
import { type AnyNode, mapChildren } from './walk';

/**
 * Has each turn of each loop of a rewritten text tell the runtime, which looks now and then whether Ctrl-C came.
 *
 * What `vm` runs it can end by itself. But what an `async` function does after its first `await`, and what a promise or a timer calls
 * while a line waits, is run by the engine: a loop there would never end.
 * @param prefix how the text calls the runtime.
 */
export function countTurns(program: acorn.Program, prefix: string): acorn.Program {
  const turn = (): acorn.CallExpression => b.call(b.member(b.id(prefix), 'turn'), []);
  const first = (test: acorn.Expression | null | undefined): acorn.Expression =>
    test ? b.logical('&&', turn(), test) : turn();
  const visit = (node: AnyNode): AnyNode => {
    // The object of a `with` would be asked for the runtime's name.
    if (node.type === 'WithStatement') return node;
    const below = mapChildren(node, visit);
    switch (below.type) {
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
        return { ...below, test: first(below.test) };
      case 'ForInStatement':
      case 'ForOfStatement':
        return { ...below, body: b.block([b.run(turn()), below.body]) };
      default:
        return below;
    }
  };
  return visit(program) as acorn.Program;
}
