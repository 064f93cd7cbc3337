import { awaitCommand } from './await';
import { breakCommand } from './break';
import { codeCommand } from './code';
import type { Command } from './command';
import { editorCommand } from './editor';
import { exitCommand } from './exit';
import { helpCommand } from './help';
import { loadCommand } from './load';
import { lsCommand } from './ls';
import { saveCommand } from './save';

/** Every dot-command, in the order of `.help`. */
export const COMMANDS: readonly Command[] = [
  helpCommand,
  lsCommand,
  awaitCommand,
  editorCommand,
  loadCommand,
  saveCommand,
  codeCommand,
  breakCommand,
  exitCommand,
];
