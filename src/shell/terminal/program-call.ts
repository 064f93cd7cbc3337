import { shellWords } from '../project/find/shell-words';

/** How a program is started. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
}

/** What only a shell understands: `LESS=-R less`, `less | tee log`. */
const FOR_A_SHELL = /[|&;<>()$`*?[\]~#=%]/;

/**
 * How a command is started that a person has written into a variable.
 * @param more arguments behind those of the command, as they are
 */
export function programCall(command: string, more: readonly string[] = []): ProgramCall {
  // The shell takes the command apart, and nothing else.
  if (FOR_A_SHELL.test(command))
    return { program: '/bin/sh', args: ['-c', more.length > 0 ? `${command} "$@"` : command, 'sh', ...more] };
  const [program = '', ...args] = shellWords(command);
  return { program, args: [...args, ...more] };
}
