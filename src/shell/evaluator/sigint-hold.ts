/**
 * Node's own watch for SIGINT, the one behind `breakOnSigint`. Its REPL uses these three functions; there is no public way to them.
 */
interface SigintWatch {
  startSigintWatchdog(): void;
  /** @returns whether SIGINT came while no `breakOnSigint` code ran */
  stopSigintWatchdog(): boolean;
  watchdogHasPendingSigint(): boolean;
}

/** How often a SIGINT is looked for, in milliseconds: while a line runs, and otherwise. */
const LOOKING = { line: 25, idle: 100 } as const;

type Listener = (...args: unknown[]) => void;

let held = 0;
/** Who hears of it in a process in which SIGINT is kept. */
let keeper: (() => void) | undefined;

/**
 * Takes SIGINT for as long as a shell is open at a prompt: there is no moment in which it ends the process, and nobody else hears of it.
 *
 * Node's watch and its listeners (libuv's handler) are two owners of the signal. Where one is put into the place of the other there is
 * none, and a Ctrl-C ends the process: before and after each line, and with each `breakOnSigint` where somebody listens (of 640 tries
 * aimed at that 52, Node 20.20). So there is one: the watch, from here to the end. Listeners that the program has, or comes to have, stay
 * in its list, and Node is kept from making a handler for them.
 *
 * @param onSigint called for a SIGINT that no running code took
 * @returns ends it, and gives the listeners their signal back; where Node does not give the watch away `undefined`, and nothing is taken
 */
export function keepSigint(onSigint: () => void): (() => void) | undefined {
  const watch = sigintWatch();
  const listen = nodeListener();
  if (watch === undefined || listen === undefined || keeper !== undefined) return undefined;
  const before = takeListeners();
  watch.startSigintWatchdog();
  held++;
  keeper = onSigint;
  const others: Listener = (event, ...rest) => {
    if (event !== 'SIGINT') listen.call(process, event, ...rest);
  };
  exchange(listen, others);
  putBack(before);
  const stopLooking = lookEach(LOOKING.idle, onSigint);
  return () => {
    stopLooking();
    const meanwhile = takeListeners();
    exchange(others, listen);
    keeper = undefined;
    held--;
    watch.stopSigintWatchdog();
    putBack(meanwhile);
  };
}

/**
 * Keeps Node's watch for SIGINT running until the returned function is called, so that no Ctrl-C is lost, and none ends the
 * process, between many short runs of code.
 *
 * `breakOnSigint` alone starts and ends the watch, a thread, for each run, and takes the listeners off meanwhile. A loop over
 * waits is thousands of runs: a Ctrl-C that comes while listeners are put back ends the process, and one that comes
 * between runs is for a listener that has no turn until the loop ends (of 24 tries 1 and 3, Node 20.20). It costs 0.2 ms
 * a run, too. Can go when `vm` has a public way to keep the watch, or waits in it.
 *
 * @param onSigint called for a SIGINT that came while the code waited; where the signal is kept its keeper hears of it instead
 * @returns ends it; where Node does not give the watch away, nothing is held and `breakOnSigint` does what it can
 */
export function holdSigint(onSigint: () => void): () => void {
  const watch = sigintWatch();
  if (watch === undefined) return () => {};
  const hear = keeper ?? onSigint;
  if (keeper !== undefined) {
    const stopLooking = lookEach(LOOKING.line, hear);
    return () => {
      stopLooking();
      if (tookSigint()) hear();
    };
  }
  // With listeners `vm` would take them off and put them back itself, each time.
  const listeners = takeListeners();
  watch.startSigintWatchdog();
  held++;
  const stopLooking = lookEach(LOOKING.line, hear);
  return () => {
    stopLooking();
    held--;
    const came = watch.stopSigintWatchdog();
    putBack(listeners);
    if (came) process.emit('SIGINT', 'SIGINT');
  };
}

function lookEach(milliseconds: number, hear: () => void): () => void {
  const looking = setInterval(() => {
    if (tookSigint()) hear();
  }, milliseconds).unref();
  return () => clearInterval(looking);
}

function takeListeners(): readonly NodeJS.SignalsListener[] {
  const listeners = process.rawListeners('SIGINT') as NodeJS.SignalsListener[];
  process.removeAllListeners('SIGINT');
  return listeners;
}

function putBack(listeners: readonly NodeJS.SignalsListener[]): void {
  for (const listener of listeners) process.on('SIGINT', listener);
}

/** What makes a handler of Node's when somebody begins to listen for a signal. */
function nodeListener(): Listener | undefined {
  const listeners = process.rawListeners('newListener') as Listener[];
  return listeners.find(({ name }) => name === 'startListeningIfSignal');
}

/** Puts a listener in the place of another: the order in which they are called stays. */
function exchange(before: Listener, after: Listener): void {
  const listeners = process.rawListeners('newListener') as Listener[];
  process.removeAllListeners('newListener');
  for (const listener of listeners) process.on('newListener', listener === before ? after : listener);
}

/** Whether SIGINT came since it was last asked, while it is held. */
export function tookSigint(): boolean {
  if (held === 0) return false;
  const watch = sigintWatch();
  if (watch?.watchdogHasPendingSigint() !== true) return false;
  // It forgets only at a stop; one more start keeps it running.
  watch.startSigintWatchdog();
  return watch.stopSigintWatchdog();
}

let found: SigintWatch | false | undefined;

function sigintWatch(): SigintWatch | undefined {
  found ??= findSigintWatch();
  return found === false ? undefined : found;
}

function findSigintWatch(): SigintWatch | false {
  try {
    const binding = (process as unknown as { binding(name: string): Partial<SigintWatch> }).binding('contextify');
    const { startSigintWatchdog, stopSigintWatchdog, watchdogHasPendingSigint } = binding;
    if (startSigintWatchdog && stopSigintWatchdog && watchdogHasPendingSigint) return binding as SigintWatch;
  } catch {
    // A later Node, or one with --permission.
  }
  return false;
}
