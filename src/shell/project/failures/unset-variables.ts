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

/** How a variable is called that an error of a schema of variables names: `"DB_HOST" is required`. */
const NAMED = /(?<![\w./-])[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9](?![\w-])/g;

/**
 * The variables of the environment that a file reads, or what it imports from the project, and that are not set. A guess by what is
 * written: it is only asked when something failed.
 * @param file absolute.
 * @param error what was thrown, if anything was: the variables that it names are meant, where it names any that are not set.
 */
export function unsetVariables(
  file: string,
  files: FileView,
  env: NodeJS.ProcessEnv,
  error?: unknown,
): readonly string[] {
  const isUnset = (name: string): boolean => name !== 'NODE_ENV' && (env[name] ?? '') === '';
  const named = [...textOf(error).matchAll(NAMED)].map(([name]) => name);
  const meant = [...new Set(named)].filter((name) => isUnset(name) && !name.startsWith('ERR_'));
  if (meant.length > 0) return meant;
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
  return [...names].filter(isUnset);
}

function namesIn(text: string): readonly string[] {
  const read = READS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  const taken = [...text.matchAll(DESTRUCTURED)].flatMap(([, list = '']) =>
    list.split(',').map((each) => /^\s*(\w+)/.exec(each)?.[1] ?? ''),
  );
  return [...read, ...taken].filter((name) => name !== '');
}

/** What an error of the project's own says; Node's own errors speak of the code. */
function textOf(error: unknown): string {
  const isOfCode = error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError;
  return error instanceof Error && !isOfCode ? error.message : '';
}
