import type { DataSource } from 'typeorm';
import type * as RepetitionTextModule from './output/sql/repetition-text';
import type { View } from './view';
import type { LineQueries } from './queries/query-log';
import type * as ModelTablesModule from './queries/repetition/model-tables';
import type * as RepetitionsModule from './queries/repetition/repetitions';
import { THRESHOLD } from './queries/repetition/threshold';

/**
 * What there is to say of statements that a line sent again and again.
 * @param dataSources the one in use first, asked each time.
 */
export function repetitionNotices(
  dataSources: () => readonly DataSource[],
  view: View,
): (queries: LineQueries) => readonly string[] {
  return ({ count, records }) => {
    if (count < THRESHOLD || view.sql === 'quiet') return [];
    const { tables, repetitions, text } = modules();
    return text.repetitionLines(repetitions.repetitionsOf(records, new tables.ModelTables(dataSources())));
  };
}

// Loaded when a line has sent as many statements as that for the first time.
/* eslint-disable @typescript-eslint/no-require-imports */
function modules(): {
  readonly tables: typeof ModelTablesModule;
  readonly repetitions: typeof RepetitionsModule;
  readonly text: typeof RepetitionTextModule;
} {
  return {
    tables: require('./queries/repetition/model-tables') as typeof ModelTablesModule,
    repetitions: require('./queries/repetition/repetitions') as typeof RepetitionsModule,
    text: require('./output/sql/repetition-text') as typeof RepetitionTextModule,
  };
}
