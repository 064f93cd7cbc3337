import type { AnyNode } from '../../evaluator/walk';
import type { MethodCall } from '../inference/call-results';
import type { Inference } from '../inference/inference';
import type { Builder } from '../inference/known';
import { textOf } from '../inference/members';
import { parametersBefore, parametersIn } from './parameters';
import { NOTHING_EXPECTED, objectOf, textChoices, type Expected } from './expected';
import { entityChoices, taken, treeContext } from './taken';
import { FIND_MANY_OPTIONS, FIND_ONE_OPTIONS, optionsOf } from './options';
import { DIRECTIONS } from './trees';

type Call = Extract<AnyNode, { type: 'CallExpression' }>;

/** Which argument of which call. */
interface Argument {
  readonly call: Call;
  readonly index: number;
}

const NULLS = textChoices(['NULLS FIRST', 'NULLS LAST']);

/** What an argument of a query builder's method may be, beside the texts with aliases (see sources/builder-text.ts). */
export function builderArgument(
  builder: Builder,
  { call, index }: Argument,
  { method, given }: MethodCall,
  inference: Inference,
): readonly Expected[] {
  const { main } = builder;
  const context = treeContext(inference);
  const first = index === 0;
  switch (method) {
    case 'set':
    case 'values':
      return main !== undefined && first ? taken(['entity-likes'], 0, main, inference) : NOTHING_EXPECTED;
    case 'where':
    case 'andWhere':
    case 'orWhere':
    case 'having':
    case 'andHaving':
    case 'orHaving':
      if (index === 1) return [parameterObject(parametersIn(textOf(given[0]) ?? ''))];
      return main !== undefined && first ? taken(['where'], 0, main, inference) : NOTHING_EXPECTED;
    case 'update':
      if (first) return [entityChoices(inference), ...(main ? taken(['entity-like'], 0, main, inference) : [])];
      return main === undefined ? NOTHING_EXPECTED : taken(['entity-like'], 0, main, inference);
    case 'from':
    case 'addFrom':
    case 'into':
      return first ? [entityChoices(inference)] : NOTHING_EXPECTED;
    case 'orderBy':
    case 'addOrderBy':
      return index === 1 ? [DIRECTIONS] : index === 2 ? [NULLS] : NOTHING_EXPECTED;
    case 'setParameters':
      return [parameterObject(parametersBefore(call))];
    case 'setFindOptions':
      return main === undefined ? NOTHING_EXPECTED : [optionsOf(FIND_MANY_OPTIONS, main, context)];
    case 'setLock':
      return main !== undefined && first ? optionAt(['lock', 'mode'], builder, inference) : NOTHING_EXPECTED;
    case 'setOnLocked':
      return optionAt(['lock', 'onLocked'], builder, inference);
    case 'loadAllRelationIds':
      return optionAt(['loadRelationIds'], builder, inference);
    default:
      return NOTHING_EXPECTED;
  }
}

/** What an option of `findOne` takes. */
function optionAt(path: readonly string[], { main }: Builder, inference: Inference): readonly Expected[] {
  if (main === undefined) return NOTHING_EXPECTED;
  let expected: readonly Expected[] = [optionsOf(FIND_ONE_OPTIONS, main, treeContext(inference))];
  for (const key of path) expected = expected.flatMap((each) => (each.kind === 'object' ? each.at(key) : []));
  return expected;
}

/** An object with these parameters. */
function parameterObject(names: readonly string[]): Expected {
  return objectOf(() => names.map((text) => ({ text, kind: 'option', detail: 'parameter' })));
}
