try { 'tried'; } finally { 'finally'; }
