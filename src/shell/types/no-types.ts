import { UserError } from '../user-error';
import type { TypesContract } from './types';

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/** Where TypeScript is not asked. */
export const NO_TYPES: TypesContract = {
  enabled: false,
  warns: false,
  start() {},
  complete: nothing,
  typeOf: nothing,
  documentationOf: nothing,
  sourceOf: nothing,
  lookAt() {},
  warningsOn: () => Promise.resolve([]),
  close() {},
};

/** For a command that cannot do without. */
export function noTypes(command: string): UserError {
  return new UserError(`.${command} asks TypeScript, and the shell was started with --no-types.`, 'Start it without.');
}
