import { Inference } from './inference/inference';
import { expectedAt } from './expected/expected-at';
import { match, RANK, ranked, type Candidate } from './match';
import { placeOf } from './place/place';
import { repair, type Repaired } from './place/repair';
import { treeOf } from './place/tree';
import type { CompletionScope } from './scope';
import { keyCandidates, patternCandidates } from './sources/keys';
import { memberCandidates } from './sources/members';
import { nameCandidates } from './sources/names';
import { taggedCandidates, textCandidates } from './sources/texts';
import { NOTHING_TO_SUGGEST, type Completion, type CompletionRequest, type Suggestion } from './suggestion';
import type { AnyNode } from '../evaluator/walk';

/** What may stand at a place in code, and what of it is typed. */
interface Offered {
  readonly candidates: readonly Candidate[];
  readonly typed: string;
  /** The end of what is replaced, where it is not the end of the word. */
  readonly to?: number;
}

/** Completes code: a whole input, of which the cursor is somewhere in it. */
export function completeCode({ text, cursor }: CompletionRequest, scope: CompletionScope): Completion {
  const repaired = repair(text, cursor);
  if (repaired === undefined) return NOTHING_TO_SUGGEST;
  // Where nothing is typed and nothing particular is asked for, everything could stand.
  if (isBare(text, cursor, repaired)) return NOTHING_TO_SUGGEST;
  const tree = treeOf(repaired.text, repaired.at);
  if (tree === undefined) return NOTHING_TO_SUGGEST;
  const offered = offer(new Inference(tree, scope), repaired);
  if (offered === undefined) return NOTHING_TO_SUGGEST;
  const { candidates, typed, to = cursor + restOfWord(text, cursor, typed) } = offered;
  const suggestions = match(typed, candidates);
  return suggestions.length === 0 ? NOTHING_TO_SUGGEST : { from: cursor - typed.length, to, suggestions };
}

/** Nothing is before the cursor on its line that a completion could go by. */
function isBare(text: string, cursor: number, { inside, typed }: Repaired): boolean {
  return inside === 'code' && typed === '' && text.slice(0, cursor).trim() === '';
}

function restOfWord(text: string, cursor: number, typed: string): number {
  return typed === '' ? 0 : (/^[\p{ID_Continue}$]*/u.exec(text.slice(cursor))?.[0].length ?? 0);
}

function offer(inference: Inference, { inside, typed }: Repaired): Offered | undefined {
  const place = placeOf(inference.tree.path, inside);
  switch (place.kind) {
    case 'nothing':
      return undefined;
    case 'member':
      return { candidates: memberCandidates(inference.of(place.object), inference), typed };
    case 'key': {
      const { expected, isOpen } = keyCandidates(place.object, inference);
      const names = isOpen && inside === 'code' && typed !== '' ? nameCandidates(place.object, typed, inference) : [];
      return { candidates: [...expected, ...names], typed };
    }
    case 'pattern key':
      return { candidates: patternCandidates(place.pattern, inference), typed };
    case 'name': {
      const names = typed === '' ? [] : nameCandidates(place.node, typed, inference);
      return { candidates: [...choiceCandidates(place.node, inference), ...names], typed };
    }
    case 'text':
      return textCandidates(place.node, typed, inference);
    case 'template':
      return place.tag === undefined ? undefined : taggedCandidates(place.node, place.tag, typed, inference);
  }
}

/** The values that a place asks for, as code: a text in quotes. */
function choiceCandidates(node: AnyNode, inference: Inference): readonly Candidate[] {
  const choices = expectedAt(node, inference).flatMap((each) => (each.kind === 'choices' ? each.choices : []));
  const texts = choices.filter(({ isText }) => isText).map(({ suggestion }) => quoted(suggestion));
  const code = choices.filter(({ isText }) => !isText).map(({ suggestion }) => suggestion);
  return ranked([...texts, ...code], RANK.expected);
}

function quoted(suggestion: Suggestion): Suggestion {
  return { ...suggestion, text: `'${suggestion.text.replaceAll(/[\\']/g, '\\$&')}'` };
}
