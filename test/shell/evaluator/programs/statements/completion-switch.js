switch (1) { case 1: 'one'; case 2: 'two'; break; case 3: 'three'; }
