import { types } from 'node:util';
import type { ProductionSetting } from './production';

/** What a project says of the safety of its data. */
export interface SafetySettings {
  /** Which of its data sources are production; unless told, variables and names decide. */
  readonly production?: ProductionSetting;
  /** The file that the audit is written to. */
  readonly audit?: string;
  /** Whoever opens the shell on production has to say why: it stands in the audit. */
  readonly reason?: boolean;
}

/** @returns what is wrong with them, as a sentence without its full stop. */
export function wrongSafetySetting({
  production,
  audit,
  reason,
}: Readonly<Record<string, unknown>>): string | undefined {
  const isNamed = (each: unknown): boolean => typeof each === 'string' || types.isRegExp(each);
  const isSetting = typeof production === 'boolean' || (Array.isArray(production) && production.every(isNamed));
  if (production !== undefined && !isSetting) return '"production" is true, false or a list of texts and patterns';
  if (audit !== undefined && (typeof audit !== 'string' || audit === '')) return '"audit" is the name of a file';
  return reason === undefined || typeof reason === 'boolean' ? undefined : '"reason" is true or false';
}
