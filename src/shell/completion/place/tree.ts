import * as acorn from 'acorn';
import type * as LooseModule from 'acorn-loose';
import { isTooDeep } from '../../evaluator/nesting';
import { children, type AnyNode } from '../../evaluator/walk';
import { eraseTypes, type Annotations, NO_ANNOTATIONS } from './erase-types';

/** A text as a tree, and the way from a node up. */
export interface Tree {
  readonly program: acorn.Program;
  /** From the program down to the node at the cursor. */
  readonly path: readonly AnyNode[];
  readonly parents: ReadonlyMap<AnyNode, AnyNode>;
  /** What the text says of the types of names. */
  readonly annotations: Annotations;
}

const OPTIONS: acorn.Options = {
  ecmaVersion: 'latest',
  allowAwaitOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true,
  allowHashBang: true,
};

/**
 * @param text repaired: see repair.ts.
 * @param at where the cursor is in it.
 * @returns `undefined` for a text that cannot be read at all, or is nested too deeply to be.
 */
export function treeOf(text: string, at: number): Tree | undefined {
  if (isTooDeep(text)) return undefined;
  const parsed = parse(text);
  if (parsed === undefined) return undefined;
  const { program, annotations } = parsed;
  const parents = new Map<AnyNode, AnyNode>();
  const note = (node: AnyNode): void => {
    for (const child of children(node)) {
      // In `{ name }` one node is the key and the value.
      if (parents.has(child)) continue;
      parents.set(child, node);
      note(child);
    }
  };
  note(program);
  return { program, path: pathTo(program, at), parents, annotations };
}

/** As JavaScript; failing that without what looks like types; failing that as far as a parser that guesses can read it. */
function parse(text: string): Pick<Tree, 'program' | 'annotations'> | undefined {
  const asItIs = strictly(text);
  if (asItIs !== undefined) return { program: asItIs, annotations: NO_ANNOTATIONS };
  const { text: erased, annotations } = eraseTypes(text);
  const program = (erased === text ? undefined : strictly(erased)) ?? loosely(erased);
  return program && { program, annotations };
}

function strictly(text: string): acorn.Program | undefined {
  try {
    return acorn.parse(text, OPTIONS);
  } catch {
    return undefined;
  }
}

let loose: typeof LooseModule | undefined;

/** Loaded when the first text needs it. */
function loosely(text: string): acorn.Program | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  loose ??= require('acorn-loose') as typeof LooseModule;
  try {
    return loose.parse(text, OPTIONS);
  } catch {
    // It gets over most errors, and not over one in a token that it has looked at already (8.5: an escape in a keyword).
    return undefined;
  }
}

function pathTo(program: acorn.Program, at: number): readonly AnyNode[] {
  const path: AnyNode[] = [program];
  for (let node: AnyNode | undefined = program; node !== undefined;) {
    node = children(node).find(({ start, end }) => start <= at && at < end);
    if (node !== undefined) path.push(node);
  }
  return path;
}
