import { inspect } from 'node:util';
import { NO_COLORS } from '../../src/shell/output/theme';
import type { ShellRooms } from '../../src/shell/commands/command';
import { Modes } from '../../src/shell/safety/modes/modes';
import { NO_MASKING } from '../../src/shell/safety/masking/masking';
import { NO_TYPES } from '../../src/shell/types/no-types';
import { View } from '../../src/shell/view';

/** The rooms of a shell with no database behind it. */
export function noRooms(): Omit<ShellRooms, 'session' | 'names'> {
  return {
    // Nobody asks for it: there are no entities.
    model: {
      dataSource: undefined as never,
      entities: new Map(),
      metadataOf: () => undefined,
      metadataOfTarget: () => undefined,
    },
    openTransaction: () => undefined,
    sourceFile: () => undefined,
    sourceName: () => undefined,
    view: new View(),
    modes: new Modes(() => []),
    masking: NO_MASKING,
    recorders: () => [],
    printAs: () => ({ shown: () => [], value: (value) => inspect(value) }),
    colors: () => NO_COLORS,
    types: NO_TYPES,
  };
}
