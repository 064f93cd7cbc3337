import { awaitCommand } from './await';
import { breakCommand } from './break';
import type { Command } from './command';
import { csvCommand } from './csv';
import { editorCommand } from './editor';
import { exitCommand } from './exit';
import { formatCommand } from './format';
import { helpCommand } from './help';
import { jsonCommand } from './json';
import { listCommand } from './list';
import { loadCommand } from './load';
import { lsCommand } from './ls';
import { pagerCommand } from './pager';
import { saveCommand } from './save';
import { saveResultCommand } from './save-result';
import { explainCommand } from './explain';
import { sqlCommand } from './sql';
import { tableCommand } from './table';
import { timeCommand } from './time';
import { unmaskCommand } from './unmask';

/** Every dot-command, in the order of `.help`. */
export const COMMANDS: readonly Command[] = [
  helpCommand,
  lsCommand,
  awaitCommand,
  editorCommand,
  loadCommand,
  saveCommand,
  tableCommand,
  listCommand,
  jsonCommand,
  csvCommand,
  formatCommand,
  pagerCommand,
  saveResultCommand,
  breakCommand,
  exitCommand,
  sqlCommand,
  explainCommand,
  timeCommand,
  unmaskCommand,
];
