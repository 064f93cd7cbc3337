import { refining } from '../completion/refined';
import { sessionCompleter } from '../completion/session-completer';
import type { Command } from '../commands/command';
import { wrapText } from '../commands/wrap-words';
import { tookSigint } from '../evaluator/sigint-hold';
import { themeOf } from '../output/theme';
import type { ShellOutput } from '../process-output';
import type { Running } from '../running';
import { History } from '../safety/history';
import { HistoryFile } from '../safety/history-file';
import { withoutSecrets } from '../safety/masking/without-secrets';
import type { ShellParts } from '../shell-parts';
import { alone, holding } from './alone';
import { InputEditor, type TerminalInput } from './editing/input-editor';
import type { Editor } from './editor';
import { goesOn, isCommandInput } from './goes-on';
import type { Pager } from './pager';
import { PlainLines } from './plain-lines';
import { PromptLoop } from './prompt-loop';
import type { TextProgram } from './text-program';

/** A longer input, in UTF-16 units, is not read while somebody may go on typing it: that could be felt. */
const LONGEST_LOOKED_AT = 10_000;

export interface PromptSurroundings {
  readonly input: TerminalInput & NodeJS.ReadStream;
  /** Gives the way to the terminal; what code writes meanwhile is handed over. */
  readonly capture: (write: (text: string) => void) => ShellOutput;
  /** The terminal can only take lines: no keys, no moving about. */
  readonly dumb: boolean;
  /** Whether the terminal is known to be xterm.js. */
  readonly isXtermJs: boolean;
  /** Columns, asked each time. */
  readonly width: () => number;
  /** Lines, asked each time. */
  readonly rows: () => number | undefined;
  /** What long values are shown with; absent where the person wants none. */
  readonly pager: Pager | undefined;
  /** What inputs are edited with, beside the prompt. */
  readonly textProgram: TextProgram;
  /** Stops the process as Ctrl-Z does; calls back when it goes on. Absent where that cannot be. */
  readonly suspend: ((resumed: () => void) => void) | undefined;
  /** Where the history of this project is; `undefined` for nowhere. */
  readonly historyPath: string | undefined;
  /** Every command there is. */
  readonly commands: () => readonly Command[];
  readonly resolvePath: (path: string) => string;
  /** Code begins or ends to run. */
  readonly onRunning: (running: boolean) => void;
}

/** The shell at a prompt. */
export function atPrompt(parts: ShellParts, surroundings: PromptSurroundings): Running {
  const { session, masking, banner, notices, warmUp, later, types, colors } = parts;
  const { input, capture, dumb, width, rows, pager, textProgram, historyPath, commands, resolvePath, onRunning } =
    surroundings;
  const output = capture((text) => editor.write(masking.redact(text)));
  const problems: string[] = [];
  let tell = (problem: string): void => void problems.push(problem);
  const history = historyAt(historyPath, {
    written: (entry) => withoutSecrets(entry, masking),
    onProblem: (problem) => tell(problem),
  });
  const completer = sessionCompleter(parts, { commands, resolvePath });
  const editElsewhere = (text: string): Promise<string> => holding(output, () => textProgram.edit(text));
  const editor: Editor = dumb
    ? new PlainLines(input, output)
    : new InputEditor({
        input,
        output,
        history,
        complete: completer.complete,
        completeFromTypes: refining(completer.complete, (request) => types.complete(request)),
        theme: themeOf(colors()),
        entities: () => parts.names.entities,
        goesOn: (text) =>
          goesOn(text, { commands: commands(), isUnfinished: (code) => session.evaluator.isUnfinished(code) }),
        onRest: (text) => {
          if (text.length > LONGEST_LOOKED_AT || isCommandInput(text)) return;
          if (!session.evaluator.isUnfinished(text)) types.lookAt(text);
        },
        editElsewhere,
        isXtermJs: surroundings.isXtermJs,
        suspend: surroundings.suspend,
      });
  tell = (problem) => editor.say(problem);
  session.beforeInput = async (text) => {
    for (const warning of await types.warningsOn(text))
      editor.say(colors().dim(wrapText(masking.redact(warning), width())));
    // One that nobody has heard of yet.
    if (tookSigint()) session.interrupt();
  };
  const loop = new PromptLoop({
    rooms: parts,
    editor,
    history,
    // They are loaded when one is needed.
    get commands() {
      return commands();
    },
    width,
    rows,
    // A terminal that can only take lines has no screen to page on.
    pager: dumb || !pager ? undefined : alone(pager, output),
    editElsewhere: dumb ? undefined : editElsewhere,
    resolvePath,
    onRunning,
  });
  return {
    run: async () => {
      // A promise that nothing settles holds no handle; without one the process would end in the middle of waiting.
      const alive = setInterval(() => {}, 2 ** 30);
      for (const line of [...banner, ...notices, ...problems]) output.write(`${line}\n`);
      const ended = loop.run();
      if (warmUp) setImmediate(warmUp);
      // Not in one turn with the other: a key may come in between.
      setImmediate(() =>
        setImmediate(() => {
          completer.warmUp();
          types.start();
        }),
      );
      void later?.().then((heard) => heard.forEach(tell));
      await ended;
      clearInterval(alive);
      return 0;
    },
    interrupt: () => loop.interrupt(),
    confirm: (what) => loop.confirm(what),
    showStray: (error) => loop.showStray(error),
    release: () => {
      loop.abandon();
      textProgram.close();
      editor.close();
    },
  };
}

interface HistoryOptions {
  /** An input as it may be written down. */
  readonly written: (entry: string) => string;
  readonly onProblem: (message: string) => void;
}

function historyAt(path: string | undefined, { written, onProblem }: HistoryOptions): History {
  if (path === undefined) return new History([], { written, append: () => {} });
  const file = new HistoryFile(path, onProblem);
  return new History(file.load(), { written, append: (entry) => file.append(entry) });
}
