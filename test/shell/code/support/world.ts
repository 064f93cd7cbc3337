import type { DataSource } from 'typeorm';

/** A project that sessions run on: its data source, which a module of it exports, and how its database is filled. */
export interface World {
  readonly dataSource: DataSource;
  /** Makes the tables and the rows as they are at the start, whatever there was. */
  fill(): Promise<void>;
}

/** The modules of the worlds that there are. Each is loaded in a process of its own, with its database in `DATABASE_URL`. */
export const WORLDS = ['lesson', 'shop'] as const;
export type WorldName = (typeof WORLDS)[number];

export function loadWorld(name: WorldName): World {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require(name === 'lesson' ? './lesson' : '../shop/world') as { readonly world: World }).world;
}
