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

/** How values are shown. */
export const RESULT_FORMATS = [
  /** A table where that says as much as a list, else as the value prints. */
  'auto',
  /** A table of whatever has rows. */
  'table',
  /** One element a line. */
  'list',
  'json',
  'csv',
] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

/** How the results of a session are shown: what commands set and printers follow. */
export class View {
  format: ResultFormat = 'auto';
  /** Whether what is longer than the screen goes through a pager, where there is one. */
  pager = true;

  constructor(public sql: SqlMode = 'off') {}
}
