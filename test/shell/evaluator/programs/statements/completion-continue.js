2; for (const x of [1, 2]) { if (x) { 'v' + x; continue; } }
