import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { shellSteps } from '../../../docs/transcripts';

const ROOT = path.resolve(__dirname, '../../../..');

/** Longer files are no inputs that anybody types or pastes, and make each run long. */
const LONGEST = 4_000;

/**
 * Inputs that people and tests of this repository have written: the documents' transcripts, the evaluator's programs, the lines of
 * `.code`, the prompts of every shape of model, and the sources of the shell itself, which are TypeScript.
 */
export function corpus(): readonly string[] {
  const texts = [
    ...filesIn('docs', '.md').flatMap((file) => shellSteps(read(file)).map(({ input }) => input)),
    ...filesIn('test/shell/evaluator', '.js').map(read),
    ...filesIn('test/shell/code/lines', '.txt').flatMap((file) => read(file).split(/\n{2,}/)),
    ...filesIn('test/shell/shapes/transcripts', '.txt').flatMap((file) =>
      [...read(file).matchAll(/^> (.*?)(?: \/\/ .*)?$/gm)].map(([, input = '']) => input),
    ),
    ...filesIn('src', '.ts').map(read),
  ];
  return [...new Set(texts)].filter((text) => text.trim() !== '' && text.length <= LONGEST).sort();
}

function filesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((file) => path.join(folder, String(file)))
    .filter((file) => file.endsWith(ending))
    .sort();
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}
