/** Has a copy guarded, as its argument says, tells it, and waits to be killed. */
import 'pg';
import 'mysql2';
import { fileOfModule, guardCopy } from '../../src/shell/migrations/rehearse/copy-guard';
import type { Guarded } from '../../src/shell/migrations/rehearse/guard-process';

const guarded = JSON.parse(process.argv[2] ?? '') as Guarded;
// eslint-disable-next-line @typescript-eslint/no-require-imports -- what it is has to be the very object that was loaded
const file = fileOfModule(require(guarded.kind === 'postgres' ? 'pg' : 'mysql2'));
guardCopy(guarded.kind === 'folder' ? guarded : { ...guarded, module: file ?? 'none' });
process.stdout.write('guarded\n');
setInterval(() => {}, 60_000);
