import type { Worker } from 'node:worker_threads';
import { isCommand } from '../commands/parse-command';
import type { Completion, CompletionRequest } from '../completion/suggestion';
import type { EvaluatorContract } from '../evaluator/evaluator';
import type { RanInput } from '../ran-input';
import type * as ScopeFactsModule from './scope-facts';
import type { ScopeSources } from './scope-facts';
import type { Documentation, QuestionKind, Questions, Request, ScopeFacts, SourceText, TypeAnswer } from './messages';
import type * as TypesThreadModule from './types-thread';
import type { TypesThread } from './types-thread';

/** How long a completion may take, in milliseconds: after that nobody waits for it any more. */
const COMPLETION_TIME = 2_000;
/** How long a line waits before it runs for what is said of it, in milliseconds: nobody notices so little. */
const CHECK_TIME = 60;
/** How long a command waits, and a look at what nobody has entered yet: the first one reads the types of the project. */
const COMMAND_TIME = 60_000;

const HOW_TO_SILENCE = ' (.types off silences this)';

/** What TypeScript knows of the session. Nothing of it runs code of the person's or asks the database. */
export interface TypesContract {
  /** Whether what is wrong is said before a line runs. */
  warns: boolean;
  /** Whether there are any: `--no-types`. */
  readonly enabled: boolean;
  /** Loads TypeScript and reads the project, in a thread of its own. */
  start(): void;
  /** Never rejects; `undefined` when nothing is known, or not in time. */
  complete(request: CompletionRequest): Promise<Completion | undefined>;
  /** @throws Error when TypeScript fails. */
  typeOf(text: string): Promise<TypeAnswer | undefined>;
  documentationOf(text: string): Promise<Documentation | undefined>;
  sourceOf(text: string, colored: boolean): Promise<SourceText | undefined>;
  /** Looks at an input that may be run next, so that `warningsOn` need not wait. */
  lookAt(text: string): void;
  /** What TypeScript sees that is wrong about the model in a line, each once; nothing where it is not ready. Never rejects. */
  warningsOn(text: string): Promise<readonly string[]>;
  close(): void;
}

export interface TypesOptions {
  readonly enabled: boolean;
  /** Asked with each request. */
  readonly scope: () => ScopeSources;
  readonly evaluator: Pick<EvaluatorContract, 'look' | 'ownNames' | 'implicitAwait'>;
  /** Inputs that ran without an error, oldest first. */
  readonly ran: () => readonly RanInput[];
  /** Names that the project has put in scope. */
  readonly projectNames: readonly string[];
  /** Starts the thread; that of the shell, unless told. */
  readonly startWorker?: () => Worker;
  /** How long a line waits to be looked at before it runs, in milliseconds; 60 unless told. */
  readonly checkTime?: number;
}

/** An input that was looked at, and what there is to say of it. */
interface Looked {
  /** The input, and what else its answer depends on. */
  readonly key: string;
  readonly dataSource: unknown;
  readonly warnings: Promise<readonly string[] | undefined>;
}

/** Tells a thread of the session, and asks it. */
export class Types implements TypesContract {
  warns = true;
  readonly enabled: boolean;
  readonly #options: TypesOptions;
  #thread: TypesThread | undefined;
  /** What the thread knows, as long as it is the same thread. */
  #dataSource: unknown;
  #told: { readonly life: number; readonly key: string; inputs: number } | undefined;
  /** The text that waits for the one that is being completed. */
  #waiting: { readonly ask: () => void; readonly drop: () => void } | undefined;
  #isCompleting = false;
  /** The input that was looked at last, until it runs. */
  #looked: Looked | undefined;
  /** The shell is left: a thread that is started now would be nobody's. */
  #isClosed = false;
  readonly #said = new Set<string>();

  constructor(options: TypesOptions) {
    this.#options = options;
    this.enabled = options.enabled;
  }

