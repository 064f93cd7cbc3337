import { RANK, ranked } from '../match';
import type { CompletionScope } from '../scope';
import type { TextCandidates } from './builder-text';
import { fileCandidates } from './files';

const SOURCE = /\.(?:[cm]?[jt]sx?|json|node)$/;

/** What `import` and `require` take: a path, a package, one of Node's own modules. */
export function moduleCandidates(typed: string, scope: Pick<CompletionScope, 'folder' | 'modules'>): TextCandidates {
  if (/^\.{0,2}\//.test(typed) || /^\.{1,2}$/.test(typed)) {
    if (!typed.includes('/'))
      return {
        candidates: ranked(
          [
            { text: './', kind: 'file' },
            { text: '../', kind: 'file' },
          ],
          RANK.expected,
        ),
        typed,
      };
    return fileCandidates(typed, scope, ({ name }) => SOURCE.test(name) && !name.endsWith('.d.ts'));
  }
  return {
    candidates: ranked(
      scope.modules().map((text) => ({ text, kind: 'file', detail: 'module' })),
      RANK.expected,
    ),
    typed,
  };
}
