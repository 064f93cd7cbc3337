import type { AnyNode } from '../../evaluator/walk';
import type { Inference } from './inference';
import { isKnown, listOf, primitive, UNKNOWN, type Known } from './known';

const SAME = new Set(
  'filter slice sort reverse concat splice fill copyWithin toSorted toReversed toSpliced with'.split(' '),
);
const ELEMENT = new Set('find findLast at pop shift'.split(' '));
const NUMBER = new Set('indexOf lastIndexOf findIndex findLastIndex push unshift'.split(' '));
const BOOLEAN = new Set('some every includes'.split(' '));
const STRING = new Set(['join', 'toString', 'toLocaleString']);

/** What a method of an array gives. */
export function arrayMethodResult(
  name: string,
  list: Extract<Known, { kind: 'array' }>,
  given: readonly AnyNode[],
  inference: Inference,
): Known {
  if (SAME.has(name)) return listOf(list.element);
  if (ELEMENT.has(name)) return list.element;
  if (NUMBER.has(name)) return primitive('number');
  if (BOOLEAN.has(name)) return primitive('boolean');
  if (STRING.has(name)) return primitive('string');
  const result = (): Known => inference.resultOf(inference.of(given[0]));
  switch (name) {
    case 'map':
      return listOf(waitedFor(result(), inference));
    case 'flatMap':
      return flattened(listOf(waitedFor(result(), inference)));
    case 'flat':
      return flattened(list);
    case 'reduce':
    case 'reduceRight': {
      const begun = given.length > 1 ? inference.used(given[1]) : list.element;
      return isKnown(begun) && begun.kind !== 'literal' ? begun : orElse(waitedFor(result(), inference), begun);
    }
    case 'entries':
      return listOf(pair(primitive('number'), list.element));
    case 'values':
      return listOf(list.element);
    case 'keys':
      return listOf(primitive('number'));
    default:
      return UNKNOWN;
  }
}

/** The parameters of a callback of an array's method. */
export function arrayCallbackParameters(
  name: string,
  list: Extract<Known, { kind: 'array' }>,
  given: readonly AnyNode[],
  inference: Inference,
): readonly Known[] {
  switch (name) {
    case 'reduce':
    case 'reduceRight': {
      const begun = given.length > 1 ? inference.used(given[1]) : list.element;
      return [begun, list.element, primitive('number'), list];
    }
    case 'sort':
    case 'toSorted':
      return [list.element, list.element];
    default:
      return [list.element, primitive('number'), list];
  }
}

export function pair(first: Known, second: Known): Known {
  return { kind: 'array', element: isKnown(second) ? second : first, items: [first, second] };
}

function flattened(known: Known): Known {
  return known.kind === 'array' && known.element.kind === 'array' ? listOf(known.element.element) : known;
}

function orElse(known: Known, other: Known): Known {
  return isKnown(known) ? known : other;
}

function waitedFor(known: Known, { scope }: Inference): Known {
  return scope.waits && known.kind === 'promise' ? known.of : known;
}
