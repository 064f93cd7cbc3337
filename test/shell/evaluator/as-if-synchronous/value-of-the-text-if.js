log('x'); if (f(1)) { f('yes'); } else { f('no'); }
