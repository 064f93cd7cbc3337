/** What is printed is parsed as what it was: all programs, and the places where printers forget parentheses. */
import * as acorn from 'acorn';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { printProgram } from '../../../src/shell/evaluator/print';

/** One a line; `\\n` stands for a new line. */
const snippets = String.raw`
(a?.b).c
(a?.b)()
(a?.b.c)().d
(a?.b)${'`'}x${'`'}
new (a?.b)()
new (f())()
new (f().g)()
new (a.b)()
new (f()[0])
new (new A)()
new (new A())
new A().b
new (a${'`'}x${'`'})()
(new A)()
new (class {})()
new (function () {})()
new (() => 0)
(-1) ** 2
(await_) ** 2
2 ** -1
(2 ** 3) ** 4
(a, b).c
(a = b).c
(a ? b : c).d
(1).x
1..x
1.5.x
(1n).x
(0x10).x
(1e3).x
(let[0] = 1)
(let)[0]
(let).x
for ((async) of x);
for ((let) of x);
for ((let).x of y);
for ((let) in y);
for ((let)[0] in y);
for (let.x in y);
for (let in y);
for ((let[0]);;);
for ((let)[0] = 1;;);
for (async.x of y);
for (var i = ("a" in b);;);
for (var i = (() => "a" in b);;);
for (let i = (x => { y in z });;);
for (("a" in b);;);
for (const x of (a, b));
for (const x of (a = b));
for (var x of async () => 0);
for (async of => 0;;);
() => ({})
() => ({}).x
() => ({}.x = 1)
() => ({} + 1)
() => (a, b)
() => ({}, 1)
() => (function () {})
() => { 'x' }
async () => ({})
async x => x
async (x) => await x
(async () => {})()
(async x => x)(1)
(function () {})()
(function () {}).call()
(class {}).x
(class {}) + 1
({}).x
({}) + 1
({} = 1)
({ a } = b)
({ a } = b).c
({}.a) = 1
[{}.a] = 1
(function () {}) ? 1 : 2
(function () {}), 1
('use strict')
("a"); b
!(function () {})
typeof (() => 0)
(() => 0)()
(() => 0).x
(() => 0) || 1
a || (() => 0)
(a || b) ?? c
a ?? (b && c)
(a, b) ? (c, d) : (e, f)
(a ? b : c) ? d : e
a ? (b, c) : d
a = (b, c)
f((a, b))
[(a, b)]
({ x: (a, b) })
({ [(a, b)]: 1 })
class A extends (a, b) {}
class A extends (a ? b : c) {}
class A extends (() => 0) {}
class A extends (async () => 0) {}
class A extends (a = b) {}
class A extends (-1) {}
class A extends a.b {}
class A extends f() {}
class A extends (class {}) {}
class A extends (a?.b) {}
class A { 'constructor'() {} }
class A { ['constructor']() {} }
class A { static static() {} get get() {} set set(a) {} async async() {} *gen() {} async *ag() {} static async *x() {} get; set; static; async; static static; 'use strict'; #a; static #b = 1; [x] = 2; static { a; } }
class A { static async = 1; static get = 2; static set; get\n*gen() {} }
class A { a = (b, c); d = () => ({}) }
- -a
+ +a
- (--a)
+ (++a)
a - -b
a - --b
a + +b
a + ++b
a-- - b
a - (b - c)
a * (b % c)
(a * b) % c
a < (b < c)
!(a instanceof b)
!(a in b)
(!a) in b
#x
(#x in a)
typeof (a + b)
void (a, b)
delete (a, b)
delete (a.b)
delete (a?.b)
(yield_)
function* g() { (yield a) + 1; yield (a, b); yield* (yield); f(yield); [yield]; (yield) ? 1 : 2; a = yield b; ${'`'}${'$'}{yield}${'`'}; (yield).x; (yield)(); new (yield)(); ({ [yield]: 1 }); -(yield) }
async function f() { (await a).b; (await a)(); await (a, b); -(await a); (await a) ** 2; await (await a); new (await a)(); for await (const x of (a, b)); await a ** 2 }
a?.[0]?.(1)?.b
a?.b.c.d
(a?.b).c?.d
a.b?.()
a?.b\n.c()
(a?.b.c).d
delete a?.b
${'`'}a${'$'}{b}c${'$'}{${'`'}d${'$'}{e}${'`'}}${'`'}
${'`'}\u0041\n${'$'}{'\n'}${'`'}
String.raw${'`'}\u00g${'`'}
a${'`'}b${'`'}${'`'}c${'`'}
new a${'`'}b${'`'}
new (a${'`'}b${'`'})
/a\/b/gi.test(x)
a / /b/.x
label: for (;;) continue label
a: { break a }
if (a) { if (b) c } else d
if (a) if (b) c; else d
if (a) { for (;;) if (b) c } else d
if (a) { while (x) if (b) c } else d
if (a) { with (x) if (b) c } else d
if (a) { l: if (b) c } else d
if (a) b; else if (c) d; else e
if (a) ; else ;
do a; while (b)
do { } while (a) b
for (;;) ;
for (var a in b) ;
for (var a = 1 in b) ;
var a = (b, c)
let a = (b, c), d
const { a = (b, c), ...d } = e
let [a = (b, c), , ...[d]] = e
function f(a = (b, c), { d } = {}, ...e) {}
switch (a, b) { case (c, d): e; default: f }
throw (a, b)
try { } catch { } finally { }
try { } catch ({ a }) { }
({ async a() {}, *b() {}, async *c() {}, get d() { return 1 }, set d(v) {}, [e]() {}, async: 1, get: 2, set: 3, 'f g': 4, 5: 6, async get() {}, get get() { return 1 }, async *[x]() {} })
({ __proto__: a, ['__proto__']: b })
({ a, b: c, ...d })
({ a = 1 } = {})
(a) = 1
(a.b) = 1
[(a)] = 1
[(a.b) = 1] = 2
({ a: (b) } = c)
({ a: (b.c) = 1 } = d)
a ||= b
a **= 2
(a &&= b) ?? c
import('a')
import('a', {})
import('a').then
new (import('a'))
new (import('a').x)
new.target
x = function () { new.target() ; new new.target }
super_
a\n++b
a = b\n(c)
if (1) function f() {}
"\u2028"
'a\\nb'
async\nfunction f() {}
var async; async\n() 
yield_: 1
1_000
0b1
0o7
.5
5.
1n
0x1Fn
null
(null).x
({}).x()
[].x
"a".x
-(-1)
-1 .x
(-1).x
(a++).x
(typeof a).x
(a + b)()
(a => a) ? 1 : 2
(function () {})${'`'}x${'`'}
(async function () {})()
(a, b)()
(0, eval)('x')
(eval)('x')
a => b => c
(a, b) => ({ a, b })
(a = 1) => a
({ a }) => a
([a]) => a
(...a) => a
async ({ a }) => a
async (a = 1) => a
async a => { await a }
a => (b => c)
a => (b, c)
a => { return (b, c) }
a => a ? b : c
(a => a) + 1
x = a => a, b
for (const a of b) { }
for (const a of [1]) function_
for (let a = 1, b = (2, 3); ;) { }
while ((a, b)) ;
return_
debugger
;
{}
{ ({}) }
x = {}
`;

