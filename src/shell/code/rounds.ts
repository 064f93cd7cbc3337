import { waitInCallbacks } from './array-callbacks';
import type { Checked, Compilation } from './compilation';
import type { Draft } from './draft';
import { sayEntityMethods } from './entity-methods';
import type { ProgramNames } from './program-names';
import type { Uses } from './promises';
import { sayProxies } from './proxy-conditions';
import { CodeRefusal } from './refusal';
import { beStrict } from './strictness';
import { waitForPromises } from './waits';
import type ts from 'typescript';

/** So many times a text is changed and looked at again: more than any line needs. */
const MOST_ROUNDS = 60;

export interface Making {
  readonly compilation: Compilation;
  readonly language: 'ts' | 'js';
  readonly draft: Draft;
  readonly names: ProgramNames;
  readonly uses: Uses;
}

/** The function that the program consists of. */
export function programFunction(source: ts.SourceFile): ts.Node {
  return source.statements[source.statements.length - 1];
}

/**
 * Changes the draft until nothing is left to wait for and strict TypeScript has nothing to say. Each change shows TypeScript more: what a
 * promise gives has a type once it is waited for.
 * @returns the last look at it.
 */
export function settle({ compilation, draft, names, uses, language }: Making): Checked {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { head } = draft;
    const checked = compilation.check(head + draft.body);
    const root = programFunction(checked.source);
    const changed =
      sayProxies(checked, root, names) ??
      sayEntityMethods(checked, root, names) ??
      waitForPromises(checked, root, uses, 'calls') ??
      waitInCallbacks(checked, root, uses, draft) ??
      waitForPromises(checked, root, uses, 'variables') ??
      (language === 'ts' ? beStrict(checked, compilation) : undefined) ??
      sayEntityMethods(checked, root, names, true);
    if (changed === undefined) return checked;
    draft.update(changed, head);
  }
  throw new CodeRefusal('it does not come to an end.');
}
