import type { AnyNode } from '../../evaluator/walk';
import { textOf } from '../inference/members';

/** The parameters that a condition of a query builder names: `:name`, `:...ids`. */
export function parametersIn(condition: string): readonly string[] {
  const found = condition.matchAll(/(?<![:\w]):(?:\.\.\.)?([A-Za-z_]\w*)/g);
  return [...new Set([...found].map(([, name = '']) => name))];
}

/** The parameters that the conditions of a chain of calls name, before the last of them. */
export function parametersBefore({ callee }: Extract<AnyNode, { type: 'CallExpression' }>): readonly string[] {
  const texts: string[] = [];
  for (let node: AnyNode = callee; node.type === 'MemberExpression' && node.object.type === 'CallExpression';) {
    for (const given of node.object.arguments) texts.push(textOf(given) ?? '');
    node = node.object.callee;
  }
  return [...new Set(texts.flatMap(parametersIn))];
}
