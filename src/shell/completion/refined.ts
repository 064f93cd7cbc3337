import type { Complete, CompleteFromTypes, Completion, Suggestion, SuggestionKind } from './suggestion';

/** What the metadata alone knows: TypeScript may see less of it (an entity of an EntitySchema, the words of a query builder). */
const OF_MODEL: ReadonlySet<SuggestionKind> = new Set([
  'column',
  'relation',
  'operator',
  'option',
  'value',
  'alias',
  'table',
]);

/** What TypeScript answers, in the order and with the words of what was there at once: a menu does not jump under the hand. */
export function refining(atOnce: Complete, fromTypes: CompleteFromTypes): CompleteFromTypes {
  return async (request) => {
    const answer = await fromTypes(request);
    return answer && refined(atOnce(request), answer);
  };
}

/** Those of the model stay, what else was there at once and TypeScript does not know goes, what it knows beside comes after. */
export function refined(first: Completion, answer: Completion): Completion {
  // What is in a folder, and is called there, TypeScript says in its own way: without endings, and without what it does not compile.
  if (first.suggestions.some(({ kind }) => kind === 'file')) return first;
  if (first.from !== answer.from || first.to !== answer.to) return answer;
  const typed = new Map(answer.suggestions.map((suggestion) => [suggestion.text, suggestion]));
  const known = new Set(first.suggestions.map(({ text }) => text));
  const kept = first.suggestions.flatMap((suggestion): readonly Suggestion[] => {
    const better = typed.get(suggestion.text);
    if (better === undefined) return OF_MODEL.has(suggestion.kind) ? [suggestion] : [];
    return [OF_MODEL.has(suggestion.kind) ? { ...better, ...suggestion } : { ...suggestion, ...better }];
  });
  // Where nothing is typed and the place asks for certain values, any other name in scope is noise.
  const asksForValues = first.from === first.to && first.suggestions.some(({ kind }) => kind === 'value');
  const beside = asksForValues ? [] : answer.suggestions.filter(({ text }) => !known.has(text));
  return { ...answer, suggestions: [...kept, ...beside] };
}
