let a = 'outer';
{ let a = 'inner'; { const a = 'innermost'; log(a); } log(a); }
log(a);
switch (1) { case 1: let a = 'case'; log(a); }
try { throw 'caught'; } catch (a) { log(a); { let a = 'in catch'; log(a); } }
log(a);
