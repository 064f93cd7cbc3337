import { isCommand } from '../commands/parse-command';
import { completeCode } from './complete-code';
import { completeCommand } from './complete-command';
import type { CompletionScope } from './scope';
import { NOTHING_TO_SUGGEST, type Completion, type CompletionRequest } from './suggestion';

/**
 * What could stand at the cursor, known at once: from the metadata, what is in scope and the text itself. Runs no code of the person's,
 * reads no property that is no plain data, and asks no database. Never throws.
 *
 * A pipe: the text is repaired and parsed once (`place/`), what is being completed is found in the tree, sources name what could stand
 * there (`sources/`, by what `inference/` and `expected/` know), and what fits what is typed is put in order (`match.ts`).
 */
export function complete(request: CompletionRequest, scope: CompletionScope): Completion {
  const before = request.text.slice(0, request.cursor);
  // Nobody has begun yet: Tab is white space there.
  if (before.trim() === '') return NOTHING_TO_SUGGEST;
  return isCommand(before) || /^\s*\.$/.test(before) ? completeCommand(request, scope) : completeCode(request, scope);
}