/** A tree without what printing may change: positions, and how a literal is spelt. */
function shape(source: string): string | undefined {
  let tree: acorn.Program;
  try {
    tree = acorn.parse(source, { ecmaVersion: 'latest' });
  } catch {
    return undefined;
  }
  return JSON.stringify(tree, (key, value: unknown) => {
    if (['start', 'end', 'raw'].includes(key)) return undefined;
    return typeof value === 'bigint' || value instanceof RegExp ? String(value) : value;
  });
}

function printed(source: string): string {
  return printProgram(acorn.parse(source, { ecmaVersion: 'latest', locations: true })).code;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesIn(file) : [file];
  });
}

describe('printing', () => {
  it('keeps what each snippet means', () => {
    const lines = snippets
      .trim()
      .split('\n')
      .map((line) => line.replaceAll('\\n', '\n'));
    const parsed = lines.filter((line) => shape(line) !== undefined);
    assert.ok(parsed.length > 200);
    for (const line of parsed) assert.equal(shape(printed(line)), shape(line), line);
  });

  it('keeps what each program means', () => {
    const files = ['programs', 'as-if-synchronous'].flatMap((name) => filesIn(path.join(__dirname, name)));
    for (const file of files) {
      const source = readFileSync(file, 'utf8');
      if (shape(source) !== undefined) assert.equal(shape(printed(source)), shape(source), file);
    }
  });
});
