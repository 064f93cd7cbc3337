log(typeof arguments);
try { arguments; } catch (e) { log(e.name, e.message); }
const f = () => typeof arguments;
log(f());
