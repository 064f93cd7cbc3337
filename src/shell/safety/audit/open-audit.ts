import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { OpenContext } from '../../shell-parts';
import { personOf, type Person } from '../person';
import type { SafetySettings } from '../settings';
import { AuditFile } from './audit-file';

/** An audit whose file is open. */
export interface OpenAudit {
  readonly file: AuditFile;
  readonly person: Person;
  /** Tells the records of one shell from those of another. */
  readonly session: string;
}

export interface AuditRequest {
  /** Absolute. */
  readonly path: string;
  /** As the person, or the settings, wrote it. */
  readonly name: string;
  /** Where the shell was started. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Opens an audit and writes its first record: whoever cannot do that opens no shell.
 * @throws UserError
 */
export function openAudit({ path, name, folder, env }: AuditRequest): OpenAudit {
  const file = AuditFile.open(path, name);
  const person = personOf(env);
  const session = randomBytes(4).toString('hex');
  file.write({ event: 'open', id: session, time: new Date().toISOString(), ...person, folder }, true);
  return { file, person, session };
}

/**
 * The audit that the command line asks for, else the one of the settings.
 * @param folder to which a file in the settings is relative.
 * @throws UserError
 */
export function auditFor(
  { audit, surroundings: { env, currentFolder } }: OpenContext,
  { audit: name }: SafetySettings,
  folder: string,
): OpenAudit | undefined {
  if (audit !== undefined || name === undefined) return audit;
  return openAudit({ path: resolve(folder, name), name, folder: currentFolder, env });
}
