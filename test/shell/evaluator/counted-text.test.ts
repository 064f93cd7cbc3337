import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Evaluator } from '../../../src/shell/evaluator/evaluator';

/** What counting the turns of loops, so that Ctrl-C ends them, must not show in. */
const SAME = [
  'const got = []; for (const { n } of [{ n: 1 }, { n: 2 }]) got.push([n].map((each) => each + n)[0]); for (const n of got) n + got[0]',
  'eval("for (var i of [1]) ;")',
  'eval("for (var i of [1, 2]) i")',
  'eval("1; while (false) ;")',
  'with ({ a: 1 }) { for (var k in { b: 1 }) k + a }',
  '(0, eval)("3; do { } while (0)")',
  '(0, eval)("#!x\\nfor (var i = 0; i < 2; i++) i")',
  'String(new Function("a", "while (a) a--; return a"))',
  '(0, eval)("(x) => { for (;;) return x }").toString()',
  '((t) => eval(t))("\'use strict\'; for (const c of [1]) (function () { return this })()")',
  'new Function("for (;;) return 1").length',
  'new Function("x", "\'use strict\'; for (;;) return this").call(7)',
  '[...new (function* () {}.constructor)("n", "while (n) yield n--")(3)]',
  'var seen = []; with (new Proxy({}, { has: (_, name) => (seen.push(name), false) })) { for (var j = 0; j < 1; j++) ; } seen.filter((name) => typeof name === "string").map(String)',
  'const own = (eval) => { let made = eval("while (1) ;"); return made }; own((text) => text)',
  'function inner() { var n = 0; eval("while (n < 3) n++"); return n } inner()',
  'class Base { f() { return 1 } }; class Derived extends Base { f() { return eval("for (;;) { super.f(); break }") } }; new Derived().f()',
] as const;
const REFUSED = ['new Function("while (")', 'eval("for (;;")', '(0, eval)("do while")'] as const;

test('the turns of loops are counted, and nobody can tell', async () => {
  for (const text of SAME) {
    const [counted, plain] = [
      new Evaluator({ baseFile: __filename, interruptible: true }),
      new Evaluator({ baseFile: __filename }),
    ];
    assert.deepEqual((await counted.evaluate(text)).value, (await plain.evaluate(text)).value, text);
  }
  for (const text of REFUSED) {
    const messages = await Promise.all(
      [true, false].map((interruptible) =>
        new Evaluator({ baseFile: __filename, interruptible }).evaluate(text).then(String, String),
      ),
    );
    assert.match(messages[0], /^SyntaxError/);
    assert.equal(messages[0], messages[1]);
  }
});
