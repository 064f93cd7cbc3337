import type { DataSource } from 'typeorm';
import * as typeorm from 'typeorm';
import { assemble } from '../../src/shell/assemble';
import type { Session } from '../../src/shell/session';
import type { ShellParts } from '../../src/shell/shell-parts';

/**
 * The shell on a data source, in this process and without a terminal.
 * @param interactive as in a terminal, where Ctrl-C can end a loop.
 */
export function openSession(dataSource: DataSource, interactive = false): Session {
  return openShell(dataSource, interactive).session;
}

/** The same with all its rooms. */
export function openShell(dataSource: DataSource, interactive = false): ShellParts {
  return assemble({
    dataSource,
    typeorm: typeorm,
    baseFile: __filename,
    programFile: undefined,
    interactive,
    json: false,
    colored: false,
    width: () => 80,
    title: 'bench',
    database: 'bench',
  });
}

/** Runs one input as the prompt does, printing included. @throws what the input threw. */
export async function enter(session: Session, text: string): Promise<unknown> {
  const outcome = await session.run(text);
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}
