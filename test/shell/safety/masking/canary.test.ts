import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { DataSource, ObjectLiteral } from 'typeorm';
import { onEachDatabase } from '../../../support/databases';
import { runShell, temporaryHome, TestShell } from '../../../support/test-shell';
import { CANARIES, TELLING, vaultSource } from './vault';

/** What a person or a program may do with a row that has secrets, none of which is written here. */
const INPUTS: readonly string[] = [
  'vault = Vault.findOneBy({ id: 1 })',
  'Vault.find()',
  'Vault.find({ select: { id: true, plain: true } })',
  'vault.password',
  'vault.open',
  'console.log(vault.open)',
  'sql`select open from vaults`',
  'new Map(Object.entries(vault.open))',
  'vault.open.password',
  'Vault.createQueryBuilder("averyveryverylongaliasforthistable_that_is_longer_than_a_name_may_be").getRawMany()',
  'rows = []; stream = dataSource.createQueryRunner().stream("select * from vaults"); stream.on("data", (row) => rows.push(row)); new Promise((done) => stream.on("end", done)); rows',
  'rows',
  'Promise.reject({ token: vault.jwt.header })',
  'throw { token: vault.jwt.header }',
  'vault.secretText',
  'vault.apiKey',
  'vault.tokenNumber',
  'vault.secretBig',
  'vault.pwd',
  'vault.salt',
  'vault.otp',
  'vault.secretDay',
  'vault.jwt',
  'vault.secretSimple',
  'vault.tokens',
  'vault.privateKey',
  'vault.ssn',
  'vault.iban',
  '({ ...vault })',
  'Object.values(vault)',
  'Object.entries(vault).map(([, value]) => String(value))',
  'JSON.stringify(vault)',
  '`Password: ${vault.password}, ${vault.tokenNumber}, ${vault.secretText}`',
  'console.log(vault.password, vault, vault.privateKey, vault.jwt)',
  'console.error(vault.secretText)',
  'process.stdout.write(`${vault.ssn} ${vault.tokens}\\n`)',
  'new Map([["a", vault.password]])',
  'new Set(vault.tokens)',
  'sql`select * from vaults`',
  'sql`select "password" as p from vaults`'.replaceAll('"', ''),
  "dataSource.query('select * from vaults')",
  "Vault.createQueryBuilder('v').addSelect('v.plain').getMany()",
  "Vault.createQueryBuilder('v').getRawMany()",
  'throw new Error(vault.password)',
  'throw vault',
  'vault.password.nothing.at.all',
  'Vault.findOneByOrFail({ password: vault.password, id: 99 })',
  '.sql full',
  'Vault.findBy({ password: vault.password })',
  'Vault.findBy({ id: 1, ssn: vault.ssn, tokenNumber: vault.tokenNumber })',
  // Fails: the password is unique. The driver says which one.
  "full = Vault.createQueryBuilder('v').addSelect('v.plain').where('v.id = 1').getOne()",
  'Vault.insert({ ...full, id: 2 })',
  '_error',
  '_error.message',
  '_error.query',
  '_error.parameters',
  '_error.driverError',
  "Vault.insert({ ...full, id: 3, password: vault.password + '2' })",
  "copy = Vault.findOneBy({ id: 3 }); copy.name = 'copied'; copy.secretText = 'x' + vault.secretText; copy.save()",
  'sql`update vaults set name = ${vault.password} where id = 3`',
  'Vault.findOneBy({ id: 3 }).name',
  '.sql last full',
  '.sql off',
  '.ls',
  '_',
  '.table Vault.find()',
  '.list Vault.find()',
  '.json Vault.find()',
  '.csv Vault.find()',
  '.table sql`select * from vaults`',
  '.json sql`select * from vaults`',
  '.csv sql`select * from vaults`',
  '.json vault',
  '.format json',
  'vault',
  '.format auto',
  '.models --count',
  '.schema Vault',
  '.relations vault',
];

/** The same, and files that they write. */
function inputsIn(home: string): readonly string[] {
  const saved = ['csv', 'json', 'ndjson', 'md'].flatMap((extension) => [
    `.save-result ${join(home, `entities.${extension}`)} Vault.find()`,
    `.save-result ${join(home, `rows.${extension}`)} sql\`select * from vaults\``,
  ]);
  return [...INPUTS, ...saved];
}

