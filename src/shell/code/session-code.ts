import type { DataSource } from 'typeorm';
import type { RanInput } from '../ran-input';
import { codeOf, type Code } from './code';
import { programOf, type Program, type ProgramRequest } from './program';

export interface SessionCodeRequest extends ProgramRequest {
  readonly ran: readonly RanInput[];
  readonly of: 'last' | 'all';
}

/** Reading the types of a project takes seconds: it is done once for a data source. */
const programs = new WeakMap<DataSource, { readonly program: Program; readonly folder: string }>();

/**
 * The code of a session's last input, or of all.
 * @throws CodeRefusal
 */
export async function sessionCode({ ran, of, ...request }: SessionCodeRequest): Promise<Code> {
  const { model, currentFolder: folder } = request;
  let known = programs.get(model.dataSource);
  if (known?.folder !== folder) {
    known?.program.compilation.dispose();
    programs.set(model.dataSource, (known = { program: await programOf(request), folder }));
  }
  return codeOf({ ran, of, program: known.program });
}
