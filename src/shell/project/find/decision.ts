/** One step of finding a project's data source, for `--doctor` and for who asks why. */
export interface Decision {
  /** What was looked for, and where. */
  readonly looked: string;
  /** What was there; `undefined` for nothing. */
  readonly found?: string | undefined;
  /** Why it was taken or left; a few words. */
  readonly why?: string | undefined;
}

/** Files of data sources that one step has found, and how. */
export interface Step {
  /** Absolute paths; none when this step decides nothing. */
  readonly files: readonly string[];
  /** More that might be one, for where these turn out to be none. */
  readonly others?: readonly string[];
  readonly decisions: readonly Decision[];
}
