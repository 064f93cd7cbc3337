/** Every way to take a value apart in every place where a pattern can stand, plain and rewritten. */
import { describe, it } from 'node:test';
import { assertKept } from './compare';

/** [pattern, value, what to log] */
const patterns: readonly (readonly [string, string, string])[] = [
  ['[a, b, c]', '[1, 2, 3]', 'a, b, c'],
  ['[a, , b]', '[1, 2, 3]', 'a, b'],
  ['[a = 1, b = 2]', '[undefined, null]', 'a, b'],
  ['[[a, b], [c] = [3]]', '[[1, 2]]', 'a, b, c'],
  ['[a, ...b]', '[1, 2, 3]', 'a, b'],
  ['[...[a, ...b]]', '[1, 2, 3]', 'a, b'],
  ['[...{ length: a, 0: b }]', '[7, 8]', 'a, b'],
  ['[a]', 'steps(2)', 'a'],
  ['[a, b, c]', 'steps(2)', 'a, b, c'],
  ['[...a]', 'steps(2)', 'a'],
  ['[]', 'steps(2)', ''],
  ['[a = () => 0, b = class {}, c = function () {}]', '[]', 'a.name, b.name, c.name'],
  ['[a = (0, () => 0), b = class { static name = 1 }]', '[]', 'a.name === "", b.name'],
  ['[{ a }, { b } = { b: 2 }]', '[{ a: 1 }]', 'a, b'],
  ['[{ a }]', '[null]', 'a'],
  ['[a = fail("default")]', '[undefined]', 'a'],
  ['[a]', 'null', 'a'],
  ['[a]', '{}', 'a'],
  ['[a]', 'badSteps', 'a'],
  ['{ a, b: { c } = { c: 3 }, ...d }', '{ a: 1, x: 2 }', 'a, c, JSON.stringify(d)'],
  ['{ a = 1, b: c = 2 }', '{ a: undefined, b: null }', 'a, c'],
  ['{ [key("a")]: a, [key("b")]: b = key("default") }', '{ a: 1 }', 'a, b'],
  ['{ a, a: b, "a": c, 0: d }', 'getters()', 'a, b, c, d'],
  ['{ a = () => 0, b: c = class {}, d = async () => 0 }', '{}', 'a.name, c.name, d.name'],
  ['{ a: [b, c = 3] = [1] }', '{}', 'b, c'],
  ['{ length: a, 0: b }', '"xy"', 'a, b'],
  ['{ a }', 'null', 'a'],
  ['{}', 'undefined', ''],
  ['{}', '5', ''],
  ['{ a: { b } }', '{}', 'b'],
  ['{ a = fail("default") }', '{}', 'a'],
  ['{ [fail("key")]: a }', '{}', 'a'],
  ['{ ...a }', 'getters()', 'Object.keys(a)'],
  ['{ a, ...b }', 'watched()', 'a, Object.keys(b)'],
  ['{ a = b, b }', '{ b: 1 }', 'a, b'],
  ['{ b, a = b }', '{ b: 1 }', 'a, b'],
  ['[a = b, b]', '[]', 'a, b'],
];

