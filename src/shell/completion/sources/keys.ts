import type { AnyNode, FunctionNode } from '../../evaluator/walk';
import { callbackParameters } from '../inference/callbacks';
import type { Inference } from '../inference/inference';
import { waited, type Known } from '../inference/known';
import { elementOf, keyOf, memberOf } from '../inference/members';
import { objectsExpected } from '../expected/expected-at';
import { RANK, ranked, type Candidate } from '../match';
import { CURSOR_NAME } from '../place/repair';
import type { ObjectExpression, ObjectPattern } from '../place/place';
import { memberCandidates } from './members';

export interface KeyCandidates {
  /** What the place asks for. */
  readonly expected: readonly Candidate[];
  /** Whether the object could be one of any keys: then a name in scope may stand for a key and its value. */
  readonly isOpen: boolean;
}

/** The keys that an object literal may have: options, properties of an entity, or what a function takes out of what it is given. */
export function keyCandidates(object: ObjectExpression, inference: Inference): KeyCandidates {
  const written = writtenKeys(object);
  const keys = objectsExpected(object, inference).flatMap((each) => ranked(each.keys(), RANK.expected));
  if (keys.length > 0) return { expected: without(written, keys), isOpen: false };
  const taken = takenApart(object, inference);
  if (taken !== undefined) return { expected: without(written, memberCandidates(taken, inference)), isOpen: false };
  return { expected: [], isOpen: true };
}

/** The keys that a pattern may take. */
export function patternCandidates(pattern: ObjectPattern, inference: Inference): readonly Candidate[] {
  const known = givenTo(pattern, inference);
  return known === undefined ? [] : without(writtenKeys(pattern), memberCandidates(known, inference));
}

/** `map(({ name` is read as an object until the arrow is there, and so is what is in it. */
function takenApart(node: AnyNode, inference: Inference): Known | undefined {
  const parent = inference.tree.parents.get(node);
  switch (parent?.type) {
    case 'CallExpression':
      return callbackParameters(parent, parent.arguments.indexOf(node as never), inference)[0];
    // `reduce((sum, { name`: two parameters, or two expressions.
    case 'SequenceExpression': {
      const call = inference.tree.parents.get(parent);
      if (call?.type !== 'CallExpression') return undefined;
      const given = callbackParameters(call, call.arguments.indexOf(parent), inference);
      return given[parent.expressions.indexOf(node as never)];
    }
    case 'Property': {
      const object = inference.tree.parents.get(parent);
      const taken = object && parent.value === node ? takenApart(object, inference) : undefined;
      const key = keyOf(parent);
      return taken && key !== undefined ? memberOf(waited(taken), key, inference) : undefined;
    }
    case 'ArrayExpression': {
      const taken = takenApart(parent, inference);
      return taken && elementOf(taken, parent.elements.indexOf(node as never), inference);
    }
    default:
      return undefined;
  }
}

/** What is taken apart by a pattern. */
function givenTo(pattern: ObjectPattern, inference: Inference): Known | undefined {
  let root: Parameters<Inference['destructured']>[0] = pattern;
  for (let parent = inference.tree.parents.get(root); parent !== undefined; parent = inference.tree.parents.get(root)) {
    switch (parent.type) {
      case 'Property':
      case 'ObjectPattern':
      case 'ArrayPattern':
      case 'AssignmentPattern':
      case 'RestElement':
        root = parent;
        continue;
      case 'VariableDeclarator':
        return inference.destructured(parent.id, pattern, declared(parent, inference));
      case 'AssignmentExpression':
        return inference.destructured(parent.left, pattern, inference.of(parent.right));
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': {
        const index = parent.params.indexOf(root as never);
        return inference.destructured(root, pattern, inference.parameter(parent as FunctionNode, index));
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

function declared(declarator: Parameters<Inference['of']>[0], inference: Inference): Known {
  if (declarator?.type !== 'VariableDeclarator') return { kind: 'unknown' };
  const loop = inference.tree.parents.get(inference.tree.parents.get(declarator)!);
  if (loop?.type === 'ForOfStatement') return inference.elementOf(loop.right);
  return inference.of(declarator.init);
}

function writtenKeys(object: ObjectExpression | ObjectPattern): ReadonlySet<string> {
  return new Set(object.properties.flatMap((each) => keyOf(each) ?? []).filter((key) => !key.includes(CURSOR_NAME)));
}

function without(written: ReadonlySet<string>, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ text }) => !written.has(text));
}
