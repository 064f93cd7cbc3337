/** One input of a transcript and what the document says that comes of it. */
export interface Step {
  /** `> `, with the mode before it where it is not the usual one. */
  readonly prompt: string;
  readonly input: string;
  readonly output: string;
  /** Line of the document, from 1. */
  readonly line: number;
}

/** The shell transcripts of a Markdown document: fenced blocks marked `console` whose inputs begin with a prompt, `> ` or `sandbox> `. */
export function shellSteps(markdown: string): readonly Step[] {
  return steps(markdown, PROMPT);
}

/** The commands of a document: in the same blocks, inputs that begin with `$ `. */
export function commandSteps(markdown: string): readonly Step[] {
  return steps(markdown, /^\$ /);
}

/** The same of the section with a heading of the second level, as it is written. */
export function commandStepsIn(markdown: string, heading: string): readonly Step[] {
  const from = markdown.indexOf(`\n## ${heading}\n`) + 1;
  if (from === 0) throw new Error(`there is no section ${heading}`);
  const end = markdown.indexOf('\n## ', from);
  const before = markdown.slice(0, from).split('\n').length - 1;
  const section = markdown.slice(from, end === -1 ? undefined : end);
  return commandSteps(section).map((step) => ({ ...step, line: before + step.line }));
}

const PROMPT = /^(?:(?:read-only|sandbox|writable|transaction)\*?)?> /;

function steps(markdown: string, begins: RegExp): readonly Step[] {
  const found: { prompt: string; input: string; output: string[]; line: number }[] = [];
  let current: (typeof found)[number] | undefined;
  let isOpen = false;
  markdown.split('\n').forEach((text, index) => {
    if (text.startsWith('```')) {
      isOpen = !isOpen && text === '```console';
      current = undefined;
    } else if (isOpen && begins.test(text)) {
      const [prompt = ''] = begins.exec(text) ?? [];
      current = { prompt, input: text.slice(prompt.length), output: [], line: index + 1 };
      found.push(current);
    } else if (isOpen && (PROMPT.test(text) || text.startsWith('$ '))) {
      current = undefined;
    } else if (isOpen && text.startsWith('... ') && current !== undefined && current.output.length === 0) {
      current.input += `\n${text.slice(4)}`;
    } else {
      current?.output.push(text);
    }
  });
  return found.map(({ output, ...step }) => ({ ...step, output: output.join('\n').trimEnd() }));
}

/** The document with other outputs, one for each of its {@link shellSteps}. Empty lines before another input stay. */
export function withOutputs(markdown: string, outputs: readonly string[]): string {
  const lines = markdown.split('\n');
  const found = shellSteps(markdown);
  for (let index = found.length - 1; index >= 0; index--) {
    const { input, output, line } = found[index];
    const written = outputs[index];
    const from = line - 1 + input.split('\n').length;
    lines.splice(from, output === '' ? 0 : output.split('\n').length, ...(written === '' ? [] : written.split('\n')));
  }
  return lines.join('\n');
}
