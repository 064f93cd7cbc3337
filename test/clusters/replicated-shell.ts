/** The shell on the servers that `SERVERS` names, of which the first is written to: for a person, and for the transcripts of docs/clusters.md. */
import { createDataSource } from '../../src/data-source';
import { startShell } from '../../src/index';
import { replicated } from './cluster-shell';

void startShell({
  dataSource: createDataSource(replicated((process.env.SERVERS ?? '').split(','))),
  args: process.argv.slice(2),
}).then((code) => (process.exitCode = code));
