import { setImmediate } from 'node:timers/promises';
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

/** Name, input, how often a round does it, and rounds: a line takes less than a millisecond, and what a round costs at first is not its own. */
const LINES = [
  ['a find of one', 'Employee.findOneBy({ id: 7 })', size(100, 1), size(41, 2)],
  ['a relation touched', 'Employee.findOneBy({ id: 7 }).assignments.length', size(50, 1), size(41, 2)],
  ['a find of 100', 'Employee.findBy({ id: Between(1, 100) })', size(50, 1), size(41, 2)],
  [
    `${QUERIES} queries in a loop`,
    `for (let i = 1; i <= ${QUERIES}; i++) last = Employee.findOneBy({ id: i }); void 0`,
    size(3, 1),
    size(41, 1),
  ],
] as const;

/** What of a session is measured. */
type Part =
  /** Nothing listens to the data source, nothing is said of what was sent. */
  | 'nothing'
  /**
   * Every statement is timed, counted, kept, and told as one that reads or writes; secrets are looked for in its parameters and rows;
   * the line's summary is made.
   */
  | 'recorded'
  /** The same, and what the line sent is searched for repetitions and their cures. */
  | 'searched';

function sessionOn(dataSource: DataSource, part: Part): Session {
  const secrets = new Secrets({});
  const room = roomOf([{ name: 'main', dataSource, typeorm }], secrets, undefined);
  const current = new CurrentRoom(room);
  const recorders = room.sources.all.map(({ recorder }) => recorder);
  if (part === 'nothing') for (const recorder of recorders) recorder.uninstall();
  const evaluator = new Evaluator({
    hooks: current,
    names: { ...room.names.values, Between },
    baseFile: __filename,
  });
  const view = new View(part === 'nothing' ? 'quiet' : 'off');
  const printer = printerFor({
    model: current,
    json: false,
    masking: secrets,
    colors: () => NO_COLORS,
    width: () => 80,
    variables: () => evaluator.variables,
    view,
  });
  const queryLog = part === 'nothing' ? undefined : queryLogOf(() => recorders);
  const remarks = part === 'searched' ? repetitionNotices(() => [dataSource], view) : undefined;
  return new Session({ evaluator, observer: current, printer, queryLog, remarks });
}

async function main(): Promise<void> {
  const { open } = await bigDatabase();
  const parts = ['nothing', 'recorded', 'searched'] as const;
  const dataSources = await Promise.all(parts.map(open));
  const [without, recorded, searched] = parts.map((part, index) => sessionOn(dataSources[index], part));
  for (const [name, text, times, rounds] of LINES) {
    const often = (session: Session) => async (): Promise<void> => {
      for (let time = 0; time < times; time++) await enter(session, text);
      // As between lines at a prompt: what weak references were followed to is only let go when the event loop turns.
      await setImmediate();
    };
    await compare({
      claim: `A line, ${name}, its queries recorded and summed up${times > 1 ? ` (${times} lines a round)` : ''}`,
      baseline: ['not recorded', often(without)],
      measured: [
        ['recorded', often(recorded)],
        ['and searched', often(searched)],
      ],
      rounds,
      warmUp: size(10, 0),
      clock: 'processor',
      goal: { ratio: 1.05 },
    });
  }
  for (const each of dataSources) await each.destroy();
}

void main();
