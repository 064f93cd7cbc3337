import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Finished, runTypeScript } from '../support/run';

describe('scripts/ts.cjs', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'typeorm-shell-ts-'));
  });
  after(() => rm(folder, { recursive: true }));

  const write = async (name: string, text: string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  };
  const run = async (file: string): Promise<Finished> => runTypeScript(file);

  const LOADED = `
    const compilers: string[] = Object.keys(require.cache).filter((file) => /node_modules.(ts-node|typescript|@swc)/.test(file));
    console.log(compilers.length > 0 ? 'compiled' : 'cached');`;

  test('compiles once; from then on no compiler is loaded, until the file changes', async () => {
    const file = await write('once.ts', LOADED);
    assert.deepEqual([(await run(file)).stdout, (await run(file)).stdout], ['compiled\n', 'cached\n']);
    await write('once.ts', `${LOADED}\n// changed`);
    assert.deepEqual([(await run(file)).stdout, (await run(file)).stdout], ['compiled\n', 'cached\n']);
    // The old text is still known.
    await write('once.ts', LOADED);
    assert.equal((await run(file)).stdout, 'cached\n');
  });

  test('many processes may compile one file at once', async () => {
    const file = await write('many.ts', `${LOADED}\n// ${'x'.repeat(200_000)}`);
    const all = await Promise.all(Array.from({ length: 6 }, () => run(file)));
    for (const { code, stderr } of all) assert.equal(code, 0, stderr);
    assert.equal((await run(file)).stdout, 'cached\n');
  });

  const THROWS = `interface Gone {
  readonly a: number;
}

export function fail(gone: Gone): never {


  throw new TypeError('no ' + gone.a);
}
try {
  fail({ a: 1 });
} catch (error) {
  console.log((error as Error).stack);
}`;

  test('stacks name the lines of the .ts file, compiled or cached', async () => {
    const file = await write('throws.ts', THROWS);
    for (const { stdout } of [await run(file), await run(file)]) {
      const lines = stdout.split('\n');
      assert.equal(lines[0], 'TypeError: no 1');
      assert.ok(lines[1]?.includes(`${file}:8:9`), stdout);
      assert.ok(lines[2]?.includes(`${file}:11:3`), stdout);
    }
  });

  test('an error that is not caught ends the process with its place', async () => {
    const file = await write('uncaught.ts', `type A = 1;\n\nconst a: A = 1;\nvoid a;\nthrow new Error('stop');\n`);
    for (const { code, stderr } of [await run(file), await run(file)]) {
      assert.equal(code, 1);
      assert.ok(stderr.includes(`${file}:5:7`), stderr);
    }
  });

  test('a syntax error names file, line and column, and is not cached', async () => {
    const file = await write('syntax.ts', `const a = 1;\n\n\n\nfunction f() {\n  return a = = 2;\n}\n`);
    for (const { code, stderr } of [await run(file), await run(file)]) {
      assert.equal(code, 1);
      assert.ok(stderr.includes(`SyntaxError: ${file}:6:14: Expression expected`), stderr);
      assert.doesNotMatch(stderr, /ts-node|Stack backtrace/);
    }
    assert.match(await readFile(file, 'utf8'), /= =/);
    await write('syntax.ts', `console.log('mended')`);
    assert.equal((await run(file)).stdout, 'mended\n');
  });

  test('decorators keep the types that TypeORM asks for', async () => {
    const file = await write(
      'decorated.ts',
      `declare const Reflect: { getMetadata?: unknown; metadata?: unknown };
       const seen: unknown[] = [];
       (Reflect as Record<string, unknown>).metadata = (key: string, value: unknown) => { seen.push(key, value === Number); return () => undefined; };
       const Column = (): PropertyDecorator => () => undefined;
       class A { @Column() n!: number; }
       console.log(seen.join(), Object.keys(new A()).length);`,
    );
    assert.equal((await run(file)).stdout, 'design:type,true 0\n');
  });
});
