import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A test in the format of test262 (its INTERPRETING.md says what each field means). */
export interface TestFile {
  readonly file: string;
  readonly source: string;
  readonly flags: ReadonlySet<string>;
  readonly includes: readonly string[];
  /** The error that the test must end with. */
  readonly negative?: { readonly phase: string; readonly type: string };
}

/** Reads a test and its front matter, of whose YAML only the forms that the suite uses are known. */
export function readTest(file: string): TestFile {
  const source = readFileSync(file, 'utf8');
  const yaml = /\/\*---([\s\S]*?)---\*\//.exec(source)?.[1] ?? '';
  const negative = /^\s*negative:/m.test(yaml)
    ? { phase: scalar(yaml, 'phase') ?? 'runtime', type: scalar(yaml, 'type') ?? 'Error' }
    : undefined;
  return {
    file,
    source,
    flags: new Set(list(yaml, 'flags')),
    includes: list(yaml, 'includes'),
    ...(negative ? { negative } : {}),
  };
}

function scalar(yaml: string, key: string): string | undefined {
  return new RegExp(`^\\s+${key}:\\s*(\\S+)`, 'm').exec(yaml)?.[1];
}

/** `key: [a, b]`, or one `- a` a line. */
function list(yaml: string, key: string): string[] {
  const found = new RegExp(`^\\s*${key}:[ \\t]*(?:\\[([^\\]]*)\\]|((?:\\r?\\n[ \\t]*-.*)+))`, 'm').exec(yaml);
  const items = found?.[1]?.split(',') ?? found?.[2]?.split(/\r?\n[ \t]*-/) ?? [];
  return items.map((item) => item.replace(/#.*/, '').trim()).filter((item) => item !== '');
}

/** The tests in a file or folder: `_FIXTURE` files are parts of other tests. */
export function findTests(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  const names = readdirSync(place).sort();
  return names.flatMap((name) => {
    const inner = path.join(place, name);
    if (statSync(inner).isDirectory()) return findTests(inner);
    return name.endsWith('.js') && !name.includes('_FIXTURE') ? [inner] : [];
  });
}

/** The suite's `harness` folder: beside the tests or in a folder around them. */
export function findHarness(place: string): string | undefined {
  for (let folder = path.resolve(place); ; folder = path.dirname(folder)) {
    const harness = path.join(folder, 'harness');
    if (existsSync(path.join(harness, 'assert.js'))) return harness;
    if (folder === path.dirname(folder)) return undefined;
  }
}
