for (const x of [1, 2, 3]) { x; if (x === 2) break; }
