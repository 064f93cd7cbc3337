import { dirname, join } from 'node:path';
import type { FileView } from '../file-view';
import { withExtension } from '../find/source-of';

/** How deep into what a file imports is looked. */
const DEEPEST = 3;
const READS = [
  /\bprocess\.env\.([A-Za-z_]\w*)/g,
  /\benv\.([A-Z][A-Z0-9_]*)\b/g,
  /\bprocess\.env\[\s*['"`]([A-Za-z_]\w*)['"`]\s*\]/g,
  /\b(?:[cC]onfig(?:Service)?|env)(?:\.(?:get|getOrThrow|require))?(?:<[^>(]*>)?\(\s*['"`]([A-Z][A-Z0-9_]*)['"`]/g,
];
const DESTRUCTURED = /\{([^{}]*)\}\s*=\s*process\.env\b/g;

/**
 * The variables of the environment that a file reads, or what it imports from the project, and that are not set. A guess by what is
 * written: it is only asked when something failed.
 * @param file absolute.
 */
export function unsetVariables(file: string, files: FileView, env: NodeJS.ProcessEnv): readonly string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string, depth: number): void => {
    if (seen.has(path) || depth > DEEPEST) return;
    seen.add(path);
    const text = files.read(path);
    for (const name of namesIn(text)) names.add(name);
    for (const [, specifier = ''] of text.matchAll(/(?:from\s+|require\(\s*|import\s+)['"](\.{1,2}\/[^'"]+)['"]/g)) {
      const next = withExtension(join(dirname(path), specifier), files);
      if (next !== undefined && !next.endsWith('.json')) visit(next, depth + 1);
    }
  };
  visit(file, 0);
  return [...names].filter((name) => name !== 'NODE_ENV' && (env[name] ?? '') === '');
}

function namesIn(text: string): readonly string[] {
  const read = READS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  const taken = [...text.matchAll(DESTRUCTURED)].flatMap(([, list = '']) =>
    list.split(',').map((each) => /^\s*(\w+)/.exec(each)?.[1] ?? ''),
  );
  return [...read, ...taken].filter((name) => name !== '');
}
