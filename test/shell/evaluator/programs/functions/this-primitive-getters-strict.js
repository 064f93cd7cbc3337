// strict
Object.defineProperty(Number.prototype, 'type', { get() { return typeof this; }, set(v) { log(typeof this, v); }, configurable: true });
log((5).type); (5).type = 1;
try { (5).foo = 1; } catch (e) { log(e.name); }
try { 'abc'.length = 1; } catch (e) { log(e.name); }
try { 'abc'[0] = 'x'; } catch (e) { log(e.name); }
