do { 5; if (true) break; } while (true);
