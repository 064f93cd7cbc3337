import { UserError } from '../../user-error';
import type { LoadedSource } from '../load-sources';
import { connectSource, type ConnectRequest, type Connected } from './connect-source';

/** A data source that is connected, and what is broken in it. */
export type ConnectedSource = LoadedSource & Pick<Connected, 'broken'>;

export interface AllConnected {
  readonly connected: readonly [ConnectedSource, ...ConnectedSource[]];
  readonly notices: readonly string[];
}

/**
 * Connects data sources. One that cannot be opened does not stop the others.
 * @throws UserError when none can be opened.
 */
export async function connectAll(sources: readonly LoadedSource[], request: ConnectRequest): Promise<AllConnected> {
  const connected: ConnectedSource[] = [];
  const notices: string[] = [];
  const failures: UserError[] = [];
  for (const source of sources) {
    try {
      const report = await connectSource(source, request);
      connected.push({ ...source, broken: report.broken });
      notices.push(...report.notices.map((notice) => (sources.length === 1 ? notice : `${source.name}: ${notice}`)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures.push(error);
      notices.push(`${source.name} is left out. ${error.message}`);
    }
  }
  const [first, ...others] = connected;
  if (first === undefined) throw failures[0] ?? new UserError('No data source was loaded.');
  return { connected: [first, ...others], notices };
}
