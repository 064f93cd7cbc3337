import type { TerminalOutput } from './editor';
import type { Pager } from './pager';

/**
 * A pager that has the terminal for itself: what timers, promises and stray errors write meanwhile comes when it has ended, and not over
 * its screen.
 */
export function alone(pager: Pager, output: Pick<TerminalOutput, 'hold' | 'resume'>): Pager {
  return {
    command: pager.command,
    show: async (parts) => {
      output.hold();
      try {
        return await pager.show(parts);
      } finally {
        output.resume();
      }
    },
    interrupt: () => pager.interrupt(),
    close: () => {
      pager.close();
      // The process may end before the pager is heard to have ended.
      output.resume();
    },
  };
}
