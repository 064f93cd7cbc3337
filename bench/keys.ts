import { EventEmitter } from 'node:events';
import * as readline from 'node:readline';
import { PassThrough } from 'node:stream';
import { colorsFor } from '../src/shell/colors';
import { themeOf } from '../src/shell/output/theme';
import type { TerminalOutput } from '../src/shell/terminal/editor';
import { InputEditor } from '../src/shell/terminal/editing/input-editor';
import { compare } from './support/compare';
import { size } from './support/sizes';

const LONG = 10_000;
const LINE = "  Employee.find({ where: { name: 'Uri Lee' } }), // who\n";
const IN_LINES = `[\n${LINE.repeat(Math.ceil(LONG / LINE.length))}`;
const IN_ONE = `[${'12, '.repeat(LONG / 4)}`;
const WIDE = `"${'漢字 and é, '.repeat(LONG / 10)}`;
/** A hundred keys. */
const TYPED = '{ name: a }, '.repeat(8).slice(0, 100);

/** A terminal that takes all there is and shows nothing. */
function nowhere(): TerminalOutput {
  const terminal = { columns: 100, rows: 30, freshLine: () => undefined, write: () => true };
  return Object.assign(new EventEmitter(), terminal) as unknown as TerminalOutput;
}

/** Types a hundred keys at the end of a text, each drawn before the next comes. */
async function typeInto(text: string): Promise<void> {
  const input = Object.assign(new PassThrough(), { setRawMode: () => undefined });
  const editor = new InputEditor({
    input,
    output: nowhere(),
    history: { entries: [], open: [] },
    complete: () => ({ from: 0, to: 0, suggestions: [] }),
    theme: themeOf(colorsFor(true)()),
    entities: () => ['Employee'],
    goesOn: () => false,
  });
  void editor.read('> ', { whole: true, begin: text });
  for (const key of TYPED) {
    input.emit('data', Buffer.from(key));
    await Promise.resolve();
  }
  editor.close();
  input.destroy();
}

/** The same with Node's own line editor, which knows one line and no colours. */
function typeIntoReadline(text: string): void {
  const output = Object.assign(new PassThrough(), { columns: 100, rows: 30 });
  output.resume();
  const lines = readline.createInterface({ input: new PassThrough(), output, terminal: true });
  lines.write(text);
  for (const key of TYPED) lines.write(key);
  lines.close();
}

async function main(): Promise<void> {
  await compare({
    claim: `A hundred keys, one by one, at the end of ${LONG.toLocaleString('en')} characters, against an empty input`,
    baseline: ['empty', () => typeInto('')],
    measured: [
      ['lines of code', () => typeInto(IN_LINES)],
      ['one line of code', () => typeInto(IN_ONE)],
      ['one line, every third letter wide', () => typeInto(WIDE)],
      ["Node's readline, one line", () => typeIntoReadline(IN_ONE)],
    ],
    rounds: size(15, 1),
    clock: 'processor',
  });
}

void main();
