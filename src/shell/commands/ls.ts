import type { Command } from './command';
import { wrapWords } from './wrap-words';

export const lsCommand: Command = {
  name: 'ls',
  group: 'session',
  parameters: '',
  summary: 'names in scope: yours, entities, helpers',
  example: '.ls',
  run({ session, names, width, print }) {
    const own = session.evaluator.ownNames();
    const sections: readonly (readonly [string, readonly string[]])[] = [
      ['yours', own],
      ['project', names.project ?? []],
      ['entities', names.entities],
      ['helpers', names.helpers.map((helper) => helper.name)],
      ['operators', names.operators],
    ];
    const rows = sections
      .filter(([, words]) => words.length > 0)
      .map(([title, words]) =>
        wrapWords(
          words.filter((word) => title === 'yours' || !own.includes(word)),
          width,
          title.padEnd(11),
        ),
      );
    const broken = (names.broken ?? []).map(({ name, reason }) => `${'broken'.padEnd(11)}${name}: ${reason}`);
    print([...rows, ...broken].join('\n'));
  },
};