/** A name for each place, and how a pattern stands there. */
const places: Readonly<Record<string, (pattern: string, value: string, show: string) => string>> = {
  const: (p, v, s) => `const ${p} = ${v}; log(${s});`,
  let: (p, v, s) => `let ${p} = ${v}; log(${s});`,
  var: (p, v, s) => `var ${p} = ${v}; log(${s});`,
  'for-let': (p, v, s) => `for (let ${p} = ${v}, i = 0; i < 1; i++) log(${s});`,
  'for-var': (p, v, s) => `for (var ${p} = ${v}, i = 0; i < 1; i++) log(${s});`,
  'for-of-const': (p, v, s) => `for (const ${p} of [${v}]) log(${s});`,
  'for-of-var': (p, v, s) => `for (var ${p} of [${v}]) log(${s});`,
  'for-of-closures': (p, v, s) =>
    `const fs = []; for (let ${p} of [${v}]) fs.push(() => log(${s})); fs.forEach((f) => f());`,
  assignment: (p, v, s) => `let a, b, c, d; (${p} = ${v}); log(${s});`,
  'assignment-value': (p, v, s) => `let a, b, c, d; const v = ${v}; log((${p} = v) === v, ${s || 0});`,
  'for-of-assignment': (p, v, s) => `let a, b, c, d; for (${p} of [${v}]) log(${s});`,
  catch: (p, v, s) => `try { throw ${v}; } catch (${p}) { log(${s}); }`,
  function: (p, v, s) => `function f(${p}) { log(${s}); } log(f.length); f(${v});`,
  'function-default': (p, v, s) => `function f(${p} = ${v}) { log(${s}); } log(f.length); f();`,
  'function-second': (p, v, s) => `(function (x, ${p}, ...y) { log(x, ${s || 0}, y.length); })(0, ${v}, 1, 2);`,
  'function-arguments': (p, v, s) => `(function (${p}) { log(arguments.length, ${s || 0}); })(${v}, 1);`,
  arrow: (p, v, s) => `const f = (${p}) => { log(${s}); }; log(f.length, f.name); f(${v});`,
  'arrow-expression': (p, v, s) => `((${p}) => log(${s}))(${v});`,
  method: (p, v, s) => `({ m(${p}) { log(${s}); } }).m(${v});`,
  setter: (p, v, s) => `({ set m(${p}) { log(${s}); } }).m = ${v};`,
  'class-method': (p, v, s) => `class C { m(${p}) { log(this instanceof C, ${s || 0}); } } new C().m(${v});`,
  'static-method': (p, v, s) => `class C { static m(${p} = ${v}) { log(${s}); } } C.m();`,
  'private-method': (p, v, s) => `class C { #m(${p}) { log(${s}); } t() { this.#m(${v}); } } new C().t();`,
  'in-constructor': (p, v, s) => `class C { constructor(${p}) { log(${s}); } } new C(${v});`,
  generator: (p, v, s) => `function* f(${p}) { log(${s}); } const i = f(${v}); log('made'); i.next();`,
  'async-function': (p, v, s) => `async function f(${p}) { log(${s}); } f(${v}).catch((e) => log('rejected', e));`,
  'async-arrow': (p, v, s) => `(async (${p}) => { log(${s}); })(${v}).catch((e) => log('rejected', e));`,
  'async-generator': (p, v, s) =>
    `async function* f(${p}) { log(${s}); } f(${v}).next().catch((e) => log('rejected', e));`,
  'for-await': (p, v, s) =>
    `(async () => { for await (const ${p} of [${v}]) log(${s}); })().catch((e) => log('rejected', e));`,
  'in-generator': (p, v, s) => `[...(function* () { const ${p} = ${v}; log(${s}); })()];`,
  'in-function': (p, v, s) => `(function () { let ${p} = ${v}; log(${s}); })();`,
  'in-static-block': (p, v, s) => `class C { static { const ${p} = ${v}; log(${s}); } }`,
};

const PRELUDE = `
var key = (k) => (log('key', k), k), fail = (x) => { throw x; };
var steps = (n) => ({ [Symbol.iterator]: () => ({ next: () => (log('next'), n-- > 0 ? { value: n, done: false } : { value: 'x', done: true }), return: () => (log('return'), {}) }) });
var badSteps = { [Symbol.iterator]: () => ({ next() { throw 'next'; }, return: () => log('return') }) };
var getters = () => ({ get a() { log('get a'); return 1; }, get 0() { log('get 0'); return 2; } });
var watched = () => new Proxy({ a: 1, z: 2 }, { get: (t, k) => (log('get', k), t[k]), ownKeys: (t) => (log('keys'), Reflect.ownKeys(t)), getOwnPropertyDescriptor: (t, k) => (log('desc', k), Reflect.getOwnPropertyDescriptor(t, k)) });
`;

/** Places that are another thing at the top level, where names are the session's. */
const atTopLevel = new Set([
  'const',
  'let',
  'var',
  'for-let',
  'for-var',
  'for-of-var',
  'for-of-closures',
  'assignment',
  'for-of-assignment',
  'catch',
]);

describe('destructuring', () => {
  for (const [place, program] of Object.entries(places)) {
    it(place, async () => {
      // A function of its own for each pattern, so that no name meets another's.
      const cases = patterns.map(([pattern, value, show], index) => {
        const body = program(pattern, value, show).replaceAll('log()', `log('done')`);
        return `log('case ${index}'); try { (() => { ${body} })(); } catch (e) { log(e instanceof Error ? e.name : e); }`;
      });
      await assertKept(PRELUDE + cases.join('\n'));
    });
    if (!atTopLevel.has(place)) continue;
    it(`${place}, at the top level`, async () => {
      for (const [pattern, value, show] of patterns) {
        const body = program(pattern, value, show).replaceAll('log()', `log('done')`);
        await assertKept(PRELUDE + body);
      }
    });
  }
});
