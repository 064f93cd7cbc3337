import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBeyondCopy } from '../../../../src/shell/migrations/sql/beyond-copy';
import { onCopy } from '../../../../src/shell/migrations/sql/on-copy';
import { withoutTransactions } from '../../../../src/shell/migrations/sql/postgres-statements';
import { UserError } from '../../../../src/shell/user-error';

const NAMES = { own: 'shop', copy: 'c', others: ['mysql', 'archive'] };

test('a statement that names the database of MySQL names its copy', () => {
  const same = [
    "INSERT INTO a VALUES ('shop.a', `b`.`shop`)",
    'SELECT `Shop`.`id` FROM `shop` `Shop` WHERE `Shop`.`id` = 1',
    'SELECT * FROM archive.a',
    'CREATE TABLE shop (id int)',
    '-- shop.a\nDROP TABLE a',
  ];
  for (const sql of same) assert.equal(onCopy(sql, NAMES), sql);
  const others: readonly (readonly [string, string])[] = [
    ['DELETE FROM `shop`.`a` WHERE id = 1', 'DELETE FROM `c`.`a` WHERE id = 1'],
    ['ALTER TABLE SHOP . a ADD b int', 'ALTER TABLE `c` . a ADD b int'],
    ['DROP TABLE shop.a, shop.b', 'DROP TABLE `c`.a, `c`.b'],
    ['CREATE INDEX i ON shop.a (b)', 'CREATE INDEX i ON `c`.a (b)'],
    ['UPDATE shop.a SET shop.a.b = 1', 'UPDATE `c`.a SET `c`.a.b = 1'],
    ['DELETE FROM `shop`.`shop` WHERE shop.id = 1', 'DELETE FROM `c`.`shop` WHERE `c`.id = 1'],
    ['UPDATE `shop`.`shop` shop SET shop.x = 1', 'UPDATE `c`.`shop` shop SET shop.x = 1'],
    ['/*!40000 ALTER TABLE `shop`.`a` DISABLE KEYS */', '/*!40000  ALTER TABLE `c`.`a` DISABLE KEYS */'],
    ['ALTER DATABASE shop CHARACTER SET utf8mb4', 'ALTER DATABASE `c` CHARACTER SET utf8mb4'],
    ['USE shop', 'USE `c`'],
    ['INSERT INTO a SELECT * FROM shop.b; DELETE FROM shop.a', 'INSERT INTO a SELECT * FROM `c`.b; DELETE FROM `c`.a'],
  ];
  for (const [sql, made] of others) assert.equal(onCopy(sql, NAMES), made);
  for (const sql of [
    'DELETE FROM archive.a',
    'USE archive',
    'INSERT INTO `mysql`.`user` VALUES (1)',
    'UPDATE shop, shop.b SET x = 1',
  ])
    assert.throws(() => onCopy(sql, NAMES), UserError, sql);
});

test('what goes beyond a copy is known', () => {
  const beyond = {
    postgres: [
      'CREATE ROLE a',
      '/* a */ drop database b',
      'DO $$ BEGIN CREATE ROLE a; END $$',
      'ALTER DATABASE a SET search_path TO b',
      'GRANT a TO b',
      'GRANT CONNECT ON DATABASE a TO b',
    ],
    mysql: [
      'CREATE DATABASE IF NOT EXISTS a',
      'DROP SCHEMA a',
      "CREATE USER 'a'@'%'",
      'GRANT SELECT ON a.* TO b',
      '# a\nSET GLOBAL a = 1',
      '/*!50003 DROP USER a */',
    ],
    sqlite: ["ATTACH 'a' AS b", "VACUUM INTO 'a'"],
  };
  const within = {
    postgres: [
      'CREATE SCHEMA a',
      'GRANT SELECT ON a TO b',
      'CREATE USER MAPPING FOR a SERVER b',
      'ALTER TABLE "user" ADD a int',
      'COMMENT ON TABLE a IS NULL',
    ],
    mysql: [
      'ALTER DATABASE CHARACTER SET utf8mb4',
      'SET NAMES utf8mb4',
      'SET FOREIGN_KEY_CHECKS = 0',
      'DROP TABLE user',
    ],
    sqlite: ['VACUUM', 'CREATE TABLE attach (a)'],
  };
  for (const family of ['postgres', 'mysql', 'sqlite'] as const) {
    for (const sql of beyond[family]) assert.ok(isBeyondCopy(sql, family), sql);
    for (const sql of within[family]) assert.ok(!isBeyondCopy(sql, family), sql);
  }
});

test('what begins and ends a transaction is left out of a text of several statements', () => {
  for (const sql of [
    'SELECT 1; SELECT 2;',
    "INSERT INTO a VALUES (E'\\'; COMMIT; ', $$; COMMIT; $$)",
    'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END',
    'SAVEPOINT a; ROLLBACK TO SAVEPOINT a; RELEASE a',
  ])
    assert.equal(withoutTransactions(sql), sql);
  assert.equal(withoutTransactions('DELETE FROM a; COMMIT; BEGIN; DELETE FROM b'), 'DELETE FROM a;\nDELETE FROM b');
  assert.equal(withoutTransactions('-- a\nBEGIN;\n/* b */ DROP TABLE a;\nend;'), 'DROP TABLE a');
  assert.equal(withoutTransactions('BEGIN; -- a\nCOMMIT;'), undefined);
});
