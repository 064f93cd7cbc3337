import type { AnyNode } from '../../evaluator/walk';
import type { Inference } from '../inference/inference';
import type { Known } from '../inference/known';
import { RANK, ranked, thatCouldFit, type Candidate } from '../match';
import type { Suggestion, SuggestionKind } from '../suggestion';
import { typeOf } from './type-text';

const KEYWORDS = ranked(
  (
    'async await break case catch class const continue debugger default delete do else export extends false finally for function if ' +
    'import in instanceof let new null of return static super switch this throw true try typeof undefined var void while yield'
  )
    .split(' ')
    .map((text) => ({ text, kind: 'keyword' })),
  RANK.global,
);

/**
 * Names that a place sees: those of the text, innermost first, of the session, JavaScript's and Node's, and
 * keywords. @param typed what is typed of one.
 */
export function nameCandidates(at: AnyNode, typed: string, inference: Inference): readonly Candidate[] {
  const { scope, bindings } = inference;
  const local = bindings.visible(at).map(({ name }): Candidate => ({
    text: name,
    suggestion: () => named(name, inference.meaningOf(name, at), inference),
    rank: RANK.own,
  }));
  const session = [...scope.names].sort().map((name): Candidate => ({
    text: name,
    suggestion: () => inSession(name, inference),
    rank: typed === '' ? nearness(name, scope) : RANK.methods,
  }));
  // Of all that is there everywhere nobody wants a list.
  if (typed === '') return [...local, ...session];
  return [...local, ...session, ...ranked(globalsOf(thatCouldFit(typed, scope.globals)), RANK.global), ...KEYWORDS];
}

/** Where nothing is typed: what the person has made, then entities, then the rest. */
function nearness(name: string, { entities, operators }: Inference['scope']): number {
  if (operators.includes(name) || name.startsWith('_')) return RANK.inherited;
  return entities.includes(name) ? RANK.methods : RANK.own;
}

function inSession(name: string, inference: Inference): Suggestion {
  const { entities, operators } = inference.scope;
  if (entities.includes(name)) return { text: name, kind: 'entity', ...entityDetail(name, inference) };
  if (operators.includes(name)) return { text: name, kind: 'operator' };
  return named(name, inference.meaningOf(name, inference.tree.program), inference);
}

function named(text: string, known: Known, inference: Inference): Suggestion {
  const type = typeOf(known, inference);
  return { text, kind: kindOf(known), ...(type === undefined ? {} : { type }) };
}

function kindOf(known: Known): SuggestionKind {
  switch (known.kind) {
    case 'target':
      return 'entity';
    case 'class':
      return 'class';
    case 'function':
    case 'repo':
      return 'function';
    case 'live':
      return typeof known.value === 'function' ? 'function' : 'variable';
    default:
      return 'variable';
  }
}

function entityDetail(name: string, { scope }: Inference): Pick<Suggestion, 'detail'> {
  const target = scope.model.entities.get(name);
  const metadata = target && scope.model.metadataOfTarget(target);
  return metadata === undefined
    ? {}
    : { detail: `${metadata.tableType === 'view' ? 'view' : 'table'} ${metadata.tablePath}` };
}

function globalsOf(names: readonly string[]): readonly Suggestion[] {
  return names.map((text) => ({ text, kind: /^\p{Lu}/u.test(text) ? 'class' : 'variable' }));
}
