import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatValue } from '../../../../src/shell/output/format-value';
import { noRooms } from '../../../support/no-rooms';
import { MASK } from '../../../../src/shell/safety/masking/masking';
import { isSecretName, MAY_NAME_SECRET } from '../../../../src/shell/safety/masking/secret-names';
import { SecretValues } from '../../../../src/shell/safety/masking/secret-values';
import { Secrets } from '../../../../src/shell/safety/masking/secrets';
import { withoutSecrets } from '../../../../src/shell/safety/masking/without-secrets';

describe('names that tell of a secret', () => {
  const secret = `password passwordHash password_digest encrypted_password userPassword PASSWORD pwd passwd token accessToken refresh_token
    tokens apiKey api_key APIKey apikey x-api-key privateKey private_key secret clientSecret secretKey JWT salt otp ssn cvv
    signing_key encryptionKey credential userCredentials password2 passwordhash accesstoken apitoken userpassword clientsecret api_keys
    otp2`;
  const open = `name email id key keys primaryKey foreign_key keyboard monkey tokenizer tokenCount token_count tokenId password_changed_at
    passwordChangedAt passwordAttempts has_password_set secretary assault compass passenger author authority tokenType apiVersion
    passwordHint secret_id saltAndPepperCount totalTokens maxTokens prompt_tokens hasPassword isSecret tokenUrl token_name passwordPolicy
    secretariat`;
  for (const name of secret.split(/\s+/))
    test(name, () => {
      assert.equal(isSecretName(name), true);
      assert.match(`SELECT ${name} FROM t`, MAY_NAME_SECRET, 'the quick look passes it over');
    });
  for (const name of open.split(/\s+/)) test(`not ${name}`, () => assert.equal(isSecretName(name), false));
});

describe('values that are known', () => {
  const known = (...values: readonly unknown[]): SecretValues => {
    const secrets = new SecretValues();
    for (const value of values) secrets.add(value);
    return secrets;
  };
  test('are found anywhere, as often as they come', () => {
    assert.equal(known('hunter2-long').redact('a hunter2-long b hunter2-longer'), `a ${MASK} b ${MASK}er`);
  });
  test('short ones only where they stand alone; shorter ones not at all', () => {
    assert.equal(known('test').redact('test latest "test" test_1'), `${MASK} latest "${MASK}" test_1`);
    assert.equal(known('abc', 12, true, null).redact('abc 12 true null'), 'abc 12 true null');
  });
  test('the longest that begins at a place', () => {
    assert.equal(known('secret', 'secret-and-more').redact('secret-and-more secret'), `${MASK} ${MASK}`);
  });
  test('as JavaScript, JSON, SQL and CSV write them, and line by line', () => {
    const value = `it's "a" \\ secret\nof two long lines`;
    const secrets = known(value);
    for (const written of [JSON.stringify(value), value.replaceAll("'", "''"), value.replaceAll('"', '""'), value])
      assert.doesNotMatch(secrets.redact(written), /secret/, written);
    assert.equal(secrets.redact('of two long lines'), MASK);
  });
  test('numbers, dates, bytes, and what is inside of objects', () => {
    const secrets = known(123456.78, 12345678901n, new Date('2030-01-02T03:04:05Z'), Buffer.from('bytes!'), {
      a: ['inner-secret-1', 'word'],
    });
    for (const text of [
      '123456.78',
      '12345678901',
      '2030-01-02T03:04:05.000Z',
      '627974657321',
      '62 79 74 65 73 21',
      'bytes!',
      'inner-secret-1',
    ])
      assert.equal(secrets.redact(`<${text}>`), `<${MASK}>`);
  });
  test('of very many that begin alike the oldest are forgotten', () => {
    const secrets = new SecretValues();
    for (let index = 0; index < 250_000; index++) secrets.add(`secret-${index}-value`);
    assert.equal(secrets.redact('secret-249999-value secret-0-value'), `${MASK} secret-0-value`);
  });
  test('after an escape, where its last letter is none', () => {
    assert.equal(
      known('hunter2').redact("'It is\\nhunter2' \\x1bhunter2 xhunter2"),
      `'It is\\n${MASK}' \\x1b${MASK} xhunter2`,
    );
  });
  test('of any length, by their beginning', () => {
    const long = (end: string): string => `${'The thing is that nothing is what it seems. '.repeat(60)}${end}`;
    const secrets = known(long('one'), long('two'), long('t'));
    assert.equal(secrets.redact(`<${long('two')}>`), `<${MASK}>`);
    // As the shell cuts it for a place in a line.
    assert.equal(secrets.redact(`<${long('x').slice(0, 60)}…>`), `<${MASK}…>`);
    assert.equal(secrets.redact('The thing is simple.'), 'The thing is simple.');
  });
  test('nothing that is drawn, and no word of JSON', () => {
    assert.equal(known('────────', '    ', 'true', 'null').redact('────────    true null'), '────────    true null');
  });
  test('sentences of a long text are no secrets of their own, lines of a key are', () => {
    const prose = `He was a "Project manager of everything".\n${'Nothing else. '.repeat(40)}`;
    const key = `-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n${'x'.repeat(300)}`;
    const secrets = known(prose, key);
    assert.equal(secrets.redact('Project manager of everything'), 'Project manager of everything');
    assert.equal(secrets.redact("'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC' +"), `'${MASK}' +`);
  });
  test('of nothing, text stays the very same', () => assert.equal(known().redact('text'), 'text'));
});

