const fs = [];
for (let i = 0; i < 3; i++) { fs.push(() => i); i++; fs.push(() => i++); }
log(fs.map((f) => f()).join(), fs.map((f) => f()).join());
