/** `dump` or `load` of `ARGUMENTS` on the lesson's database, killed when it looks the `KILL_AT`th time whether it is to stop. */
import { createDataSource } from '../../../../src/data-source';
import { dataSourceOptions } from '../../../../src/data-source-options';
import { dumpSubcommand } from '../../../../src/shell/data/dump/subcommand';
import { loadSubcommand } from '../../../../src/shell/data/load/subcommand';
import { commandContext } from '../../../support/run-command';
import { shellInProcess } from '../../../support/shell-in-process';

async function main(): Promise<void> {
  const dataSource = await createDataSource(dataSourceOptions(process.env)).initialize();
  const { signal } = new AbortController();
  let left = Number(process.env.KILL_AT);
  signal.throwIfAborted = () => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
  const context = commandContext(shellInProcess(dataSource), { breakable: (work) => work(signal) });
  const [what, file] = process.argv.slice(2);
  const run =
    what === 'dump'
      ? dumpSubcommand.parse({ output: file, force: true }, [])
      : loadSubcommand.parse({ replace: true }, [file]);
  await run.act(context);
  await dataSource.destroy();
}

void main();
