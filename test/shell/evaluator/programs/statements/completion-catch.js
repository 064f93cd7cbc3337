try { 1; throw 2; } catch (e) { e + 1; }
