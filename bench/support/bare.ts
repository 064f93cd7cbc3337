import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

interface Compiler {
  compile(text: string, fileName: string): string;
}

/**
 * Compiles the project without its shell to JavaScript, with the project's compiler, and adds a script that asks one question of the
 * same data source: what a person would write who has no shell, and runs without a compiler in the way.
 * @returns the script's path
 */
export function compileBare(folder: string): string {
  const tsNode = createRequire(__filename)('ts-node') as {
    create(options: { cwd: string; project: string; transpileOnly: boolean }): Compiler;
  };
  const compiler = tsNode.create({ cwd: ROOT, project: join(ROOT, 'tsconfig.json'), transpileOnly: true });
  for (const file of readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.startsWith('shell') || file === 'repl.ts') continue;
    const source = join(ROOT, 'src', file);
    const target = join(folder, 'src', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    // Without the source map in the text, which the engine would read too.
    const text = compiler.compile(readFileSync(source, 'utf8'), source);
    writeFileSync(target, text.replace(/\/\/# sourceMappingURL=\S*\s*$/, ''));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const script = join(folder, 'src', 'ask.js');
  writeFileSync(
    script,
    `const { dataSource } = require('./data-source');
const { Employee } = require('./entities/employee');
dataSource.initialize().then(async () => {
  console.log(await dataSource.manager.findOneBy(Employee, { id: 1 }));
  await dataSource.destroy();
});
`,
  );
  return script;
}
