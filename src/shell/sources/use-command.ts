import type { Command, CommandContext } from '../commands/command';
import { nearNames } from '../near-names';
import { TARGETS, type Replicas, type Target } from '../replicas/replicas';
import { factsLine } from '../replicas/words';
import { UserError } from '../user-error';
import type { CurrentRoom } from './current-room';
import type { Source, Sources } from './source';

/** Before the name of a server's part, where a data source is called like it. */
const READS = 'reads';

/**
 * `.use NAME`: another data source is meant by `dataSource`, `manager` and `sql`, and by names that are taken twice. `.use primary` and
 * `.use standby`: reads go there, where a data source has several servers.
 */
export function useCommand(current: CurrentRoom): Command {
  const { all } = current.room.sources;
  const hasServers = all.some(({ mode }) => mode.replicas !== undefined);
  const names = (): readonly string[] => [
    ...(current.room.sources.all.length > 1 ? current.room.sources.all.map(({ name }) => name) : []),
    ...(current.room.sources.used.mode.replicas === undefined ? [] : TARGETS),
  ];
  const parameters = [...(all.length > 1 ? ['NAME'] : []), ...(hasServers ? TARGETS : [])].join('|');
  return {
    name: 'use',
    group: 'session',
    parameters: `[${parameters}]`,
    summary: [
      ...(all.length > 1 ? ['switch to another data source, or list them'] : []),
      ...(hasServers ? ['say which server answers reads, or list them'] : []),
    ].join('; '),
    details: [
      ...(all.length > 1 ? ['dataSource, manager and sql are its own then, and so are names that several have.'] : []),
      ...(hasServers ? ['Writes, transactions and the sandbox stay with the server that is written to.'] : []),
      ...(hasServers && all.length > 1
        ? [`A data source that is called primary or standby comes first; .use ${READS} primary is always the server.`]
        : []),
    ],
    example: all.length > 1 ? `.use ${all[1]?.name ?? ''}` : '.use primary',
    asksDatabase: hasServers,
    completes: ({ before }) =>
      before.length === 0 ? names() : before[0] === READS && before.length === 1 ? TARGETS : [],
    async run(context, argument) {
      const { sources } = current.room;
      const name = argument.trim();
      if (name !== '') use(name, current, context, names);
      if (sources.all.length > 1) context.print(listed(sources));
      const { replicas, mode } = sources.used.mode;
      if (replicas !== undefined) context.print(await serverList(replicas, mode === 'sandbox'));
    },
  };
}

function use(name: string, current: CurrentRoom, { session }: CommandContext, names: () => readonly string[]): void {
  const { sources } = current.room;
  const source: Source | undefined = sources.all.find((each) => each.name === name);
  const { replicas } = sources.used.mode;
  const [first = '', second = first] = name.split(/\s+/u);
  const target = TARGETS.find((each) => each === (first === READS ? second : name));
  if (source !== undefined && (sources.all.length > 1 || target === undefined)) {
    sources.use(source);
    for (const [variable, value] of Object.entries(current.room.names.values))
      session.evaluator.define(variable, value);
  } else if (target !== undefined) useServer(target, replicas, sources);
  else throw unknown(name, names());
}

function useServer(target: Target, replicas: Replicas | undefined, { used, all }: Sources): void {
  if (replicas === undefined)
    throw new UserError(
      `${all.length > 1 ? used.name : 'This data source'} has one server: there is no ${target}.`,
      'Several are what its option replication names.',
    );
  replicas.use(target);
}

function listed({ all, used }: Sources): string {
  return all.map((each) => (each === used ? `${each.name} (in use)` : each.name)).join(', ');
}

async function serverList(replicas: Replicas, inSandbox: boolean): Promise<string> {
  const lines = (await replicas.facts()).map(factsLine);
  return [...lines, ...(inSandbox ? ['In the sandbox reads go where writes go: its transaction is there.'] : [])].join(
    '\n',
  );
}

function unknown(name: string, names: readonly string[]): UserError {
  const [near] = nearNames(name, names);
  return new UserError(
    `There is no data source ${name}${near === undefined ? '.' : `: did you mean ${near}?`}`,
    `There are: ${names.join(', ')}.`,
  );
}
