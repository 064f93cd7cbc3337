function* g(a) { log('start', a); const x = yield 1; log('got', x); try { const y = yield x * 2; log('y', y); } catch (e) { log('caught', e); yield 'recovered'; } finally { log('fin'); } return 'end'; }
const i = g('arg'); log('made'); const s = (r) => log(JSON.stringify(r)); s(i.next('ignored')); s(i.next(5)); s(i.throw('err')); s(i.next()); s(i.next());
const j = g('b'); j.next(); s(j.return('early')); s(j.next()); const k = g('c'); s(k.return(3)); try { g('d').throw('t'); } catch (e) { log(e); }
log([...(function* () { yield; yield yield 1; })()].join('|'));
