import type { GivenOptions, OptionSet } from '../command-line';

/** What `typeorm-shell` has beside the options of every shell. */
export const PROJECT_OPTIONS = {
  'data-source': {
    type: 'string',
    short: 'd',
    multiple: true,
    value: 'FILE',
    summary: 'the file of a data source; may be repeated',
  },
  'env-file': {
    type: 'string',
    multiple: true,
    value: 'FILE',
    summary: 'read variables from FILE first',
  },
  trust: { type: 'boolean', summary: "run the project's typeorm-shell.config file unasked" },
  doctor: { type: 'boolean', summary: 'say what is found and decided, and open no shell' },
} as const satisfies OptionSet;

/** The same as values. */
export interface ProjectOptions {
  /** As written; relative to the current folder. */
  readonly dataSources: readonly string[];
  readonly envFiles: readonly string[];
  readonly trust: boolean;
  readonly doctor: boolean;
}

export function projectOptions(given: GivenOptions): ProjectOptions {
  return {
    dataSources: texts(given['data-source']),
    envFiles: texts(given['env-file']),
    trust: given.trust === true,
    doctor: given.doctor === true,
  };
}

function texts(value: GivenOptions[string]): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
