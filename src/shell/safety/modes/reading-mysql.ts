import { SessionLock } from './session-lock';

/** What is used of mysql2. */
export interface MysqlModule {
  createPool(options: Options | string): NodeJS.EventEmitter;
  createPoolCluster(options: object): Cluster;
  createConnection(options: Options | string): Session;
}

interface Options {
  readonly flags?: string | readonly string[];
}

interface Cluster {
  add(name: string, options: Options): void;
  getConnection(pattern: string, done: (error?: Error | null, connection?: Session) => void): void;
}

interface Session {
  addCommand?(command: Command): Command;
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
    const add = made.add.bind(made);
    made.add = (name, each) => add(name, oneByOne(each));
    made.getConnection = (pattern, done) =>
      get(pattern, (error, session) => done(error, session === undefined ? undefined : locked(session)));
    return made;
  };
  const values = {
    createPool: (options: Options | string) =>
      mysql.createPool(oneByOne(options)).on('connection', (session: Session) => locked(session)),
    createPoolCluster: cluster,
    createConnection: (options: Options | string) => locked(mysql.createConnection(oneByOne(options))),
  };
  const properties = Object.entries(values).map(([name, value]) => [name, { value }] as const);
  return Object.create(mysql, Object.fromEntries(properties)) as MysqlModule;
}

const SEVERAL = 'MULTI_STATEMENTS';

/** Options of a connection whose server takes one statement at a time, whatever they say of that. */
function oneByOne(options: Options | string): Options {
  if (typeof options === 'string') return oneByOne({ uri: options } as Options);
  const flags = Array.isArray(options.flags)
    ? (options.flags as readonly string[])
    : String(options.flags ?? '').split(/\s*,+\s*/u);
  return { ...options, flags: [...flags.filter((flag) => flag !== '' && !flag.includes(SEVERAL)), `-${SEVERAL}`] };
}

function locked(session: Session): Session {
  if (SessionLock.of(session) !== undefined) return session;
  const lock = new SessionLock(session, 'mysql');
  let { addCommand } = session;
  if (addCommand === undefined) {
    // The package `mysql`, which older versions of TypeORM use where there is no mysql2.
    session.query(READS, () => {});
    return session;
  }
  const add = (command: Command): Command => addCommand!.call(session, command);
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
  Object.defineProperty(session, 'addCommand', {
    get: () => looked,
    set: (other: typeof addCommand) => (addCommand = other),
  });
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
