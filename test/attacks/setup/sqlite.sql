-- Nothing: on SQLite a program brings its functions with it.
SELECT 1;
