import * as fc from 'fast-check';

/**
 * Random programs that end, whatever they do in between: loops count, functions call only those declared before them.
 *
 * Names `a` to `d` are variables, `o` an object with logging accessors, `f` gives its argument back (later, in the promise
 * suite), `log` gives its last argument back.
 */
export interface Depth {
  readonly statements: number;
  readonly expressions: number;
}

const name = fc.constantFrom('a', 'b', 'c', 'd');
const key = fc.constantFrom('p', 'q', 'r');
const literal = fc.oneof(
  fc.integer({ min: -3, max: 9 }).map((n) => (n < 0 ? `(${n})` : String(n))),
  fc.constantFrom("'s'", "''", 'null', 'undefined', 'true', 'false', '1.5', '[1, 2]', '[]', "{ p: 1, q: 's' }"),
);
const binary = fc.constantFrom('+', '-', '*', '%', '<', '>', '===', '!=', '==', '&', '|', '&&', '||', ',', '>=');
const assignment = fc.constantFrom('=', '+=', '-=', '*=', '??=', '||=', '&&=');

const join = (items: readonly string[]): string => items.join(', ');
const text = (strings: TemplateStringsArray, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((made) => strings.reduce((all, string, index) => all + made[index - 1] + string));

export function expression(depth: number): fc.Arbitrary<string> {
  const simple = fc.oneof(literal, name, text`o.${key}`, text`f(${name})`);
  if (depth === 0) return simple.map((code) => (code.startsWith('{') ? `(${code})` : code));
  const e = fc.memo((level) => expression(level))(depth - 1);
  const list = fc.array(e, { maxLength: 3 }).map(join);
  return fc.oneof(
    { weight: 2, arbitrary: simple.map((code) => (code.startsWith('{') ? `(${code})` : code)) },
    text`f(${e})`,
    text`log(${e})`,
    text`(${e} ${binary} ${e})`,
    text`(${e} ?? ${e})`,
    text`(${e} ? ${e} : ${e})`,
    text`(typeof ${e})`,
    text`(!${e})`,
    text`[${e}, ${e}, ...[${list}]]`,
    text`({ ${key}: ${e}, [f(${fc.constantFrom("'x'", "'p'")})]: ${e}, ...(${e}) })`,
    text`(${name} ${assignment} ${e})`,
    text`(o.${key} ${assignment} ${e})`,
    text`(o[f('${key}')] ${assignment} ${e})`,
    text`(o.${key}++)`,
    text`(--o[log('${key}')])`,
    text`(delete o.${key})`,
    text`(f(${e})?.${key})`,
    text`(${e}?.[${e}])`,
    text`(f(o)?.m?.(${e}))`,
    text`o.m(${list})`,
    text`(o?.m)(${e})`,
    text`o['m'](...[${list}])`,
    text`\`\${f(${literal})}-\${typeof ${e}}\``,
    text`((x) => ${e})(${e})`,
    text`((x, { p = ${e}, ...y } = {}, [z = f(x)] = []) => [x, p, typeof y, z])(${list})`,
    text`(function (x) { return [typeof this, arguments.length, ${e}]; })(${list})`,
    text`[1, 2].map((x) => ${e})`,
    text`[2, 1].filter((x) => f(${e}))`,
    text`[1, 2, 3].reduce((x, y) => f(${e}), ${e})`,
    text`new (class { v = ${literal}; m() { return f(this.v); } })().m()`,
    text`({ get g() { return ${e}; } }).g`,
    text`([a, b = f(${e})] = [${list}])`,
    text`({ p: c, q: d = ${e} } = f({ p: ${e} }))`,
    text`(() => { try { return f(${e}); } finally { log('finally'); } })()`,
  );
}

export function statement(depth: Depth, inLoop = false): fc.Arbitrary<string> {
  const e = expression(depth.expressions);
  if (depth.statements === 0) return text`log(${e});`;
  const inner = { ...depth, statements: depth.statements - 1 };
  const s = block(inner, inLoop);
  const loop = block(inner, true);
  const leave = inLoop ? [text`if (${e}) break;`, text`if (${e}) continue;`] : [];
  return fc.oneof(
    { weight: 3, arbitrary: text`log(${e});` },
    text`${e};`.map((code) => (/^[{[(]|^function|^class/.test(code) ? `;(${code.slice(0, -1)});` : code)),
    text`if (${e}) { ${s} } else { ${s} }`,
    text`for (let i = 0; i < f(2); i++) { let k = i; o.fs?.push?.(() => f(k)); ${loop} }`,
    text`for (const x of [${e}, ${e}]) { ${loop} }`,
    text`for (const [x, y = ${e}] of f([[1], [f(2), 3]])) { log(x, y); ${loop} }`,
    text`for (const x in f({ p: 1, q: 2 })) { log(x); ${loop} }`,
    text`{ let n = 2; while (n-- > 0) { ${loop} } }`,
    text`{ let n = 0; do { ${loop} } while (n++ < f(1)); }`,
    text`switch (${e}) { case f(1): ${loop} case ${e}: ${loop} break; default: ${loop} }`,
    text`try { ${s} throw ${e}; } catch (x) { log('caught', typeof x); ${s} } finally { log('finally'); ${s} }`,
    text`try { ${s} } finally { ${s} }`,
    text`{ let a = ${e}; const [b, ...c] = f([a, ${e}, 3]); ${s} log(a, b, c); }`,
    text`{ class K extends Object { static v = ${literal}; get g() { return f(${e}); } m(x = ${e}) { return super.toString === Object.prototype.toString && f(x); } } const k = new K(); log(K.v, k.g, k.m()); }`,
    text`{ function g(x, y = ${e}) { ${s} if (x > 0) return g(x - 1); return f(${e}); } log(g(1)); }`,
    text`l: { ${s} if (${e}) break l; ${s} }`,
    text`log([...(function* () { yield ${literal}; try { yield 2; } finally { log('closed'); } })()]);`,
    ...leave,
  );
}

function block(depth: Depth, inLoop: boolean): fc.Arbitrary<string> {
  return fc.array(statement(depth, inLoop), { minLength: 1, maxLength: 2 }).map((all) => all.join('\n'));
}

const PRELUDE = `
var a = 1, b = 's', c = [1, 2], d = null;
var o = { p_: 1, get p() { log('get p'); return this.p_; }, set p(v) { log('set p', v); this.p_ = v; }, q: 2, m(...x) { log('m', x); return x[0]; }, fs: [] };
var steps = 0, log_ = log; log = (...x) => { if (steps++ > 400) throw 'enough'; log_(...x.map((v) => typeof v === 'function' ? 'function' : v)); return x.at(-1); };
`;

/** A whole program, which ends with what it has made of its variables. */
export const program = fc
  .array(statement({ statements: 2, expressions: 2 }), { minLength: 1, maxLength: 4 })
  .map(
    (all) =>
      `${PRELUDE}\n${all.map((one) => `try { ${one} } catch (e) { log('threw', e instanceof Error ? e.name : e); }`).join('\n')}\nlog(a, b, c, d, o.fs.map((g) => g()));`,
  );
