1; if (true) {}
