import { entityRows } from './entity-rows';

export interface BannerOptions {
  readonly title: string;
  /** Without a password. */
  readonly database: string;
  readonly entities: readonly string[];
  /** Columns. */
  readonly width: number;
}

/** How many rows the names of the entities may take. */
const MOST_ROWS = 3;

/** What a session begins with: which database, which entities, how to get help. At most six lines. */
export function bannerLines({ title, database, entities, width }: BannerOptions): readonly string[] {
  return [
    `${title} on ${database}`,
    ...entityRows(entities, width, MOST_ROWS),
    'Relations load when touched, nothing needs await. .tour shows it, .help helps.',
  ];
}
