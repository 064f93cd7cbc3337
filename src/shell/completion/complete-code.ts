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
  const tree = treeOf(repaired.text, repaired.at);
  if (tree === undefined) return NOTHING_TO_SUGGEST;
  const isOpen = repaired.typed !== '' || beginsExpression(text.slice(0, cursor));
  const offered = offer(new Inference(tree, scope), repaired, isOpen);
  if (offered === undefined) return NOTHING_TO_SUGGEST;
  const { candidates, typed, to = cursor + restOfWord(text, cursor, typed) } = offered;
  const suggestions = match(typed, candidates);
  return suggestions.length === 0 ? NOTHING_TO_SUGGEST : { from: cursor - typed.length, to, suggestions };
}

/** What an expression stands behind: what opens, separates or combines, and words that take one. Longer than these no such word is. */
const BEFORE_EXPRESSION =
  /(?:^|[([{,;=:?!&|*/%<>~^]|(?<!\+)\+|(?<!-)-|\.\.\.|(?<![\p{ID_Continue}$.])(?:await|case|delete|do|else|in|instanceof|new|of|return|throw|typeof|void|yield))$/u;
const LONGEST_WORD = 12;

/** Whether an expression could begin behind a text: behind a value, a name would be an error. */
function beginsExpression(before: string): boolean {
  return BEFORE_EXPRESSION.test(before.trimEnd().slice(-LONGEST_WORD));
}

function restOfWord(text: string, cursor: number, typed: string): number {
  return typed === '' ? 0 : (/^[\p{ID_Continue}$]*/u.exec(text.slice(cursor))?.[0].length ?? 0);
}

/** @param isOpen whether a name may stand there. */
function offer(inference: Inference, { inside, typed }: Repaired, isOpen: boolean): Offered | undefined {
  const place = placeOf(inference.tree.path, inside);
  switch (place.kind) {
    case 'nothing':
      return undefined;
    case 'member':
      return { candidates: memberCandidates(inference.of(place.object), inference), typed };
    case 'key': {
      const { expected, isOpen: isOfAnyKeys } = keyCandidates(place.object, inference);
      const names =
        isOfAnyKeys && inside === 'code' && typed !== '' ? nameCandidates(place.object, typed, inference) : [];
      return { candidates: [...expected, ...names], typed };
    }
    case 'pattern key':
      return { candidates: patternCandidates(place.pattern, inference), typed };
    case 'name': {
      const choices = choiceCandidates(place.node, inference);
      // Where nothing is typed, what the place asks for is enough.
      const isWide = isOpen && (typed !== '' || choices.length === 0);
      return { candidates: [...choices, ...(isWide ? nameCandidates(place.node, typed, inference) : [])], typed };
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
