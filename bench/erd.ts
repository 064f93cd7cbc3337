import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dot } from '../src/shell/erd/dot';
import { graphOf } from '../src/shell/erd/graph-of';
import { html } from '../src/shell/erd/html';
import { svg } from '../src/shell/erd/svg';
import { largeModel } from '../test/shell/erd/support/large-model';
import { compare, print } from './support/compare';
import { compile, makeProject, run } from './support/made-project';
import { size } from './support/sizes';
import { temporaryFolder } from './support/temporary';

const ROOT = join(__dirname, '..');

async function main(): Promise<void> {
  await fromTheCommandLine();
  await inProcess();
}

/** `typeorm-shell erd -o model.html` on somebody's project, with everything that a start takes. */
async function fromTheCommandLine(): Promise<void> {
  const entities = size(70, 7);
  const folder = join(temporaryFolder(), 'made');
  mkdirSync(folder);
  makeProject(folder, entities);
  const environment = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), XDG_STATE_HOME: join(folder, 'state') };
  const cli = ['-r', join(ROOT, 'scripts', 'ts.cjs'), join(ROOT, 'src', 'cli.ts')];
  const draw = (): void => {
    rmSync(join(folder, 'model.html'), { force: true });
    run(folder, [...cli, 'erd', '-o', 'model.html'], environment);
  };
  draw();
  await compare({
    claim: `typeorm-shell erd -o model.html on somebody's project of ${entities} entities, against compiling it with its own tsc`,
    baseline: ['tsc', () => compile(folder, 'elsewhere')],
    measured: [['typeorm-shell erd', draw]],
    rounds: size(7, 1),
    goal: { ratio: 1 },
  });
}

/** A model as big firms have them, drawn again and again in one process. */
async function inProcess(): Promise<void> {
  const entities = [...largeModel()];
  const load = async (): Promise<DataSource> => {
    const dataSource = new DataSource({ type: 'better-sqlite3', database: ':memory:', entities });
    await dataSource.initialize();
    return dataSource;
  };
  const dataSource = await load();
  const graph = graphOf(dataSource);
  const text = dot(graph);
  const graphviz = (): void => {
    spawnSync('dot', ['-Tsvg'], { input: text, encoding: 'utf8' });
  };
  const hasGraphviz = spawnSync('dot', ['-V']).status === 0;
  if (!hasGraphviz) print('Graphviz is not installed: the baseline is loading the model.');
  const page = join(temporaryFolder(), 'page.html');
  await compare({
    claim: `Placing and writing ${graph.entities.length} tables and ${graph.relations.length} lines, against ${hasGraphviz ? "Graphviz's dot on the same graph" : 'loading the model'}`,
    baseline: hasGraphviz ? ['dot -Tsvg', graphviz] : ['load', async () => (await load()).destroy()],
    measured: [
      ['svg', async () => writeFileSync(page, await svg(graph))],
      ['html', async () => writeFileSync(page, await html(graph))],
    ],
    rounds: size(7, 1),
  });
  await dataSource.destroy();
}

void main();
