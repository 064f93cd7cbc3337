import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DataSourceOptions } from 'typeorm';
import { productionOf, type Production, type ProductionSetting } from '../../../src/shell/safety/production';

interface Facts {
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: object;
  readonly setting?: ProductionSetting;
}

function decide({ env = {}, options = {}, setting }: Facts): Production {
  const given = { type: 'postgres', host: 'localhost', database: 'shop', ...options } as DataSourceOptions;
  return productionOf({ env, name: 'orders', options: given, setting });
}

describe('what is production, and what says so', () => {
  for (const [facts, why] of [
    [{ env: { NODE_ENV: 'production' } }, 'NODE_ENV is production'],
    [{ env: { NODE_ENV: 'test', APP_ENV: ' Prod ' } }, 'APP_ENV is Prod'],
    [{ env: { STAGE: 'live' } }, 'STAGE is live'],
    [{ options: { host: 'db.prod-eu1.example' } }, 'its host is db.prod-eu1.example'],
    [{ options: { host: 'prod2.example' } }, 'its host is prod2.example'],
    [{ options: { url: 'postgres://ann:x@live.example:5432/shop' } }, 'its host is live.example'],
    [{ options: { url: 'mysql://ann@127.0.0.1/shop_production' } }, 'its database is shop_production'],
    [{ options: { database: 'shopProduction' } }, 'its database is shopProduction'],
    [{ options: { replication: { master: { host: 'prd.example' }, slaves: [] } } }, 'its host is prd.example'],
    [
      { options: { type: 'better-sqlite3', host: undefined, database: '/srv/db/production.sqlite3' } },
      'its database is production.sqlite3',
    ],
    [{ setting: true }, 'the settings say production: true'],
    [{ setting: ['orders'] }, 'the settings name orders as production'],
    [{ options: { host: 'db7.example' }, setting: ['x', /^db\d+\./g] }, 'the settings name db7.example as production'],
  ] as const satisfies (readonly [Facts, string])[]) {
    test(why, () => {
      assert.deepEqual(decide(facts), { production: true, why });
      assert.deepEqual(decide(facts), { production: true, why });
    });
  }
});

describe('what is not', () => {
  const unsaid = 'neither a variable nor its host or database says production';
  for (const [title, facts, why] of [
    ['a local database', {}, unsaid],
    ['a host that is far away, which alone says nothing', { options: { host: '203.0.113.7' } }, unsaid],
    ['other environments', { env: { NODE_ENV: 'development', STAGE: 'staging', APP_ENV: '' } }, unsaid],
    ['words that only begin so', { options: { host: 'products.example', database: 'livestock' } }, unsaid],
    ['what is called not to be', { options: { host: 'non-prod.example', database: 'pre_production' } }, unsaid],
    ['a folder of a file', { options: { type: 'sqlite', host: undefined, database: '/prod/app.db' } }, unsaid],
    ['a URL that is none', { options: { url: 'live' } }, unsaid],
    [
      'a database in memory',
      { env: { NODE_ENV: 'production' }, options: { type: 'better-sqlite3', host: undefined, database: ':memory:' } },
      'it is in memory',
    ],
    [
      'what the settings say is none',
      { env: { NODE_ENV: 'production' }, setting: false },
      'the settings say production: false',
    ],
    [
      'what they do not name',
      { env: { NODE_ENV: 'production' }, options: { host: 'prod.example' }, setting: ['archive', /^prod$/] },
      'the settings do not name it as production',
    ],
  ] as const satisfies (readonly [string, Facts, string])[]) {
    test(title, () => assert.deepEqual(decide(facts), { production: false, why }));
  }
});
