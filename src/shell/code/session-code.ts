import type { RanInput } from '../ran-input';
import { codeOf, type Code } from './code';
import { programOf, type ProgramRequest } from './program';

export { highlighted } from './highlight';

export interface SessionCodeRequest extends ProgramRequest {
  readonly ran: readonly RanInput[];
  readonly of: 'last' | 'all';
}

/**
 * The code of a session's last input, or of all.
 * @throws CodeRefusal
 */
export async function sessionCode({ ran, of, ...request }: SessionCodeRequest): Promise<Code> {
  const program = await programOf(request);
  try {
    return codeOf({ ran, of, program });
  } finally {
    program.compilation.dispose();
  }
}
