const late = () => x;
try { late(); } catch (e) { log(e.name, e.message); }
try { typeof x; } catch (e) { log(e.name); }
try { x = 1; } catch (e) { log(e.name); }
let x = 5;
log(late(), typeof x);
try { y; } catch (e) { log(e.message); }
const y = 1;
try { y = 2; } catch (e) { log(e.name, e.message); }
try { C; } catch (e) { log(e.message); }
try { new C(); } catch (e) { log(e.message); }
class C {}
log(new C() instanceof C);
C = 3;
log(C);
