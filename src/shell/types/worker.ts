import { dirname } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { apiFor, compilerFor, type TypeScriptApi } from '../project/typescript/compiler';
import { Answers } from './answers';
import type { Request, Response } from './messages';

// Whoever starts the thread takes these from here: so its file is a part of what is built.
export type { Request, Response };

/**
 * The thread that knows TypeScript. It hears requests and answers them one after the other; what it keeps can be made anew from what a request
 * brings along.
 */
let answers: Answers | undefined;

parentPort?.on('message', (request: Request) => {
  const { id, scope } = request;
  try {
    if (scope !== undefined) {
      answers?.dispose();
      answers = new Answers(apiOf(scope.sourceFile === undefined ? scope.folder : dirname(scope.sourceFile)), scope);
    }
    if (answers === undefined) throw new Error('nothing is known of the session');
    respond({ id, answer: answers.answer(request) });
  } catch (error) {
    respond({ id, answer: undefined, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function respond(response: Response): void {
  parentPort?.postMessage(response);
}

/** The project's own TypeScript, where it has what is needed; else the shell's. */
function apiOf(folder: string): TypeScriptApi {
  const compiler = compilerFor(folder);
  const major = Number(compiler.version.split('.')[0]);
  const isKnown = major === 5 || major === 6;
  const api = apiFor(isKnown ? compiler : { ...compiler, hasApi: false });
  return typeof api.createLanguageService === 'function' ? api : apiFor({ ...compiler, hasApi: false });
}
