import type { DataSourceOptions } from 'typeorm';
import { productionOf, type ProductionFacts } from '../production';
import type { Mode } from './mode';

export interface FirstMode {
  readonly mode: Mode;
  /** What a data source that is production is called at the prompt; `undefined` for one that is not. */
  readonly production: string | undefined;
  /** What the person should know of it. */
  readonly notice: string | undefined;
}

/**
 * The mode in which a data source opens: the one that was asked for, else read-only on production, and writable elsewhere.
 * @param asked on the command line.
 */
export function firstMode(asked: Mode | undefined, facts: ProductionFacts): FirstMode {
  const { production, why } = productionOf(facts);
  if (!production) return { mode: asked ?? 'writable', production: undefined, notice: undefined };
  const { name, options } = facts;
  return {
    mode: asked ?? 'read-only',
    production: databaseName(options) ?? name,
    notice:
      asked === undefined
        ? `${name} is production (${why}): it is read-only here. .mode writable, or --write at the start, lets it be written.`
        : undefined,
  };
}

function databaseName({ database }: DataSourceOptions): string | undefined {
  return typeof database === 'string' && database !== '' ? database.replace(/^.*[/\\]/u, '') : undefined;
}
