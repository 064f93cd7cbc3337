import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { ChalkInstance } from 'chalk' with { 'resolution-mode': 'import' };
import type { ModelContract } from '../../../../src/shell/model';
import { errorToJson, formatError } from '../../../../src/shell/output/errors/format-error';

/** A model in which nothing is an entity. */
const NOTHING = { metadataOf: () => undefined, metadataOfTarget: () => undefined } as unknown as ModelContract;

describe('errors as text', () => {
  let colors: ChalkInstance;
  let colored: ChalkInstance;
  before(async () => {
    const { Chalk } = await import('chalk');
    colors = new Chalk({ level: 0 });
    colored = new Chalk({ level: 1 });
  });

  const position = { fileName: '<line>', line: 1, column: 10, text: 'employee1.foo.bar' };

  test('name and message, the own line, a caret; no stack', () => {
    assert.equal(
      formatError(new RangeError('too far'), { colors, position }),
      ['RangeError: too far', '  employee1.foo.bar', '           ^'].join('\n'),
    );
  });

  test('what to do comes second', () => {
    assert.equal(
      formatError(new ReferenceError('Employe is not defined'), { colors, variables: { Employee: 1 } }),
      'ReferenceError: Employe is not defined.\nDid you mean Employee?',
    );
  });

  test('an error of the shell itself needs no name', () => {
    const error = Object.assign(new Error('There is no command .hlep.'), {
      name: 'UserError',
      hint: 'Did you mean .help?',
    });
    assert.equal(formatError(error, { colors }), 'There is no command .hlep.\nDid you mean .help?');
  });

  test('later lines are told by their number, files by their name', () => {
    assert.equal(
      formatError(new Error('x'), { colors, position: { ...position, line: 3 } }).split('\n')[1],
      '  line 3',
    );
    assert.equal(
      formatError(new Error('x'), { colors, position: { ...position, fileName: 'a.ts', line: 3 } }).split('\n')[1],
      '  a.ts:3:10',
    );
  });

  test('the caret stands right under wide characters and tabs', () => {
    const text = '\t"日本".foo()';
    const [, source, caret] = formatError(new Error('x'), {
      colors,
      position: { ...position, text, column: text.indexOf('foo') + 1 },
    }).split('\n');
    assert.equal(source, '   "日本".foo()');
    assert.equal(caret?.length, '   "日本".'.length + 2 + 1);
  });

  test('a long line is cut around the position', () => {
    const text = `${'a + '.repeat(100)}boom + ${'b + '.repeat(100)}c`;
    const [, source = '', caret = ''] = formatError(new Error('x'), {
      colors,
      width: 60,
      position: { ...position, text, column: 401 },
    }).split('\n');
    assert.ok(source.length <= 61, `${source.length} columns`);
    assert.equal(source.slice(caret.indexOf('^')).startsWith('boom'), true);
    assert.ok(source.startsWith('  …') && source.endsWith('…'));
  });

  test('SQL is shown when asked for, without the password of a URL in it', () => {
    const error = Object.assign(new Error('x'), {
      name: 'QueryFailedError',
      query: `SELECT 'postgres://a:secret@h/d'`,
    });
    assert.equal(formatError(error, { colors }), 'QueryFailedError: x');
    assert.equal(formatError(error, { colors, showSql: true }), `QueryFailedError: x\n  SELECT 'postgres://a:***@h/d'`);
  });

  test('passwords and escape codes of a message do not reach the terminal', () => {
    assert.equal(
      formatError(new Error('no answer from mysql://root:p@ss:w0rd@db/x \x1b[31m'), { colors }),
      'Error: no answer from mysql://root:***@db/x \\x1b[31m',
    );
  });

  test('colours', () => {
    assert.equal(
      formatError(new Error('x'), { colors: colored, position: { ...position, column: 1, text: 'a' } }),
      '\x1b[31mError:\x1b[39m x\n  a\n  \x1b[31m^\x1b[39m',
    );
  });

  test('whatever is thrown', () => {
    assert.equal(formatError('oh', { colors }), 'Error: "oh" was thrown, which is no error.');
    assert.equal(formatError(undefined, { colors }), 'Error: undefined was thrown, which is no error.');
    assert.equal(formatError(null, { colors }), 'Error: null was thrown, which is no error.');
    assert.equal(formatError(Symbol('s'), { colors }), 'Error: Symbol(s) was thrown, which is no error.');
    assert.equal(formatError({ a: 1 }, { colors }), 'Error: An object was thrown, which is no error.');
    assert.equal(formatError({ a: 1 }, { colors, model: NOTHING }), 'Error: { a: 1 } was thrown, which is no error.');
    assert.equal(
      formatError([{ a: '\n' }], { colors, model: NOTHING }),
      "Error: [ { a: '\\n' } ] was thrown, which is no error.",
    );
    assert.ok(formatError(new Array(1_000).fill(0), { colors, model: NOTHING }).length < 300);
    assert.equal(formatError(new Error(''), { colors }), 'Error');
    const hostile = new Proxy(
      {},
      {
        get() {
          throw new Error('no');
        },
        getOwnPropertyDescriptor() {
          throw new Error('no');
        },
      },
    );
    assert.match(formatError(hostile, { colors }), /^Error: /);
  });

  test('as JSON', () => {
    assert.deepEqual(
      JSON.parse(errorToJson(new ReferenceError('Employe is not defined'), { position, variables: { Employee: 1 } })),
      {
        error: {
          name: 'ReferenceError',
          message: 'Employe is not defined.',
          advice: 'Did you mean Employee?',
          position: { fileName: '<line>', line: 1, column: 10 },
        },
      },
    );
    assert.equal(
      errorToJson(Object.assign(new Error('two\nlines'), { code: 'E1' })),
      '{"error":{"name":"Error","message":"two\\nlines","code":"E1"}}',
    );
  });
});
