import { awaitCommand } from './await';
import { beginCommand } from './begin';
import { breakCommand } from './break';
import { codeCommand } from './code';
import type { Command } from './command';
import { commitCommand } from './commit';
import { csvCommand } from './csv';
import { docCommand } from './doc';
import { editCommand } from './edit';
import { editorCommand } from './editor';
import { erdCommand } from './erd';
import { exitCommand } from './exit';
import { explainCommand } from './explain';
import { formatCommand } from './format';
import { helpCommand } from './help';
import { jsonCommand } from './json';
import { listCommand } from './list';
import { loadCommand } from './load';
import { lsCommand } from './ls';
import { migrationCommand } from './migration';
import { modeCommand } from './mode';
import { modelsCommand } from './models';
import { pagerCommand } from './pager';
import { pathCommand } from './path';
import { relationsCommand } from './relations';
import { rollbackCommand } from './rollback';
import { saveCommand } from './save';
import { saveResultCommand } from './save-result';
import { savepointCommand } from './savepoint';
import { schemaCommand } from './schema';
import { sourceCommand } from './source';
import { sqlCommand } from './sql';
import { tableCommand } from './table';
import { timeCommand } from './time';
import { tourCommand } from './tour';
import { typeCommand } from './type';
import { typesCommand } from './types';
import { unmaskCommand } from './unmask';

/** Every dot-command, in the order of `.help`. */
export const COMMANDS: readonly Command[] = [
  helpCommand,
  tourCommand,
  lsCommand,
  awaitCommand,
  editCommand,
  editorCommand,
  loadCommand,
  saveCommand,
  breakCommand,
  exitCommand,
  modeCommand,
  beginCommand,
  commitCommand,
  rollbackCommand,
  savepointCommand,
  sqlCommand,
  explainCommand,
  timeCommand,
  codeCommand,
  tableCommand,
  listCommand,
  jsonCommand,
  csvCommand,
  formatCommand,
  pagerCommand,
  saveResultCommand,
  unmaskCommand,
  modelsCommand,
  schemaCommand,
  pathCommand,
  relationsCommand,
  erdCommand,
  migrationCommand,
  typeCommand,
  docCommand,
  sourceCommand,
  typesCommand,
];
