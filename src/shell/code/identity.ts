import ts from 'typescript';
import type { Flows } from './flows';
import type { Place } from './places';
import { CodeRefusal } from './refusal';
import { calledName, isAssignment, walk } from './syntax';

const COMPARING: ReadonlySet<string> = new Set([
  'includes',
  'indexOf',
  'lastIndexOf',
  'has',
  'get',
  'delete',
  'set',
  'add',
]);

/**
 * Refuses what depends on which objects stand for a row. In the shell a row that several entities lead to is one object; what a find
 * loads with them holds one for each of them.
 * @throws CodeRefusal
 */
export function refuseSharedObjects(root: ts.Node, checker: ts.TypeChecker, flows: Flows): void {
  const sharedAt = (node: ts.Node): Place | undefined =>
    isPrimitive(checker.getTypeAtLocation(node)) ? undefined : [...flows.at(node)].find(isShared);
  const refuse = (place: Place | undefined, what: string): void => {
    if (place !== undefined)
      throw new CodeRefusal(
        `it ${what} ${place.metadata.name} objects that several entities lead to.`,
        'In the shell a row is one object, a find gives each entity its own: compare their keys.',
      );
  };
  walk(root, (node) => {
    if (ts.isTypeNode(node)) return false;
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      if (kind >= ts.SyntaxKind.EqualsEqualsToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken) {
        const sides = [node.left, node.right].map((side) => flows.at(side));
        if (sides.every((places) => places.size > 0)) refuse(sharedAt(node.left) ?? sharedAt(node.right), 'compares');
      } else if (isAssignment(node)) {
        const { left } = node;
        if (ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left))
          refuse(sharedAt(left.expression), 'changes');
      }
    } else if (ts.isNewExpression(node) && /^(?:Weak)?(?:Set|Map)$/.test(node.expression.getText()))
      for (const argument of node.arguments ?? []) refuse(sharedAt(argument), 'gathers');
    else if (ts.isCallExpression(node) && COMPARING.has(calledName(node) ?? ''))
      for (const argument of node.arguments.slice(0, 1)) refuse(sharedAt(argument), 'compares');
    return true;
  });
}

function isShared(place: Place): boolean {
  return place.isShared || (place.above !== undefined && isShared(place.above));
}

function isPrimitive(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.StringLike | ts.TypeFlags.BooleanLike)) !== 0;
}
