import { SessionLock } from './session-lock';

/** What is used of mysql2. */
export interface MysqlModule {
  createPool(options: object): NodeJS.EventEmitter;
  createPoolCluster(options: object): Cluster;
  createConnection(options: object): Session;
}

interface Cluster {
  getConnection(pattern: string, done: (error?: Error | null, connection?: Session) => void): void;
}

interface Session {
  addCommand(command: Command): Command;
  query(sql: string, done: (error?: Error | null) => void): unknown;
}

/** Something that a session is asked for. */
interface Command {
  /** Of one that sends a text: with its values in it. */
  readonly sql?: unknown;
  /** Of one that prepares a text. */
  readonly query?: unknown;
  readonly onResult?: (error: Error) => void;
  emit?(event: 'error', error: Error): boolean;
}

export const READS = 'SET SESSION TRANSACTION READ ONLY';

/** mysql2 whose sessions only read, whoever opens them and whatever is sent: it is looked at, and each is told again before it. */
export function readingMysql(mysql: MysqlModule): MysqlModule {
  const cluster = (options: object): Cluster => {
    const made = mysql.createPoolCluster(options);
    const get = made.getConnection.bind(made);
    made.getConnection = (pattern, done) =>
      get(pattern, (error, session) => done(error, session === undefined ? undefined : locked(session)));
    return made;
  };
  const values = {
    createPool: (options: object) => mysql.createPool(options).on('connection', (session: Session) => locked(session)),
    createPoolCluster: cluster,
    createConnection: (options: object) => locked(mysql.createConnection(options)),
  };
  const properties = Object.entries(values).map(([name, value]) => [name, { value }] as const);
  return Object.create(mysql, Object.fromEntries(properties)) as MysqlModule;
}

function locked(session: Session): Session {
  if (SessionLock.of(session) !== undefined) return session;
  const lock = new SessionLock(session, 'mysql');
  let { addCommand } = session;
  const add = (command: Command): Command => addCommand.call(session, command);
  const readsAgain = (): unknown => lock.pass(READS, () => session.query(READS, () => {}));
  const looked = (command: Command): Command => {
    const sql = command.sql ?? command.query;
    const name = command.constructor.name;
    if (typeof sql === 'string') {
      try {
        if (lock.check(sql)) return add(command);
      } catch (error) {
        fail(command, error as Error);
        return command;
      }
      readsAgain();
      return add(command);
    }
    if (name === 'Execute') readsAgain();
    const added = add(command);
    // They give the session its first settings back.
    if (name === 'ResetConnection' || name === 'ChangeUser') readsAgain();
    return added;
  };
  // A connection that is closed puts another one into its place.
  Object.defineProperty(session, 'addCommand', { get: () => looked, set: (other: typeof addCommand) => (addCommand = other) });
  readsAgain();
  return session;
}

/** As if the server had said it. */
function fail(command: Command, error: Error): void {
  // Who prepares in order to execute asks for that right afterwards, unless it has heard.
  if (typeof command.query === 'string') command.onResult?.(error);
  else
    process.nextTick(() => {
      if (command.onResult) command.onResult(error);
      else command.emit?.('error', error);
    });
}