  start(): void {
    if (!this.enabled || this.#isClosed) return;
    // An empty question has everything read that the first one would wait for.
    void this.#ask('complete', { text: '', cursor: 0 }, COMMAND_TIME).catch(() => {});
  }

  async complete(request: CompletionRequest): Promise<Completion | undefined> {
    if (!this.enabled || this.#isClosed) return undefined;
    const code = codeIn(request);
    if (code === undefined) return undefined;
    // At most one is underway, and one waits: what was typed in between is nobody's question any more.
    this.#waiting?.drop();
    if (this.#isCompleting) {
      const isNewest = await new Promise<boolean>((done) => {
        this.#waiting = { ask: () => done(true), drop: () => done(false) };
      });
      if (!isNewest) return undefined;
    }
    this.#isCompleting = true;
    try {
      const { at, ...rest } = code;
      const found = await this.#ask('complete', rest, COMPLETION_TIME);
      return found && { ...found, from: found.from + at, to: found.to + at };
    } catch {
      return undefined;
    } finally {
      this.#isCompleting = false;
      const next = this.#waiting;
      this.#waiting = undefined;
      next?.ask();
    }
  }

  typeOf(text: string): Promise<TypeAnswer | undefined> {
    return this.#ask('type', { text }, COMMAND_TIME);
  }

  documentationOf(text: string): Promise<Documentation | undefined> {
    return this.#ask('doc', { text }, COMMAND_TIME);
  }

  sourceOf(text: string, colored: boolean): Promise<SourceText | undefined> {
    return this.#ask('source', { text, colored }, COMMAND_TIME);
  }

  lookAt(text: string): void {
    if (!this.enabled || this.#isClosed) return;
    const { evaluator, ran, scope } = this.#options;
    const { dataSource } = scope().model;
    const key = JSON.stringify([text, ran().length, evaluator.implicitAwait]);
    if (this.#looked?.key === key && this.#looked.dataSource === dataSource) return;
    this.#looked = undefined;
    // Of what calls nothing there is nothing to say.
    if (!this.warns || this.#thread?.isIdle !== true || !text.includes('(')) return;
    const warnings = this.#ask('check', { text }, COMMAND_TIME).catch(() => undefined);
    this.#looked = { key, dataSource, warnings };
  }

  async warningsOn(text: string): Promise<readonly string[]> {
    this.lookAt(text);
    const looked = this.#looked;
    this.#looked = undefined;
    if (!looked || !this.warns) return [];
    const found = (await inTime(looked.warnings, this.#options.checkTime ?? CHECK_TIME)) ?? [];
    const news = found.filter((each) => !this.#said.has(each));
    news.forEach((each) => this.#said.add(each));
    return news.map((each, index) => `TypeScript: ${each}${index === news.length - 1 ? HOW_TO_SILENCE : ''}`);
  }

  close(): void {
    this.#isClosed = true;
    this.#thread?.close();
  }

  /** @returns `undefined` too when no answer came in time. */
  #ask<Kind extends QuestionKind>(
    kind: Kind,
    ask: Questions[Kind]['ask'],
    time: number,
  ): Promise<Questions[Kind]['answer'] | undefined> {
    this.#thread ??= newThread(this.#options.startWorker);
    const answer = this.#thread.ask((life) => this.#request(kind, ask, life), time);
    // Whatever went wrong, what the thread knows is no longer certain: the next question tells it all.
    answer.catch(() => (this.#told = undefined));
    return answer;
  }

  /** What is asked, with what this thread has not heard of. */
  #request<Kind extends QuestionKind>(
    kind: Kind,
    ask: Questions[Kind]['ask'],
    life: number,
  ): Omit<Request<Kind>, 'id'> {
    const { evaluator, ran, projectNames } = this.#options;
    const sources = this.#options.scope();
    const scope = this.#newScope(sources, life);
    const inputs = ran();
    const told = this.#told!;
    const before = told.inputs;
    told.inputs = inputs.length;
    return {
      kind,
      ask,
      ...(scope === undefined ? {} : { scope }),
      session: {
        before,
        ran: inputs.slice(before).map(({ text, implicitAwait }) => ({ text, implicitAwait })),
        variables: facts().variablesOf(evaluator, projectNames, sources.model),
        implicitAwait: evaluator.implicitAwait,
      },
    };
  }

  /** The scope, where the thread knows another one, or none. */
  #newScope(sources: ScopeSources, life: number): ScopeFacts | undefined {
    const { model, currentFolder, sourceFile } = sources;
    const isKnown =
      this.#told?.life === life &&
      this.#dataSource === model.dataSource &&
      this.#told.key === `${currentFolder} ${sourceFile}`;
    if (isKnown) return undefined;
    this.#dataSource = model.dataSource;
    this.#told = { life, key: `${currentFolder} ${sourceFile}`, inputs: 0 };
    return facts().scopeFacts(sources);
  }
}

/** @returns `undefined` too when it takes more time than that, in milliseconds. */
async function inTime<Answer>(answer: Promise<Answer>, time: number): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((done) => (timer = setTimeout(() => done(undefined), time)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A command whose argument is code; others have words of their own. */
const WITH_CODE = /^\s*\.(?:type|doc|source)\s+/;

/** What of a text is code, and where it begins; `undefined` where none of it is. */
function codeIn({ text, cursor }: CompletionRequest): (CompletionRequest & { readonly at: number }) | undefined {
  const at = WITH_CODE.exec(text)?.[0].length ?? 0;
  if (at === 0 && isCommand(text)) return undefined;
  return cursor < at ? undefined : { text: text.slice(at), cursor: cursor - at, at };
}

// Loaded when it is known that they are needed: a module of ours costs a start some 0.3 ms.
/* eslint-disable @typescript-eslint/no-require-imports */

function newThread(startWorker?: () => Worker): TypesThread {
  return new (require('./types-thread') as typeof TypesThreadModule).TypesThread(startWorker);
}

function facts(): typeof ScopeFactsModule {
  return require('./scope-facts') as typeof ScopeFactsModule;
}
