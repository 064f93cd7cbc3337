import type { Command, ShellRooms } from '../commands/command';
import type * as CompleteModule from './complete';
import { projectFiles } from './project-files';
import type { CompletionScope } from './scope';
import type { Complete } from './suggestion';

export interface CompleterOptions {
  readonly commands: () => readonly Command[];
  readonly resolvePath: (path: string) => string;
}

export interface SessionCompleter {
  readonly complete: Complete;
  /** Loads what the first completion needs. */
  warmUp(): void;
}

type Rooms = Pick<ShellRooms, 'session' | 'names' | 'model'>;

/** Completes in a session, as it is each time it is asked. */
export function sessionCompleter(rooms: Rooms, options: CompleterOptions): SessionCompleter {
  const scope = sessionScope(rooms, options);
  const complete: Complete = (request) => completeModule().complete(request, scope());
  // Text that no strict parser takes, so that the tolerant one is there as well.
  return { complete, warmUp: () => void complete({ text: 'try { _.a', cursor: 9 }) };
}

/** What completing may know of a session, as it is when it is asked. */
export function sessionScope(
  { session, names, model }: Rooms,
  { commands, resolvePath }: CompleterOptions,
): () => CompletionScope {
  const files = projectFiles(resolvePath);
  return () => {
    const { evaluator } = session;
    return {
      ...files,
      get names() {
        return Object.keys(evaluator.variables);
      },
      look: (name) => evaluator.look(name),
      get globals() {
        return Object.getOwnPropertyNames(globalThis);
      },
      entities: names.entities,
      operators: names.operators,
      model,
      get commands() {
        return commands();
      },
      waits: evaluator.implicitAwait,
    };
  };
}

/** Loaded when the prompt is there: a start does not need it. */
function completeModule(): typeof CompleteModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./complete') as typeof CompleteModule;
}
