import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestShell } from '../../support/test-shell';

/** Without a watch that is held from wait to wait, one Ctrl-C in six was lost here, or ended the shell. */
const TRIES = 12;

test('Ctrl-C ends a loop of waits whenever it comes, and the session goes on', async () => {
  const shell = await TestShell.start({
    script: 'src/repl.ts',
    environment: { DATABASE_URL: 'sqlite::memory:' },
  });
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const told = `if (++n === ${20 + 7 * attempt}) require('fs').writeSync(1, 'looping\\n')`;
    shell.send(`n = 0; while (true) { x = Employee.findOneBy({ id: 1 }); ${told} }\r`);
    await shell.sees(/^looping/m);
    shell.send('\x03');
    await shell.sees('Interrupted.');
    await shell.prompts();
  }
  await shell.leave();
});

/** `say()` prints that the endless part begins. */
const ENDLESS = [
  'await 1; say(); for (;;) {}',
  "import { sep } from 'node:path'; say(); while (sep) ;",
  'async function work() { await 1; say(); do {} while (true) } work()',
  'Promise.resolve(1).then(() => { say(); for (const x of (function* () { for (;;) yield 1 })()) ; })',
  'setTimeout(() => { say(); for (;;) {} }); await new Promise((done) => setTimeout(done, 100_000))',
  '(function again(x) { x || say(); return Promise.resolve(1).then(again) })()',
  'await 1; say(); for (;;) { try { for (;;) {} } catch {} }',
  'await 1; say(); for (;;) { try { await 1 } catch {} }',
  'say(); for (;;) { try { await new Promise((done) => setTimeout(done, 1)) } catch {} }',
  'await 1; with ({ a: 1 }) { say(); for (;;) ; }',
  'with ({ a: 1 }) { (async () => { await 1; say(); while (a) ; })() }',
  'await 1; with (new Proxy({}, { has: (o, name) => name === "x" ? true : eval("false") })) { say(); do x; while (true) }',
  '(async () => { await 1; return eval("say(); for (;;) ;") })()',
  'await 1; (0, eval)("for (const x of (function* () { say(); while (1) yield 1 })()) ;")',
  'await 1; new Function("go", "go(); while (true) ;")(say)',
  'const run = (text) => { "use strict"; return eval(text) }; await 1; run("say(); for (;;) eval(1)")',
  '(function (text) { return Promise.resolve(1).then(() => { eval(text) }) })("with ({}) { say(); for (;;) ; }")',
  'class Made { constructor() { new Function("say", "say(); for (;;) ;")(say) } }; await 1; new Made()',
];

test('Ctrl-C ends what the engine runs by itself: after an await, in what a promise or a timer calls', async () => {
  const shell = await TestShell.start({
    script: 'src/repl.ts',
    columns: 130,
    environment: { DATABASE_URL: 'sqlite::memory:' },
  });
  await shell.enter("const say = (globalThis.say = () => require('fs').writeSync(1, 'looping\\n')); 0");
  for (const text of ENDLESS) {
    shell.send(`${text}\r`);
    await shell.sees(/^looping/m);
    shell.send('\x03');
    await shell.sees('Interrupted.');
    await shell.prompts();
    assert.equal(await shell.enter('6 * 7'), '42');
  }
  await shell.leave();
});
