import { createInterface, type Interface } from 'node:readline';

/**
 * Asks a question with a few answers, until one of them is given: its whole name or its first letter.
 * @returns `undefined` for an empty line, Ctrl-C and Ctrl-D: no answer now.
 */
export async function ask<Answer extends string>(
  question: string,
  answers: readonly Answer[],
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<Answer | undefined> {
  const lines = createInterface({ input, output, terminal: true, historySize: 0 });
  try {
    for (;;) {
      const typed = (await lineOf(lines, `${question} (${answers.join('/')}) `)).toLowerCase();
      if (typed === '') return undefined;
      const answer = answers.find((each) => each === typed || each[0] === typed);
      if (answer !== undefined) return answer;
    }
  } finally {
    lines.close();
  }
}

/** Asks a question. @returns `undefined` for an empty line, Ctrl-C and Ctrl-D: no answer now. */
export async function askText(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string | undefined> {
  const lines = createInterface({ input, output, terminal: true, historySize: 0 });
  try {
    return (await lineOf(lines, `${question} `)) || undefined;
  } finally {
    lines.close();
  }
}

/** `''` for Ctrl-C and Ctrl-D. */
async function lineOf(lines: Interface, prompt: string): Promise<string> {
  const line = await new Promise<string>((done) => {
    lines.once('close', () => done(''));
    lines.once('SIGINT', () => done(''));
    lines.question(prompt, done);
  });
  return line.trim();
}
