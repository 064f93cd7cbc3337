function f() { 'use strict'; return this; }
log(f());
function g() { 'a'; 'use strict'; return typeof this; }
log(g());
function h() { ('use strict'); return typeof this; }
log(h());
function i() { 'use\u0020strict'; return typeof this; }
log(i());
const j = function () { "use strict"; return (() => this)(); };
log(j());
function k() { 'use strict'
return typeof this }
log(k());
function l() { 'use strict' + 1; return typeof this; }
log(l());
