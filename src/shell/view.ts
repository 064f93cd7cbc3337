/** What is shown of the SQL behind a line. */
export type SqlMode =
  /** Nothing. */
  | 'quiet'
  /** One line: how many statements, how long, how many rows. */
  | 'off'
  /** The statements too, long ones cut. */
  | 'on'
  /** The statements, whole. */
  | 'full';

export const SQL_MODES: readonly SqlMode[] = ['quiet', 'off', 'on', 'full'];

/** How the results of a session are shown: what commands set and printers follow. */
export class View {
  constructor(public sql: SqlMode = 'off') {}
}
