import { RANK, ranked } from '../match';
import type { CompletionScope, FolderEntry } from '../scope';
import type { TextCandidates } from './builder-text';

/**
 * The entries of the folder that a path leads to. What begins with a dot is named when a dot is typed.
 * @param typed the path as far as it is typed.
 */
export function fileCandidates(
  typed: string,
  { folder }: Pick<CompletionScope, 'folder'>,
  wanted: (entry: FolderEntry) => boolean = () => true,
): TextCandidates {
  const slash = typed.lastIndexOf('/') + 1;
  const [path, name] = [typed.slice(0, slash), typed.slice(slash)];
  const entries = folder(path === '' ? '.' : path).filter(
    (entry) => entry.name.startsWith('.') === name.startsWith('.') && (entry.isFolder || wanted(entry)),
  );
  const sorted = [...entries].sort((one, other) => (one.name < other.name ? -1 : 1));
  return {
    candidates: ranked(
      sorted.map(({ name: text, isFolder }) => ({
        text: isFolder ? `${text}/` : text,
        kind: 'file',
        detail: isFolder ? 'folder' : 'file',
      })),
      RANK.expected,
    ),
    typed: name,
  };
}
