import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { Evaluator, InterruptedError } from '../../../src/shell/evaluator/evaluator';

const ROOT = resolve(__dirname, '../../..');

/** A value that comes later, as one from a database does. */
const later = (value: unknown): Promise<unknown> => new Promise((done) => setImmediate(() => done(value)));

function open(names: Record<string, unknown> = {}): Evaluator {
  return new Evaluator({ baseFile: join(ROOT, 'shell.ts'), names: { later, ...names } });
}

/** Runs lines in one session. @returns the value of the last */
async function run(lines: readonly string[], evaluator = open()): Promise<unknown> {
  let value: unknown;
  for (const line of lines) ({ value } = await evaluator.evaluate(line));
  return value;
}

function sameValue(name: string, lines: readonly string[], expected: unknown): void {
  test(name, async () => assert.deepEqual(await run(lines), expected));
}

async function failure(lines: readonly string[], evaluator = open()): Promise<unknown> {
  try {
    await run(lines, evaluator);
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

describe('variables of the session', () => {
  sameValue('persist from line to line', ['let a = 1', 'const b = 2', 'var c = 3', 'd = 4', 'a + b + c + d'], 10);
  sameValue('may be declared again', ['const a = 1', 'let a = 2', 'class a {}', 'var a = 3', 'a'], 3);
  sameValue('functions see the newest', ['let a = 1', 'const f = () => a', 'let a = 2', 'f()'], 2);
  sameValue('functions and classes persist', ['function f() { return 1 }', 'class A { x = f() }', 'new A().x'], 1);
  sameValue(
    'patterns declare',
    ['const { a, b: [c, ...d], ...e } = { a: 1, b: [2, 3], f: 4 }', '[a, c, d, e]'],
    [1, 2, [3], { f: 4 }],
  );
  sameValue('a function in a block is one of the session', ['if (true) { function f() { return 7 } }', 'f()'], 7);
  sameValue('direct eval declares in the session', ['eval("var a = 5; function g() { return a }")', 'g()'], 5);

  test('stay off the global object', async () => {
    await run(['var onlyHere = 1', 'alsoHere = 2', 'function hereToo() { deepHere = 3 }', 'hereToo()']);
    for (const name of ['onlyHere', 'alsoHere', 'hereToo', 'deepHere']) assert.ok(!(name in globalThis), name);
  });

  test("shield the program's own names", async () => {
    const { fetch } = globalThis;
    assert.equal(await run(['fetch = 5', 'fetch']), 5);
    assert.equal(globalThis.fetch, fetch);
  });

  test('a constant cannot be assigned to', async () => {
    const error = (await failure(['const a = 1', 'a = 2'])) as Error;
    assert.equal(`${error.name}: ${error.message}`, 'TypeError: Assignment to constant variable.');
  });

  test('a name is dead until its declaration has run', async () => {
    const error = (await failure(['a; let a = 1'])) as Error;
    assert.equal(`${error.name}: ${error.message}`, "ReferenceError: Cannot access 'a' before initialization");
  });

  test('a declaration that failed leaves the old variable', async () => {
    const evaluator = open();
    await run(['let a = 1'], evaluator);
    await failure(['const a = nothing()'], evaluator);
    assert.equal(await run(['a'], evaluator), 1);
    await failure(['const b = nothing()'], evaluator);
    assert.equal(await run(['typeof b'], evaluator), 'undefined');
  });

  sameValue(
    'only what was never declared can be deleted',
    ['let a = 1; b = 2', '[delete a, delete b, typeof b]'],
    [false, true, 'undefined'],
  );

  test('a given name can be taken, and that is said once', async () => {
    const evaluator = open({ Employee: 1 });
    assert.deepEqual((await evaluator.evaluate('const Employee = 2')).shadowed, ['Employee']);
    assert.deepEqual((await evaluator.evaluate('Employee = 3; Employee').catch(() => ({ shadowed: [] }))).shadowed, []);
    assert.deepEqual(evaluator.ownNames(), ['Employee']);
  });
});

describe('types', () => {
  sameValue('annotations', ['const f = (x: number, y?: string): string => `${x}${y}`', 'f(1, "a")'], '1a');
  sameValue('generic calls are calls', ['const one = <T>(x: T): T => x', 'one<number>(5)'], 5);
  sameValue('comparisons are comparisons', ['1 < 2', '[1 < 2, 3 > 2]'], [true, true]);
  sameValue('as, satisfies and !', ['(5 as unknown as number)! + ([1] satisfies number[])[0]!'], 6);
  sameValue('an enum', ['enum Color { Red, Green = "g" }', '[Color.Red, Color[0], Color.Green]'], [0, 'Red', 'g']);
  sameValue('parameter properties', ['class A { constructor(readonly x: number) {} }', 'new A(3).x'], 3);
  sameValue('interfaces and aliases leave nothing', ['interface A { b: string }', 'type B = A | null', '1'], 1);

  test('decorators get their metadata', async () => {
    const lines = [
      'import "reflect-metadata"',
      'const seen: unknown[] = []',
      'const note = (target: object, key: string) => { seen.push(Reflect.getMetadata("design:type", target, key)) }',
      'class A { @note day!: Date }',
      'seen[0] === Date',
    ];
    assert.equal(await run(lines), true);
  });

  test('the place of an error is in the TypeScript', async () => {
    const evaluator = open();
    const error = await failure(['const x: number = 1;\nconst y: string = (null as any).z'], evaluator);
    assert.deepEqual(evaluator.positionOf(error), {
      fileName: '<shell>',
      line: 2,
      column: 33,
      text: 'const y: string = (null as any).z',
    });
  });
});

describe('modules', () => {
  sameValue(
    'import',
    [
      'import fs, { join as j } from "node:path"; import * as os from "os"',
      'j("a", "b") + typeof fs.sep + typeof os.EOL',
    ],
    'a/bstringstring',
  );
  sameValue('an ES module', ['import chalk from "chalk"', 'typeof chalk.red'], 'function');
  sameValue('dynamic import is waited for', ['import("node:path").join("a", "b")'], 'a/b');
  sameValue(
    'TypeScript of the project, by a path from the base file',
    ['import { Employee } from "./src/entities/employee"', 'Employee === require("./src/entities/employee").Employee'],
    true,
  );
  sameValue('export is let be', ['export const a = 1; export default class B {}', '[a, typeof B]'], [1, 'function']);

  test('a module that is not there', async () => {
    const error = (await failure(['import a from "no-such-module"'])) as Error;
    assert.equal(error.message, "Cannot find module 'no-such-module'");
  });

  test('a name that a module does not have', async () => {
    const error = (await failure(['import { nothing } from "node:path"'])) as Error;
    assert.equal(error.name, 'SyntaxError');
    assert.match(error.message, /'node:path' does not provide an export named 'nothing'/);
  });
});

describe('unfinished input', () => {
  const unfinished = [
    'function f() {',
    'f(1,',
    '`abc',
    '[1,',
    '{ a: 1',
    'if (x) {',
    '1 +',
    '/* a',
    '"a\\',
    'function f(a: string) {',
    'interface A {',
    'x =>',
    'class A {\n  @dec() b: string',
  ];
  const finished = [
    '',
    '1',
    'a b c',
    ')',
    '"abc',
    'let x = ;',
    '// a',
    'f(1))',
    '{ a: 1 }',
    'const a: string = 1',
    "let 5 = 'x'",
  ];
  for (const text of unfinished)
    test(`${JSON.stringify(text)} goes on`, () => assert.equal(open().isUnfinished(text), true));
  for (const text of finished)
    test(`${JSON.stringify(text)} does not`, () => assert.equal(open().isUnfinished(text), false));
});

describe('the value of a text', () => {
  sameValue('of its last expression', ['1; 2; let a = 3'], 2);
  sameValue('of a block statement', ['if (true) { 1; later(2) } else 3'], 2);
  sameValue('of a loop', ['for (const x of [1, later(2)]) x * 2'], 4);
  sameValue('an object', ['{ a: 1, b: later(2) }'], { a: 1, b: 2 });
  sameValue('a block', ['{ let a = 1; a + 1 }'], 2);
  sameValue('nothing', ['// only a comment'], undefined);
  sameValue('try and finally', ['try { 1 } finally { 2 }'], 1);
});

describe('errors', () => {
  const places: [string, string, number, number][] = [
    ['a name', 'nothing', 1, 1],
    ['a member of nothing', 'const a = {};\n  a.b.c', 2, 7],
    ['a call', 'const o = {}; o.nothing()', 1, 17],
    ['a promise that failed', 'const x = 1;\nfailing()', 2, 1],
    ['a method whose promise failed', 'service.find({ a: 1 })', 1, 9],
    ['an object literal', '{ a: nothing }', 1, 6],
    ['syntax', 'let a = 1; let a = 2', 1, 16],
    ['more syntax', '1 + 1 )', 1, 7],
  ];
  for (const [name, text, line, column] of places) {
    test(`place of ${name}`, async () => {
      const fail = (): Promise<never> => later(0).then(() => Promise.reject(new Error('no')));
      const evaluator = open({ failing: fail, service: { find: fail } });
      const position = evaluator.positionOf(await failure([text], evaluator));
      assert.deepEqual([position?.line, position?.column], [line, column]);
      assert.equal(position?.text, text.split('\n')[line - 1]);
    });
  }

  test('in a function of an earlier line', async () => {
    const evaluator = open();
    const error = await failure(['const f = x => x.y.z', 'f({})'], evaluator);
    assert.equal(evaluator.positionOf(error)?.text, 'const f = x => x.y.z');
  });

  test('of something that is no error', async () => {
    const evaluator = open();
    assert.equal(evaluator.positionOf(await failure(['throw 5'], evaluator)), undefined);
  });
});

describe('functions', () => {
  sameValue('show the text that was typed', ['const f = (a: number) => a + 1', 'f.toString()'], '(a)=>a + 1');
  sameValue(
    'in JavaScript to the letter',
    ['function f ( a )  { return a }', 'String(f) + `${f}`'],
    'function f ( a )  { return a }function f ( a )  { return a }',
  );
});

describe('interrupting', () => {
  test('a wait for a promise', async () => {
    const evaluator = open({
      never: () => new Promise(() => {}),
      interrupt: () => later(0).then(() => evaluator.interrupt()),
    });
    const error = await failure(['let after = "no"', 'interrupt().then(() => {}); never(); after = "yes"'], evaluator);
    assert.ok(error instanceof InterruptedError);
    assert.equal(await run(['after'], evaluator), 'no');
  });

  test('runs the finally blocks of what waited', async () => {
    const evaluator = open({
      never: () => new Promise(() => {}),
      interrupt: () => later(0).then(() => evaluator.interrupt()),
    });
    await failure(
      ['let closed = false', '(() => { try { interrupt().then(() => {}); never() } finally { closed = true } })()'],
      evaluator,
    );
    assert.equal(await run(['closed'], evaluator), true);
  });

  test('a loop, before and after a wait', async () => {
    const evaluator = new Evaluator({ baseFile: join(ROOT, 'shell.ts'), names: { later }, interruptible: true });
    // The first turn of the loop sends what Ctrl-C sends; the loop itself gives the event loop no turn.
    const loop = 'let sent = false; for (;;) { if (!sent) { sent = true; process.kill(process.pid, "SIGINT") } }';
    const keep = (): void => {};
    process.on('SIGINT', keep);
    try {
      assert.ok((await failure([loop], evaluator)) instanceof InterruptedError);
      assert.ok((await failure([`later(1); ${loop}`], evaluator)) instanceof InterruptedError);
      assert.equal(await run(['1 + 1'], evaluator), 2);
    } finally {
      process.off('SIGINT', keep);
    }
  });
});

describe('.await off', () => {
  test('is plain JavaScript with top-level await and the same variables', async () => {
    const evaluator = open();
    evaluator.implicitAwait = false;
    assert.equal(await run(['const p = later(1)', 'typeof p.then'], evaluator), 'function');
    assert.equal(await run(['const v = await p; let { w } = { w: await later(2) }', 'v + w'], evaluator), 3);
    assert.equal(await run(['later(3)'], evaluator), 3, 'the value of the line is shown, not its promise');
    assert.equal(await run(['typeof (() => later(1))()'], evaluator), 'object');
    assert.equal(await run(['for await (const x of [later(4)]) x'], evaluator), 4);
    evaluator.implicitAwait = true;
    assert.equal(await run(['later(v) + 1'], evaluator), 2);
  });
});
