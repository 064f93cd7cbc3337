import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptComment, scriptStatement } from '../../../../src/shell/migrations/sql/script-text';
import { isWorthTelling } from '../../../../src/shell/migrations/sql/worth-telling';

test('what only asks is left out of a script', () => {
  const left = [
    'SELECT * FROM "migrations"',
    'select version()',
    'SELECT DATABASE() AS `db_name`',
    'SELECT * FROM current_schema()',
    'SHOW TABLES',
    'PRAGMA table_xinfo("a")',
    'PRAGMA foreign_keys',
    'EXPLAIN SELECT 1',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    'SELECT id FROM a FOR UPDATE',
  ];
  const told = [
    'INSERT INTO a VALUES (1)',
    'PRAGMA foreign_keys = OFF',
    'PRAGMA foreign_key_check',
    'SET FOREIGN_KEY_CHECKS = 0',
    'SET search_path TO other',
    "SELECT setval('a_id_seq', 7) FROM a",
    "SELECT create_hypertable('a', 'time')",
    'WITH a AS (DELETE FROM b RETURNING id) INSERT INTO c SELECT id FROM a',
    'SELECT * INTO b FROM a',
    'START TRANSACTION',
    'DO $$ BEGIN END $$',
  ];
  for (const sql of left) assert.ok(!isWorthTelling(sql), sql);
  for (const sql of told) assert.ok(isWorthTelling(sql), sql);
});

test('a statement as the client of the database takes it', () => {
  const values = [1, "it's \\ ;", null, true, Buffer.from('ab')];
  assert.equal(
    scriptStatement('INSERT INTO a VALUES (?, ?, ?, ?, ?)', values, 'better-sqlite3'),
    "INSERT INTO a VALUES (1, 'it''s \\ ;', NULL, true, x'6162');",
  );
  assert.equal(
    scriptStatement('INSERT INTO a VALUES ($2, $1, $3, $4, $5);', values, 'postgres'),
    "INSERT INTO a VALUES ('it''s \\ ;', 1, NULL, true, '\\x6162');",
  );
  assert.equal(
    scriptStatement('INSERT INTO a VALUES (?, ?, ?, ?, ?)', values, 'mariadb'),
    "INSERT INTO a VALUES (1, 'it''s \\\\ ;', NULL, true, x'6162');",
  );
  const long = 'x'.repeat(5_000);
  assert.equal(scriptStatement('UPDATE a SET b = ?', [long], 'mysql'), `UPDATE a SET b = '${long}';`, 'whole');
  assert.match(
    scriptStatement('UPDATE a SET b = $1', [new Date(1_700_000_000_000)], 'postgres'),
    /'2023-11-1\dT\d\d:\d\d:20\.000[+-]\d\d:\d\d';$/,
  );
  assert.equal(
    scriptStatement('CREATE TRIGGER t BEGIN a; b; END', [], 'mysql'),
    'DELIMITER //\nCREATE TRIGGER t BEGIN a; b; END//\nDELIMITER ;',
  );
  assert.equal(scriptComment('up\nDROP TABLE a'), '-- up DROP TABLE a');
});
