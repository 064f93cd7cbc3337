import type { AnyNode, FunctionNode } from '../../evaluator/walk';
import { arrayCallbackParameters } from './array-methods';
import { builderCallbackParameters } from './builders';
import { methodCalled } from './call-results';
import type { Inference } from './inference';
import { primitive, UNKNOWN, type Known } from './known';
import { elementOf } from './members';

/** What the call that a function is handed to gives to its parameters; nothing when it is handed to none. */
export function parametersGiven(node: FunctionNode, inference: Inference): readonly Known[] {
  const call = inference.tree.parents.get(node);
  if (call?.type === 'NewExpression') return bracketsParameters(call, inference);
  if (call?.type !== 'CallExpression') return [];
  return callbackParameters(call, call.arguments.indexOf(node as never), inference);
}

/** `where(new Brackets(qb => …))`: a builder that sees the aliases of the one that it is made for. */
function bracketsParameters(made: Extract<AnyNode, { type: 'NewExpression' }>, inference: Inference): readonly Known[] {
  if (made.callee.type !== 'Identifier' || !/^(?:Not)?Brackets$/.test(made.callee.name)) return [];
  const call = inference.tree.parents.get(made);
  const called = call?.type === 'CallExpression' ? methodCalled(call, inference) : undefined;
  return called?.object.kind === 'builder' ? builderCallbackParameters(called.object) : [];
}

/** The parameters of a function in place of an argument of a call. */
export function callbackParameters(
  call: Extract<AnyNode, { type: 'CallExpression' }>,
  index: number,
  inference: Inference,
): readonly Known[] {
  const called = methodCalled(call, inference);
  if (called === undefined || index < 0) return [];
  const { object, method, given } = called;
  switch (object.kind) {
    case 'array':
      return index === 0 ? arrayCallbackParameters(method, object, given, inference) : [];
    case 'promise':
      return index === 0 && method === 'then' ? [object.of] : [];
    case 'builder':
      return builderCallbackParameters(object);
    case 'data source':
    case 'manager':
      return method === 'transaction' ? [{ kind: 'manager', dataSource: object.dataSource }] : [];
    case 'built-in':
      return builtInCallback(object, method);
    default:
      return staticCallback(call, method, inference);
  }
}

/** The callback of `Array.from` and the like. */
function staticCallback(
  { callee, arguments: given }: Extract<AnyNode, { type: 'CallExpression' }>,
  method: string,
  inference: Inference,
): readonly Known[] {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return [];
  const isGoingThrough = /^(?:Array\.from|Object\.groupBy|Map\.groupBy)$/.test(`${callee.object.name}.${method}`);
  if (!isGoingThrough) return [];
  return [elementOf(inference.used(given[0]), undefined, inference), primitive('number')];
}

function builtInCallback(object: Extract<Known, { kind: 'built-in' }>, method: string): readonly Known[] {
  const { name, element = UNKNOWN } = object;
  if (method !== 'forEach') return [];
  if (name === 'Map' && element.kind === 'array') return [element.items?.[1] ?? UNKNOWN, element.items?.[0] ?? UNKNOWN];
  return [element, element, object];
}
