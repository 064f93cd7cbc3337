import * as typeorm from 'typeorm';
import type { DataSource } from 'typeorm';
import { assemble, type AssembleOptions } from '../../src/shell/assemble';
import type { ShellParts } from '../../src/shell/shell-parts';

/** The whole shell, without a terminal, in this process. */
export function shellInProcess(dataSource: DataSource, more: Partial<AssembleOptions> = {}): ShellParts {
  return assemble({
    dataSource,
    typeorm,
    baseFile: __filename,
    programFile: undefined,
    interactive: false,
    json: false,
    colored: false,
    width: () => 130,
    title: 'test',
    database: 'a test',
    ...more,
  });
}
