import { awaitCommand } from './await';
import { breakCommand } from './break';
import type { Command } from './command';
import { editorCommand } from './editor';
import { exitCommand } from './exit';
import { helpCommand } from './help';
import { loadCommand } from './load';
import { lsCommand } from './ls';
import { modelsCommand } from './models';
import { pathCommand } from './path';
import { relationsCommand } from './relations';
import { saveCommand } from './save';
import { schemaCommand } from './schema';

/** Every dot-command, in the order of `.help`. */
export const COMMANDS: readonly Command[] = [
  helpCommand,
  lsCommand,
  awaitCommand,
  editorCommand,
  loadCommand,
  saveCommand,
  modelsCommand,
  schemaCommand,
  pathCommand,
  relationsCommand,
  breakCommand,
  exitCommand,
];
