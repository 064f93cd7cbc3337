import { Between, type DataSource } from 'typeorm';
import * as typeorm from 'typeorm';
import { Evaluator } from '../src/shell/evaluator/evaluator';
import { printerFor } from '../src/shell/printer';
import { NO_COLORS } from '../src/shell/output/theme';
import { queryLogOf } from '../src/shell/queries/query-log';
import { repetitionNotices } from '../src/shell/repetition-notices';
import { Secrets } from '../src/shell/safety/masking/secrets';
import { Session } from '../src/shell/session';
import { CurrentRoom } from '../src/shell/sources/current-room';
import { roomOf } from '../src/shell/sources/room';
import { View } from '../src/shell/view';
import { bigDatabase } from './support/big-database';
import { compare } from './support/compare';
import { enter } from './support/shell';
import { size } from './support/sizes';

const QUERIES = size(1_000, 5);

/** Name, input, how often a round does it, and rounds: a line of a millisecond is measured by the dozen. */
const LINES = [
  ['a find of one', 'Employee.findOneBy({ id: 7 })', size(10, 1), size(100, 2)],
  ['a relation touched', 'Employee.findOneBy({ id: 7 }).assignments.length', size(10, 1), size(100, 2)],
  ['a find of 100', 'Employee.findBy({ id: Between(1, 100) })', size(5, 1), size(100, 2)],
  [
    `${QUERIES} queries in a loop`,
    `for (let i = 1; i <= ${QUERIES}; i++) last = Employee.findOneBy({ id: i }); void 0`,
    1,
    size(31, 1),
  ],
] as const;

/**
 * The same session with its queries recorded and summed up, and without: there nothing listens to the data source, and nothing
 * is said of what was sent.
 */
function sessionOn(dataSource: DataSource, recording: boolean): Session {
  const secrets = new Secrets({});
  const room = roomOf([{ name: 'main', dataSource, typeorm }], secrets, undefined);
  const current = new CurrentRoom(room);
  const recorders = room.sources.all.map(({ recorder }) => recorder);
  if (!recording) for (const recorder of recorders) recorder.uninstall();
  const evaluator = new Evaluator({
    hooks: current,
    names: { ...room.names.values, Between },
    baseFile: __filename,
  });
  const view = new View(recording ? 'off' : 'quiet');
  const printer = printerFor({
    model: current,
    json: false,
    masking: secrets,
    colors: () => NO_COLORS,
    width: () => 80,
    variables: () => evaluator.variables,
    view,
  });
  const watched = {
    queryLog: queryLogOf(() => recorders),
    remarks: repetitionNotices(() => [dataSource], view),
  };
  return new Session({ evaluator, observer: current, printer, ...(recording ? watched : {}) });
}

async function main(): Promise<void> {
  const { open } = await bigDatabase();
  const [bare, recorded] = [await open(), await open()];
  const [without, session] = [sessionOn(bare, false), sessionOn(recorded, true)];
  for (const [name, text, times, rounds] of LINES) {
    const often = async (on: Session): Promise<void> => {
      for (let time = 0; time < times; time++) await enter(on, text);
    };
    await compare({
      claim: `A line, ${name}, its queries recorded and summed up${times > 1 ? ` (${times} lines a round)` : ''}`,
      baseline: ['not recorded', () => often(without)],
      measured: [['recorded', () => often(session)]],
      rounds,
      warmUp: size(10, 1),
      clock: 'processor',
      goal: { ratio: 1.05 },
    });
  }
  for (const each of [bare, recorded]) await each.destroy();
}

void main();
