'use strict';
/**
 * TypeORM's own command line on this project's data source: `node scripts/typeorm.cjs migration:run`.
 *
 * It adds two things. `-d src/data-source.ts` need not be typed. And before a command that uses the database, the database
 * is tried, so that one that cannot be opened is one line and not forty of stack.
 */
require('./ts.cjs');
const path = require('node:path');

const root = path.resolve(__dirname, '..');
const source = path.join(root, 'src', 'data-source.ts');
const [command = '', ...rest] = process.argv.slice(2);

/** The commands that want a data source; the others only write a file or print something. */
const usesDatabase = /^(migration:(run|revert|show|generate)|schema:(sync|log|drop)|query|cache:clear)$/.test(command);
const wantsHelp = rest.some((argument) => argument === '--help' || argument === '-h');
const namesDataSource = rest.some((argument) => /^(-d|--dataSource|--dataSource=.*|-d=.*)$/.test(argument));

async function main() {
  if (usesDatabase && !namesDataSource) {
    if (!wantsHelp) await assertReachable();
    process.argv.push('-d', source);
  }
  // TypeORM answers "Cannot find module" with a path of its own for a folder that is not the current one.
  process.chdir(root);
  require('typeorm/cli.js');
}

async function assertReachable() {
  // Says why and exits by itself when DATABASE_URL is malformed.
  const { dataSource } = require(source);
  const { DataSource } = require('typeorm');
  const { describeConnectionError } = require(path.join(root, 'src', 'data-source-options.ts'));
  const probe = new DataSource({ ...dataSource.options, entities: [], migrations: [] });
  try {
    await probe.initialize();
    await probe.destroy();
  } catch (error) {
    process.stderr.write(`${describeConnectionError(error, dataSource.options)}\n`);
    process.exit(1);
  }
}

void main();
