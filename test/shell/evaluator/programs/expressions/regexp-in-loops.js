// sloppy
const rs = []; for (let i = 0; i < 2; i++) rs.push(/a/g); log(rs[0] !== rs[1]);
const f = () => /x/y; log(f() !== f());
const r = /a/g; log(r.test('aa'), r.lastIndex, r.test('aa'), r.test('aa'));
log('aXbX'.replace(/X/g, (m, o) => o), 'a-b'.split(/-/).join(), [...'a1b2'.matchAll(/\d/g)].join(), 'abc'.match(/(?<l>b)/).groups.l);
x = 8 / 2 / 2; log(x); var x;
log(typeof /=/, /=/.test('='), (/a/)?.source, !/a/.test('b'), { r: /b/ }.r.source, [/c/][0].source, [/[/]/.source, /[/]/.source].join());
if (/d/.test('d')) /e/.test('e') && log('e');
