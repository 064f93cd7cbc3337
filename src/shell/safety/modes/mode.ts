/** What a session may do to its databases. */
export type Mode =
  /** The databases refuse every write. */
  | 'read-only'
  /** All that is written is in a transaction that is rolled back when the shell is left. */
  | 'sandbox'
  /** What is written is kept. */
  | 'writable';

export const MODES: readonly Mode[] = ['read-only', 'sandbox', 'writable'];
