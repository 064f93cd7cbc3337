/**
 * Node's own watch for SIGINT, the one behind `breakOnSigint`. Its REPL uses these three functions; there is no public way to them.
 */
interface SigintWatch {
  startSigintWatchdog(): void;
  /** @returns whether SIGINT came while no `breakOnSigint` code ran */
  stopSigintWatchdog(): boolean;
  watchdogHasPendingSigint(): boolean;
}

/** How often a SIGINT is looked for while the code waits, in milliseconds. */
const LOOKING = 25;

let held = 0;

/**
 * Keeps Node's watch for SIGINT running until the returned function is called, so that no Ctrl-C is lost, and none ends the
 * process, between many short runs of code.
 *
 * `breakOnSigint` alone starts and ends the watch, a thread, for each run, and takes the listeners off meanwhile. A loop over
 * waits is thousands of runs: a Ctrl-C that comes while listeners are put back ends the process, and one that comes
 * between runs is for a listener that has no turn until the loop ends (of 24 tries 1 and 3, Node 20.20). It costs 0.2 ms
 * a run, too. Can go when `vm` has a public way to keep the watch, or waits in it.
 *
 * @param onSigint called for a SIGINT that came while the code waited
 * @returns ends it; where Node does not give the watch away, nothing is held and `breakOnSigint` does what it can
 */
export function holdSigint(onSigint: () => void): () => void {
  const watch = sigintWatch();
  if (watch === undefined) return () => {};
  // With listeners `vm` would take them off and put them back itself, each time.
  const listeners = process.rawListeners('SIGINT') as NodeJS.SignalsListener[];
  process.removeAllListeners('SIGINT');
  watch.startSigintWatchdog();
  held++;
  const looking = setInterval(() => {
    if (tookSigint()) onSigint();
  }, LOOKING).unref();
  return () => {
    clearInterval(looking);
    held--;
    const came = watch.stopSigintWatchdog();
    for (const listener of listeners) process.on('SIGINT', listener);
    if (came) process.emit('SIGINT', 'SIGINT');
  };
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
