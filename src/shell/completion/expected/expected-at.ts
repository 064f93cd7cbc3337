import type { AnyNode } from '../../evaluator/walk';
import { methodCalled, type MethodCall } from '../inference/call-results';
import type { Inference } from '../inference/inference';
import type { Known } from '../inference/known';
import { keyOf } from '../inference/members';
import { propertiesOf } from '../model/properties';
import { builderArgument } from './builder-arguments';
import { NOTHING_EXPECTED, type Expected } from './expected';
import { ENTITY_METHODS, REPOSITORY_METHODS } from './methods';
import { entityChoices, taken } from './taken';
import { columnValues } from './trees';

/** What may stand in the place of a node. */
export function expectedAt(node: AnyNode, inference: Inference): readonly Expected[] {
  const parent = inference.tree.parents.get(node);
  switch (parent?.type) {
    case 'Property': {
      const object = inference.tree.parents.get(parent);
      const key = keyOf(parent);
      if (object === undefined || key === undefined || parent.value !== node) return NOTHING_EXPECTED;
      return objectsExpected(object, inference).flatMap((each) => each.at(key));
    }
    case 'ArrayExpression':
      return expectedAt(parent, inference).flatMap((each) => (each.kind === 'list' ? each.of : []));
    case 'CallExpression':
      return parent.callee === node ? NOTHING_EXPECTED : argumentExpected(parent, node, inference);
    case 'ConditionalExpression':
      return parent.test === node ? NOTHING_EXPECTED : expectedAt(parent, inference);
    case 'LogicalExpression':
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return expectedAt(parent, inference);
    case 'AssignmentExpression':
      return parent.right === node ? valuesOf(parent.left, inference) : NOTHING_EXPECTED;
    case 'BinaryExpression': {
      if (!/^[!=]==?$/.test(parent.operator)) return NOTHING_EXPECTED;
      return valuesOf(parent.right === node ? parent.left : parent.right, inference);
    }
    default:
      return NOTHING_EXPECTED;
  }
}

/** The objects that may stand in the place of a node. */
export function objectsExpected(node: AnyNode, inference: Inference): readonly Extract<Expected, { kind: 'object' }>[] {
  return expectedAt(node, inference).filter((each) => each.kind === 'object');
}

/** The values of the column that an expression reads. */
function valuesOf(node: AnyNode, inference: Inference): readonly Expected[] {
  const member = node.type === 'ChainExpression' ? node.expression : node;
  if (member.type !== 'MemberExpression' || member.property.type !== 'Identifier') return NOTHING_EXPECTED;
  const object = inference.used(member.object);
  if (object.kind !== 'entity') return NOTHING_EXPECTED;
  const property = propertiesOf(object.holder).get(member.property.name);
  return property?.kind === 'column' ? columnValues(property.column) : NOTHING_EXPECTED;
}

/** The find operators whose argument is a list. */
const TAKES_LIST = new Set(['In', 'Any', 'ArrayContains', 'ArrayContainedBy', 'ArrayOverlap']);

type Call = Extract<AnyNode, { type: 'CallExpression' }>;

function argumentExpected(call: Call, node: AnyNode, inference: Inference): readonly Expected[] {
  const index = call.arguments.indexOf(node as never);
  const { callee } = call;
  if (callee.type === 'Identifier') {
    if (inference.scope.operators.includes(callee.name)) {
      const around = expectedAt(call, inference).filter(({ kind }) => kind === 'choices');
      return TAKES_LIST.has(callee.name) ? [{ kind: 'list', of: around }] : around;
    }
    if (inference.used(callee).kind === 'repo' && index === 0) return [entityChoices(inference)];
    return NOTHING_EXPECTED;
  }
  const called = methodCalled(call, inference);
  return called === undefined ? NOTHING_EXPECTED : methodArgument(call, called, index, inference);
}

function methodArgument(call: Call, called: MethodCall, index: number, inference: Inference): readonly Expected[] {
  const { object, method, given } = called;
  switch (object.kind) {
    case 'target':
    case 'repository':
      return taken(REPOSITORY_METHODS[method]?.takes, index, object.metadata, inference);
    case 'entity':
      return taken(ENTITY_METHODS[method]?.takes, index, object.holder.metadata, inference);
    case 'manager':
    case 'data source':
    case 'query runner':
      return managerArgument(object, method, { index, given }, inference);
    case 'builder':
      return builderArgument(object, { call, index }, called, inference);
    default:
      return NOTHING_EXPECTED;
  }
}

function managerArgument(
  object: Known,
  method: string,
  { index, given }: { readonly index: number; readonly given: readonly AnyNode[] },
  inference: Inference,
): readonly Expected[] {
  const facts = object.kind === 'manager' ? REPOSITORY_METHODS[method] : undefined;
  const takesEntity = facts !== undefined && method !== 'query' && method !== 'sql';
  const isFactory = /^(?:get(?:Tree)?Repository|createQueryBuilder|hasMetadata|getMetadata)$/.test(method);
  if (!takesEntity && !isFactory) return NOTHING_EXPECTED;
  if (index === 0) return [entityChoices(inference)];
  const metadata = inference.entityMeant(given[0]);
  if (metadata === undefined) return NOTHING_EXPECTED;
  return taken(REPOSITORY_METHODS[method]?.takes, index - 1, metadata, inference);
}
