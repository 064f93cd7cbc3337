import type { TerminalOutput } from './editor';
import type { Pager } from './pager';

/** Another program has the terminal for itself: what timers, promises and stray errors write meanwhile comes when it has ended. */
export async function holding<Result>(
  output: Pick<TerminalOutput, 'hold' | 'resume'>,
  work: () => Promise<Result>,
): Promise<Result> {
  output.hold();
  try {
    return await work();
  } finally {
    output.resume();
  }
}

/** A pager that has the terminal for itself. */
export function alone(pager: Pager, output: Pick<TerminalOutput, 'hold' | 'resume'>): Pager {
  return {
    command: pager.command,
    show: (parts) => holding(output, () => pager.show(parts)),
    interrupt: () => pager.interrupt(),
    close: () => {
      pager.close();
      // The process may end before the pager is heard to have ended.
      output.resume();
    },
  };
}
