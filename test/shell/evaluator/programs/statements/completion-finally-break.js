do { try { 39; } catch (e) { 'x'; } finally { 42; break; } } while (false);
