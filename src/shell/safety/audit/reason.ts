import type { DataSourceOptions } from 'typeorm';
import type { OpenContext } from '../../shell-parts';
import { UsageError, UserError } from '../../user-error';
import { productionOf } from '../production';
import type { SafetySettings } from '../settings';

export interface ReasonRequest {
  readonly settings: SafetySettings;
  /** The data sources that the shell is opened on. */
  readonly sources: readonly { readonly name: string; readonly options: DataSourceOptions }[];
  readonly hasAudit: boolean;
}

/**
 * Why the person opens the shell: what `--reason` says, or what they say now, where the settings ask for it on production.
 * @throws UserError where there has to be a reason and is none, UsageError where nobody can be asked.
 */
export async function reasonFor(
  { reason: given, surroundings: { env, askText } }: OpenContext,
  { settings, sources, hasAudit }: ReasonRequest,
): Promise<string | undefined> {
  const reason = given?.trim() || undefined;
  if (settings.reason !== true) return reason;
  const decided = sources.map((source) => productionOf({ env, ...source, setting: settings.production }));
  const production = decided.find((each) => each.production);
  if (production === undefined) return reason;
  const said = `this is production (${production.why})`;
  if (!hasAudit)
    throw new UserError(
      `A reason is asked for, because ${said}, and there is no audit to keep it in.`,
      'Add --audit FILE, or "audit" to the settings.',
    );
  if (reason !== undefined) return reason;
  if (askText === undefined) throw new UsageError(`--reason TEXT is needed: ${said}.`);
  const answer = await askText(`Why do you open a shell here? T${said.slice(1)}.`);
  if (answer === undefined) throw new UserError(`A reason is needed: ${said}.`);
  return answer;
}
