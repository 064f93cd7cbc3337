const fs = [];
for (let i = 0; i < 3; i++) fs.push(() => i);
log(fs.map((f) => f()).join());
const gs = [];
for (let i = 0, inc = () => i++; i < 3; inc(), i++) { gs.push(() => i); if (gs.length > 5) break; }
log(gs.map((f) => f()).join());
const hs = [];
for (var v = 0; v < 3; v++) hs.push(() => v);
log(hs.map((f) => f()).join());