describe('what is written down of an input', () => {
  const masking = new Secrets({ mask: ['iban'] });
  const inputs: readonly (readonly [input: string, written: string])[] = [
    [`user.password = 'hunter2'; user.save()`, `user.password = '${MASK}'; user.save()`],
    [
      `User.create({ name: 'a', apiKey: "k'1", 'token': \`t\` })`,
      `User.create({ name: 'a', apiKey: "${MASK}", 'token': \`${MASK}\` })`,
    ],
    [`user['secret'] = 'x'`, `user['secret'] = '${MASK}'`],
    [
      "sql`update users set password = 'x' where name = 'y'`",
      `sql\`update users set password = '${MASK}' where name = 'y'\``,
    ],
    [`iban = 'DE1'`, `iban = '${MASK}'`],
    [`new Pool('postgres://me:pass@host/db')`, `new Pool('postgres://me:***@host/db')`],
    [`name = 'password'`, `name = 'password'`],
    ['1 + 1', '1 + 1'],
    [
      `query = "update users set password = 'x'"; name = "password = 'y"`,
      `query = "update users set password = '${MASK}'"; name = "password = 'y"`,
    ],
    [
      `user.password ||= 'a' ; token ??= "b"; secret+='c'`,
      `user.password ||= '${MASK}' ; token ??= "${MASK}"; secret+='${MASK}'`,
    ],
    [`user.setPassword('x', 3)`, `user.setPassword('${MASK}', 3)`],
    ['user.otp = 123456; pin = 1; maxTokens = 4096', `user.otp = ${MASK}; pin = 1; maxTokens = 4096`],
    [
      String.raw`body = "{\"password\":\"a\",\"name\":\"b\"}"`,
      String.raw`body = "{\"password\":\"${MASK}\",\"name\":\"b\"}"`,
    ],
    ["sql`alter role ann password 'x'`", `sql\`alter role ann password '${MASK}'\``],
    ["sql`create user ann identified by 'x'`", `sql\`create user ann identified by '${MASK}'\``],
    ["stripe('sk_live_4eC39HqLyjWDarjt')", `stripe('${MASK}')`],
    ['aws("AKIAIOSFODNN7EXAMPLE", 1)', `aws("${MASK}", 1)`],
    [
      'fetch(url, { headers: { authorization: `Bearer abc.def-123` } })',
      `fetch(url, { headers: { authorization: \`Bearer ${MASK}\` } })`,
    ],
    ["verify('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K')", `verify('${MASK}')`],
    ['sign(`-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----`)', `sign(\`${MASK}\`)`],
    ['sign(`-----BEGIN PRIVATE KEY-----\nMIIE', `sign(\`${MASK}`],
    ["'Basic understanding of sk-learn, task-list and AKIA'", "'Basic understanding of sk-learn, task-list and AKIA'"],
  ];
  for (const [input, written] of inputs) test(input, () => assert.equal(withoutSecrets(input, masking), written));
  test('of a very long one too, which takes no time to speak of', () => {
    for (const part of ['x', 'x.', "password = '", '-----BEGIN PRIVATE KEY-----', 'a://', 'eyJ', 'token = 1', ' '])
      assert.ok(withoutSecrets(`x${part.repeat(200_000)}x`, masking).length > 0);
  });
});

test('what the settings show is shown, whatever it is called; a rule names what there is', () => {
  const secrets = new Secrets({ mask: ['iban'], unmask: ['token'] });
  assert.deepEqual(
    ['iban', 'user_iban', 'token', 'user_token', 'password', 'name'].map((name) => secrets.hidesName(name)),
    [true, true, false, false, true, false],
  );
  assert.throws(() => new Secrets({ mask: ['Usr.iban'] }).check([]), { message: /there is no Usr\.$/ });
});

test('a Proxy of an object shows no secret either, and is not asked for what it holds', () => {
  const { model, colors } = noRooms();
  const asked: unknown[] = [];
  const get = (target: object, key: PropertyKey): unknown => (asked.push(key), Reflect.get(target, key));
  const proxy = new Proxy({ name: 'a', password: 'x' }, { get });
  const text = formatValue([proxy], { model, masking: new Secrets({}), colors: colors(), width: 80 });
  assert.equal(text, `[ { name: 'a', password: ${MASK} } ]`);
  assert.ok(!asked.includes('name') && !asked.includes('password'));
});
