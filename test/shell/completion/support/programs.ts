import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { shellSteps } from '../../../docs/transcripts';

const ROOT = resolve(__dirname, '../../../..');

/** Longer ones of the evaluator's are left out: they are no lines that people type. */
const LONGEST = 300;

/** A text that somebody might type, and where it comes from. */
export interface Program {
  readonly name: string;
  readonly text: string;
}

/** The texts for the prompt that this repository has: those that the evaluator is tested with, those of the documentation, and others. */
export function programs(): readonly Program[] {
  return [...scripts(), ...transcripts('docs'), ...transcripts('test/shell/shapes/transcripts'), ...lines()];
}

function scripts(): readonly Program[] {
  const folder = 'test/shell/evaluator/programs';
  return filesBelow(folder)
    .map((name) => ({ name, text: read(name) }))
    .filter(({ text }) => text.length <= LONGEST);
}

function transcripts(folder: string): readonly Program[] {
  return filesBelow(folder).flatMap((name) => {
    const text = read(name);
    const steps = shellSteps(name.endsWith('.md') ? text : `\`\`\`console\n${text}\n\`\`\``);
    return steps.map(({ input, line }) => ({ name: `${name}:${line}`, text: input }));
  });
}

/** Sessions, with an empty line between two. */
function lines(): readonly Program[] {
  return filesBelow('test/shell/code/lines').flatMap((name) =>
    read(name)
      .split(/\n{2,}/)
      .map((text, index) => ({ name: `${name} ${index + 1}`, text })),
  );
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort();
}

function read(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8');
}
