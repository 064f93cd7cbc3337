const fs = [];
for (const k in { a: 1, b: 2 }) fs.push(() => k);
for (let [k, v] of [['c', 1], ['d', 2]]) { fs.push(() => k + v); v++; }
log(fs.map((f) => f()).join());
