import type { Command } from '../commands/command';
import { nearNames } from '../near-names';
import { UserError } from '../user-error';
import type { CurrentRoom } from './current-room';
import type { Sources } from './source';

/** `.use NAME`: another data source is meant by `dataSource`, `manager` and `sql`, and by names that are taken twice. */
export function useCommand(current: CurrentRoom): Command {
  const [first, second = first] = current.room.sources.all;
  return {
    name: 'use',
    group: 'session',
    parameters: '[NAME]',
    summary: 'switch to another data source, or list them',
    details: ['dataSource, manager and sql are its own then, and so are names that several have.'],
    example: `.use ${second.name}`,
    completes: ({ before }) => (before.length === 0 ? current.room.sources.all.map(({ name }) => name) : []),
    run({ session, print }, argument) {
      const { sources } = current.room;
      const name = argument.trim();
      if (name !== '') {
        const source = sources.all.find((each) => each.name === name);
        if (source === undefined) throw unknown(name, sources);
        sources.use(source);
        for (const [variable, value] of Object.entries(current.room.names.values)) {
          session.evaluator.define(variable, value);
        }
      }
      print(sources.all.map((each) => (each === sources.used ? `${each.name} (in use)` : each.name)).join(', '));
    },
  };
}

function unknown(name: string, { all }: Sources): UserError {
  const names = all.map((source) => source.name);
  const [near] = nearNames(name, names);
  return new UserError(
    `There is no data source ${name}${near === undefined ? '.' : `: did you mean ${near}?`}`,
    `There are: ${names.join(', ')}.`,
  );
}