onEachDatabase('A canary in every type of column', (database) => {
  let dataSource: DataSource;
  before(async () => {
    dataSource = vaultSource(database.env);
    await dataSource.initialize();
    await dataSource.synchronize();
    await dataSource
      .getRepository<ObjectLiteral>('Vault')
      .insert({ id: 1, name: 'first', secretFlag: true, ...CANARIES, tokens: [...CANARIES.tokens] });
  });
  after(() => dataSource.destroy());

  const shellOptions = (home: string, given: readonly string[] = []) => ({
    script: join(__dirname, 'vault.ts'),
    arguments: given,
    environment: { DATABASE_URL: database.url },
    home,
    columns: 200,
    rows: 60,
  });

  test('is in nothing that a terminal shows, and in no file that is written', async () => {
    const home = temporaryHome();
    const shell = await TestShell.start(shellOptions(home));
    for (const input of inputsIn(home)) {
      const before = shell.raw.length;
      await shell.enterAll(input);
      assertUntold(shell.raw.slice(before), input);
    }
    assert.equal(await shell.leave(), 0);
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    assert.ok(files.length > 8, 'the history and eight results are written');
    for (const file of files) assertUntold(readFileSync(join(file.parentPath, file.name), 'utf8'), file.name);
  });

  test('what has no secret is shown', async () => {
    const shell = await TestShell.start(shellOptions(temporaryHome()));
    const row = await shell.enter('Vault.findOneBy({ id: 1 })');
    // Whether there is a secret is none.
    const columns = row.replace(/^.*\n/, '').replaceAll(/^\w+ +│ /gm, '');
    assert.match(columns, /^1\nfirst\n(?:••••••\n){13}true\n••••••\n••••••\n\{"theme":"dark","password":"••••••"/);
    assert.match(await shell.enter('vault = Vault.create({ id: 5, password: null })'), /^<Vault 5/);
    assert.equal(await shell.enter('vault.password'), 'null');
    assert.equal(await shell.leave(), 0);
  });

  test('.unmask shows one expression as it is, and the next line is masked again', async () => {
    const shell = await TestShell.start(shellOptions(temporaryHome()));
    await shell.enter('vault = Vault.findOneBy({ id: 1 })');
    assert.equal(await shell.enter('.unmask vault.password'), `'${CANARIES.password}'`);
    assert.match(
      await shell.enter('.unmask Vault.findOneBy({ id: 1 })'),
      new RegExp(`first\npassword +│ ${CANARIES.password}\n`),
    );
    assertUntold(await shell.enter('vault.password'), 'vault.password');
    assertUntold(await shell.enter('_'), '_');
    assert.match(await shell.enter('.unmask'), /^\.unmask needs an expression\./);
    assert.equal(await shell.leave(), 0);
  });

  test('nor in a pipe, as text or as JSON, on either stream; .unmask is refused there', async () => {
    const input = [...INPUTS, '.unmask vault.password'].filter((line) => !line.startsWith('process.stdout')).join('\n');
    for (const given of [['--keep-going'], ['--keep-going', '--json', '--print-sql']]) {
      const { stdout, stderr } = await runShell({ ...shellOptions(temporaryHome(), given), input });
      assertUntold(stdout, `${given.join(' ')}: standard output`);
      assertUntold(stderr, `${given.join(' ')}: standard error`);
      assert.match(stdout + stderr, /\.unmask works in a terminal only/);
      assert.match(stdout, /••••••/);
    }
    const evaluated = await runShell(
      shellOptions(temporaryHome(), ['-e', 'Vault.find().map(v => [v.password, v.iban])']),
    );
    assertUntold(evaluated.stdout, '-e');
  });
});

function assertUntold(text: string, where: string): void {
  for (const telling of TELLING) {
    const at = text.indexOf(telling);
    assert.equal(at, -1, `${where} tells ${telling}: ${text.slice(Math.max(0, at - 100), at + 100)}`);
  }
}
