import type { CommandContext } from '../commands/command';
import type { Step } from './transaction-groups';

/** Shows which migration is underway, below all else, where somebody looks on. */
export interface Progress {
  begin(step: Step): void;
  /** Takes it away. */
  clear(): void;
}

/** @param stopped aborted, it is said that the one underway comes to its end first. */
export function progressOf({ status }: Pick<CommandContext, 'status'>, stopped: AbortSignal): Progress {
  let underway: Step | undefined;
  const stopping = (): void => {
    if (underway !== undefined) status?.(`Stops when ${underway.migration.name} is through …`);
  };
  stopped.addEventListener('abort', stopping);
  return {
    begin: (step) => {
      underway = step;
      status?.(`${step.direction} ${step.migration.name} …`);
    },
    clear: () => {
      underway = undefined;
      status?.(undefined);
    },
  };
}
