import { dropsUnsaved } from '../commands/asks';
import type { Command } from '../commands/command';
import type { Evaluator } from '../evaluator/evaluator';
import { carryOver, type CarriedOver } from './carry-over';
import type { CurrentRoom } from './current-room';
import { closeRoom, type Room } from './room';

/** The project, loaded again. */
export interface Reloaded {
  readonly room: Room;
  /** Files that have changed since they were loaded before, relative to the project. */
  readonly changed: readonly string[];
  readonly notices: readonly string[];
}

export interface ReloadParts {
  readonly current: CurrentRoom;
  readonly evaluator: Evaluator;
  /** @throws what stands in the way; then all is as it was. */
  readonly load: () => Promise<Reloaded>;
}

/** `.reload`: the project's code again, in the same session. */
export function reloadCommand({ current, evaluator, load }: ReloadParts): Command {
  return {
    name: 'reload',
    group: 'session',
    parameters: '',
    summary: "load the project's code again",
    details: [
      'Variables stay: entities that they hold go on with the new classes, with what you changed in them;',
      'what was loaded of their relations is read again when it is touched. The database is connected anew.',
    ],
    example: '.reload',
    async run(context) {
      const { print } = context;
      if (!(await dropsUnsaved(context))) return print('Nothing was reloaded.');
      const { room, changed, notices } = await load();
      const before = current.room;
      const carried = carryOver(evaluator.variables, before, room);
      current.enter(room);
      const { values } = room.names;
      for (const [name, value] of Object.entries(values)) evaluator.define(name, value);
      for (const name of Object.keys(before.names.values)) if (!(name in values)) evaluator.takeAway(name);
      await closeRoom(before);
      print(summary(changed, carried, before, room).join('\n'));
      for (const notice of notices) print(notice);
    },
  };
}

function summary(
  changed: readonly string[],
  { entities, left }: CarriedOver,
  before: Room,
  { model }: Room,
): readonly string[] {
  const names = [...model.entities.keys()];
  const added = names.filter((name) => !before.model.entities.has(name));
  const gone = [...before.model.entities.keys()].filter((name) => !model.entities.has(name));
  return [
    changed.length === 0 ? 'Reloaded; no file has changed.' : `Reloaded ${changed.join(', ')}.`,
    ...(added.length > 0 ? [`New: ${added.join(', ')}.`] : []),
    ...(gone.length > 0 ? [`Gone: ${gone.join(', ')}.`] : []),
    ...(entities > 0
      ? [`${entities === 1 ? '1 entity goes' : `${entities} entities go`} on with the new classes.`]
      : []),
    ...(left.length > 0 ? [`Objects of ${left.join(', ')} stay of the old class: load them again.`] : []),
  ];
}
