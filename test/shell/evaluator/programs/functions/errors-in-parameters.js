function f({ a }) {} const g = ([a]) => 0; function h(a = b, b) {}
for (const t of [() => f(), () => f(null), () => g(), () => g({}), () => h(), () => (({ ...r }) => r)(null)]) try { t(); log('fine'); } catch (e) { log(e.name); }
