import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';

/** An entity whose class, and the class of whose objects, tell when anything of theirs runs. */
const ENTITY = `const { inspect } = require('util');
const { EntitySchema } = require('typeorm');
const record = (globalThis.recorded = []);
const told = (what) => (record.push(what), what);
class Spy {
  static get total() { return told('static getter'); }
  static toString() { return told('toString of the class'); }
  static [Symbol.hasInstance]() { return Boolean(told('instanceof')); }
  get title() { return told('getter'); }
  toString() { return told('toString'); }
  valueOf() { return told('valueOf'); }
  toJSON() { return told('toJSON'); }
  [Symbol.toPrimitive]() { return told('toPrimitive'); }
  [inspect.custom]() { return told('inspect'); }
  get [Symbol.toStringTag]() { return told('toStringTag'); }
  get then() { return told('then'); }
}
exports.Spy = Spy;
exports.Spied = new EntitySchema({ name: 'Spied', target: Spy, columns: { id: { type: Number, primary: true } } });
`;

const SETTINGS = `const { Spy } = require('./src/entities/spy');
const record = globalThis.recorded;
const spied = (target) => new Proxy(target, new Proxy({}, {
  get: (_, trap) => (...args) => (record.push(\`trap \${trap} \${String(args[1])}\`), Reflect[trap](...args)),
}));
module.exports = {
  context: () => {
    // From here on nothing of these may run. (Metadata and the compiler of the project may ask a class for what they need.)
    record.length = 0;
    return {
      spiedObject: spied({ spiedKey: 1 }),
      spiedFunction: spied(function spiedName() {}),
      spyClass: Spy,
      spy: Object.create(Spy.prototype),
      getters: { get spiedGetter() { record.push('own getter'); return 1; } },
    };
  },
  commands: [{ name: 'spied', summary: 'a command of the project', run: () => record.push('command') }],
  print: { Spy: () => record.push('print') },
};
`;

/** Texts with Tab behind them. */
const TYPED = [
  'sp',
  'spied',
  'spiedObject.',
  'spiedObject.sp',
  "spiedObject['",
  'spiedObject?.spi',
  'spiedFunction(',
  'spiedFunction().na',
  'spyClass.to',
  'new spyClass().ti',
  'spy.ti',
  '`${spy',
  'getters.spi',
  'Spy.',
  'Spy.to',
  'Spy.find().th',
  '_.',
  '.',
  '.spi',
  '.spied ',
  '.schema ',
  '.schema Sp',
  '.json spy',
  '.unmask spiedObject.',
  'await spy',
];

test('the banner, Tab, help and the list of names run no code of a project', async () => {
  const project = FixtureProject.of('plain-js-entity-schema');
  project.write('src/entities/spy.js', ENTITY);
  project.edit('src/data-source.js', (text) =>
    text.replace('[Author, Book]', "[Author, Book, require('./entities/spy').Spied]"),
  );
  project.write('typeorm-shell.config.js', SETTINGS);
  const shell = await project.open({ arguments: ['--trust'] });
  assert.match(shell.screen, /^Entities: .*Spy/m);
  await shell.until(() => shell.screen.includes('Without a table'), 'the look into the catalogue');
  assert.equal(await shell.enter('recorded.join()'), "''", 'the banner');
  for (const typed of TYPED) {
    // The second Tab lists what there is; Ctrl-C drops the line.
    shell.send(`${typed}\t\t`);
    await shell.sees(typed.trimEnd());
    shell.send('\x03');
    await shell.prompts();
    assert.equal(await shell.enter('recorded.join()'), "''", `Tab behind ${typed}`);
  }
  for (const command of ['.help', '.help spied', '.help project', '.help schema', '.ls', '.models', '.schema Spy']) {
    await shell.enter(command);
    assert.equal(await shell.enter('recorded.join()'), "''", command);
  }
  // What is recorded is recorded.
  await shell.enter('`${spy}`');
  assert.match(await shell.enter('recorded.join()'), /toPrimitive/);
  await shell.leave();
});
