import { chmodSync } from 'node:fs';
import { AuditFile } from '../../src/shell/safety/audit/audit-file';

/** Root may write everything. Without root, nobody is who runs the tests. */
const NOBODY = 65_534;

/** Writes to the file that is named, then as somebody who may not; prints what came of it. */
const [, , path] = process.argv;
const file = AuditFile.open(path, 'audit.ndjson');
file.write({ number: 1 }, true);
chmodSync(path, 0o400);
if (process.getuid?.() === 0) process.setuid?.(NOBODY);
try {
  file.write({ number: 2 }, true);
  console.log('it was written');
} catch (error) {
  console.log((error as Error).message);
}
