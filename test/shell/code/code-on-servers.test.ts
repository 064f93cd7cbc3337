import { join } from 'node:path';
import { onEachDatabase } from '../../support/databases';
import { compareAll } from './support/comparison';
import { sessionsIn } from './support/sessions';

/** What the databases do in different ways, whole; of the others every sixth session. */
const SESSIONS = sessionsIn(join(__dirname, 'lines')).filter(
  ({ name, world, needsSqlite }, place) =>
    world === 'lesson' && !needsSqlite && (name.startsWith('05') || place % 6 === 0),
);

onEachDatabase('what .code prints gives what the lines gave', (database) => compareAll(SESSIONS, database), [
  'postgres',
  'mariadb',
]);
