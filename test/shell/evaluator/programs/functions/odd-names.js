// sloppy
var get = 1, set = 2, of = 3, let_ = 4, static = 5, as = 6, from = 7, eval2 = 8, target = 9, implements = 10, interface = 11, package = 12;
log(get, set, of, static, as, from, implements, interface, package);
for (of of [1]) log(of); for (var of of [2]) log(of); for (let of = 3; of < 4; of++) log(of); for (let async of [5]) log(async);
var async; for (async in { x: 1 }) log(async); for ((async) of [6]) log(async); for (async.x of [7]) log(async.x === undefined);
var let = 1; log(let); for (let in { y: 1 }) log(let); for (let = 0; let < 1; let++) log(let); for ((let) of [8]) log(let); (let[0] = 1); log(typeof let);
var \u0061bc = 1; log(abc, \u{61}bc); var ünïcode = 2, 变量 = 3, $ = 4, _ = 5, $_ = 6, ℮ = 7; log(ünïcode, 变量, $, _, $_, ℮);
log({ if: 1, class: 2, new: 3, \u0069f: 4 }.if); var o = {}; o.function = 1; o.class = 2; log(o.function + o.class);
