var x = 1; if (x) { 'from if'; } else { 'else'; }
