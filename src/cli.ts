#!/usr/bin/env node
import type { OpenContext, ShellParts, Surroundings } from './shell/shell-parts';
import { PROJECT_OPTIONS } from './shell/project/options';
import { startShell, type Report } from './shell/start';
import { readVersion } from './version';

/** `typeorm-shell`: the shell on anybody's data source. */
void startShell({
  program: 'typeorm-shell',
  version: readVersion(),
  projectRoot: (folder) => folder,
  options: PROJECT_OPTIONS,
  open,
  report,
});

/** Loaded here and not above, so that `--help` and wrong usage load no more than they need. */
async function open(context: OpenContext): Promise<ShellParts> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { openProject } = require('./shell/project/open-project') as typeof import('./shell/project/open-project');
  return openProject(context, readVersion());
}

/** `--doctor` */
function report(surroundings: Surroundings): Promise<Report> | undefined {
  if (surroundings.given.doctor !== true) return undefined;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { doctor } = require('./shell/project/doctor/doctor') as typeof import('./shell/project/doctor/doctor');
  return doctor(surroundings, readVersion());
}
