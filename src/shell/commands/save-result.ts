import { extname } from 'node:path';
import { InterruptedError } from '../evaluator/evaluator';
import { EXTENSIONS, exportOf, type Export, type ExportFormat } from '../output/export/export';
import { formatValue } from '../output/format-value';
import { kindOf } from '../output/kind-of';
import { progressLine } from '../output/progress-line';
import { counted } from '../output/sql/query-summary';
import { NO_COLORS } from '../output/theme';
import { refuseToReplace } from '../safety/write-named';
import { writeWhole } from '../safety/write-whole';
import { fileProblem } from '../file-problem';
import { UserError } from '../user-error';
import type { Command, CommandContext } from './command';
import { exampleFor, forExample } from './example';
import { optionBehind, quotedName } from './file-argument';
import { leadingOptions, optionWords } from './options';
import { lastValue } from './show-as';

const OPTIONS = { force: 'flag', raw: 'flag' } as const;
const EXAMPLE = '.save-result employees.csv Employee.find()';
/** How long it may take before the person is shown how far it is, in milliseconds; and how often they are, from then on. */
const PATIENCE = 1_000;
const REFRESH = 100;
/** The terminal shows Ctrl-C behind the line: `^C`, which must not begin another. */
const ECHO = 2;

export const saveResultCommand: Command = {
  name: 'save-result',
  group: 'results',
  parameters: '[--force] [--raw] FILE [EXPRESSION]',
  summary: 'write a value to a file: .csv, .json, .ndjson or .md',
  details: [
    'Without an expression it writes the last value. A file that is already there is only replaced with --force. The file is there when all of it is written, not before.',
    'In CSV, text that a spreadsheet would run as a formula (=1+1) gets an apostrophe in front; --raw leaves it.',
  ],
  example: EXAMPLE,
  completes: () => optionWords(OPTIONS),
  async run(context, argument) {
    const { name, expression, force, raw } = parse(argument, exampleFor(EXAMPLE, context.names.entities));
    const format = formatOf(name);
    const path = context.resolvePath(name);
    const toReplace = `.save-result --force ${raw ? '--raw ' : ''}${quotedName(name)} ${expression}`.trimEnd();
    refuseToReplace({ name, path, force, toReplace });
    const { value, queryLines } = await valueOf(context, expression);
    const written = exportOf(value, format, { ...cellOptions(context), model: context.model, raw, lineEnd: '\r\n' });
    if (!written)
      throw new UserError(
        `${kindOf(value)} has no rows to write as ${format === 'csv' ? 'CSV' : 'a table'}.`,
        'A file .json takes any value.',
      );
    const bytes = await context.breakable((stopped) => write(context, { name, path, written, stopped }));
    context.print(`Saved ${counted(written.rows, 'row')} to ${name} (${counted(bytes, 'byte')}).`);
    queryLines.forEach((line) => context.print(line));
  },
};

interface Parsed {
  readonly name: string;
  readonly expression: string;
  readonly force: boolean;
  readonly raw: boolean;
}

/** Options, a name that may be in quotes, and the rest is code. */
function parse(argument: string, example: string): Parsed {
  const { values, rest } = leadingOptions(argument, { command: 'save-result', options: OPTIONS });
  const behind = optionBehind(rest, OPTIONS);
  if (behind) throw new UserError(`${behind.option} stands before the file.`, `Write .save-result ${behind.moved}`);
  const [, double, single, bare = '', expression = ''] =
    /^(?:"([^"]*)"|'([^']*)'|(\S*))(?:\s+(.*))?$/s.exec(rest) ?? [];
  const name = double ?? single ?? bare;
  if (!name) throw new UserError('.save-result needs the name of a file.', `For example: ${example}`);
  return { name, expression, ...values };
}

function formatOf(name: string): ExportFormat {
  const extension = extname(name).slice(1);
  const format = EXTENSIONS.get(extension.toLowerCase());
  if (format) return format;
  throw new UserError(
    extension ? `Files .${extension} cannot be written.` : `${name} has no extension that says what to write.`,
    `Those that can: ${[...EXTENSIONS.keys()].map((each) => `.${each}`).join(', ')}`,
  );
}

/** @throws what the expression throws. */
async function valueOf(
  context: CommandContext,
  expression: string,
): Promise<{ readonly value: unknown; readonly queryLines: readonly string[] }> {
  if (!expression) return { value: lastValue(context, EXAMPLE), queryLines: [] };
  // Nothing of it is shown, so nothing is loaded for that either.
  const outcome = await context.evaluate(expression, { printer: { shown: () => [], value: () => '' } });
  if (!outcome.ok) throw outcome.error;
  if (outcome.value === undefined)
    throw new UserError('The expression gives no value.', forExample(EXAMPLE, context.names));
  return outcome;
}

function cellOptions({ model, masking }: CommandContext) {
  return {
    metadataOf: (object: unknown) => model.metadataOf(object),
    masking,
    describe: (object: object) => formatValue(object, { model, masking, colors: NO_COLORS, width: Infinity }),
  };
}

interface Writing {
  readonly name: string;
  readonly path: string;
  readonly written: Export;
  readonly stopped: AbortSignal;
}

/** @returns how many bytes. */
async function write(context: CommandContext, { name, path, written, stopped }: Writing): Promise<number> {
  const shown = progress(context, name, written.rows);
  function* texts(): Generator<string> {
    let done = 0;
    for (const { text, rows } of written.parts) {
      yield text;
      shown.at((done += rows));
    }
  }
  try {
    return await writeWhole(path, texts(), stopped);
  } catch (error) {
    if (stopped.aborted) throw new InterruptedError('interrupted');
    throw error instanceof UserError ? error : fileProblem('written', name, error);
  } finally {
    shown.end();
  }
}

/** Shows how far it is, where somebody looks and it takes long. */
function progress(
  { status, width }: CommandContext,
  name: string,
  all: number,
): { at(done: number): void; end(): void } {
  const start = performance.now();
  let next = start + PATIENCE;
  let isShown = false;
  return {
    at: (done) => {
      const now = performance.now();
      if (!status || now < next) return;
      next = now + REFRESH;
      isShown = true;
      status(progressLine({ what: `Saving ${name}`, done, all, elapsed: now - start }, width - ECHO));
    },
    end: () => {
      if (isShown) status?.(undefined);
    },
  };
}
