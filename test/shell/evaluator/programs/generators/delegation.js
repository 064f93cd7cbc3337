const inner = { [Symbol.iterator]() { return { next(v) { log('next', v); return { value: v, done: v === 'stop' }; }, throw(e) { log('throw', e); return { value: 'thrown', done: true }; }, return(v) { log('return', v); return { value: v, done: true }; } }; } };
function* g() { const r = yield* inner; log('result', r); const t = yield* 'ab'; log(t); return yield* (function* () { return 'deep'; })(); }
const i = g(); i.next('first'); i.next('second'); log(JSON.stringify(i.throw('x'))); log(JSON.stringify([i.next(), i.next(), i.next()])); const j = g(); j.next(); log(JSON.stringify(j.return('r')));
try { [...(function* () { yield* 5; })()]; } catch (e) { log(e.name); }
function* noThrow() { yield* { [Symbol.iterator]: () => ({ next: () => ({ done: false }), return() { log('closed'); return {}; } }) }; } const n = noThrow(); n.next(); try { n.throw(1); } catch (e) { log(e.name); }
