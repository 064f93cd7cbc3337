import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CLUSTERS, timeless } from '../docs/run-document';
import { commandSteps, shellSteps, withOutputs, type Step } from '../docs/transcripts';
import { TestShell } from '../support/test-shell';

const FILE = join(resolve(__dirname, '../..'), CLUSTERS);
/** `WRITE_DOCS=1 npm test -- clusters`: what the shell prints now is written into the document. */
const WRITES = process.env.WRITE_DOCS !== undefined;
const OPENS = /^npx typeorm-shell ?/;

interface Servers {
  /** In the order of the document, the one first that is written to. */
  readonly servers: readonly { readonly url: string; readonly address: string }[];
  /** Their ports in the document. */
  readonly ports: readonly number[];
  /** Does what a command of the document does that is not the shell's. */
  readonly outside: (command: string) => Promise<void>;
}

/** Enters what stands under a heading of docs/clusters.md, and compares what is printed. */
export async function runSection(heading: string, { servers, ports, outside }: Servers): Promise<void> {
  const text = readFileSync(FILE, 'utf8');
  const [from, to] = linesOf(text, heading);
  const isInside = ({ line }: Step): boolean => line > from && line < to;
  const steps = [...shellSteps(text), ...commandSteps(text)].filter(isInside).sort((a, b) => a.line - b.line);
  assert.ok(steps.length > 0, `there are transcripts under ${heading}`);
  const asInDocument = (printed: string): string =>
    servers.reduce((all, { address }, at) => all.replaceAll(address, `127.0.0.1:${ports[at] ?? 0}`), printed);
  const outputs = new Map<number, string>();
  let shell: TestShell | undefined;
  try {
    for (const { prompt, input, output, line } of steps) {
      let printed: string;
      if (prompt !== '$ ') {
        assert.equal(shell?.line, prompt.trimEnd(), `the prompt before ${input}`);
        printed = await shell.enterAll(input);
      } else if (OPENS.test(input)) {
        await shell?.leave();
        shell = await open(input.replace(OPENS, ''), servers);
        // Its first prompt is below.
        printed = shell.screen.split('\n').slice(0, -1).join('\n').trimEnd();
      } else {
        await outside(input);
        continue;
      }
      const said = asInDocument(printed);
      if (prompt !== '$ ') outputs.set(line, lasting(said) === lasting(output) ? output : said);
      if (!WRITES) assert.equal(lasting(said), lasting(output), `${CLUSTERS}, line ${line}: ${input}`);
    }
    await shell?.leave();
  } finally {
    shell?.kill();
  }
  if (WRITES)
    writeFileSync(
      FILE,
      withOutputs(
        text,
        shellSteps(text).map(({ line, output }) => outputs.get(line) ?? output),
      ),
    );
}

function open(args: string, servers: Servers['servers']): Promise<TestShell> {
  return TestShell.start({
    script: join(__dirname, 'replicated-shell.ts'),
    arguments: ['--no-types', ...args.split(' ').filter((each) => each !== '')],
    columns: 130,
    rows: 60,
    environment: { SERVERS: servers.map(({ url }) => url).join(','), NO_COLOR: '1' },
  });
}

/** Without what is another thing each time. */
function lasting(text: string): string {
  return timeless(
    text
      .replace(/typeorm-shell \d+\.\d+\.\d+/, 'typeorm-shell V')
      .replace(/up to date|at most [\d.]+ s behind/g, 'LAG'),
  );
}

/** The lines between a heading and the next one of its kind. */
function linesOf(text: string, heading: string): readonly [from: number, to: number] {
  const lines = text.split('\n');
  const from = lines.indexOf(`## ${heading}`);
  assert.ok(from >= 0, `there is a heading ${heading}`);
  const next = lines.findIndex((line, at) => at > from && line.startsWith('## '));
  return [from, next < 0 ? lines.length : next];
}
