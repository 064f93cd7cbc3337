import type { RelationLoad } from './relations/load-trace';

/** An input that ran without an error, and what it did: what `.save` writes and `.code` makes code of. */
export interface RanInput {
  readonly text: string;
  /** Whether it gave a value, which `_` means from then on. */
  readonly gaveValue: boolean;
  /** Whether promises were waited for where they are used: false with `.await off`. */
  readonly implicitAwait: boolean;
  /** Whether it wrote to the database. */
  readonly wrote: boolean;
  /** What touches have loaded while it ran; what its printing loaded is left out. */
  readonly loads: readonly RelationLoad[];
  /** The same with what its printing has loaded. */
  readonly allLoads: readonly RelationLoad[];
}
