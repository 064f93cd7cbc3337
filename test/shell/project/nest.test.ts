import 'reflect-metadata';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportedDataSources } from '../../../src/shell/project/exported';

/** What `@Module` of NestJS does, of which nothing is installed here. */
function decorate(module: Function, metadata: Readonly<Record<string, unknown>>): Function {
  for (const [key, value] of Object.entries(metadata)) Reflect.defineMetadata(key, value, module);
  return module;
}

const OPTIONS = 'TypeOrmModuleOptions';
const sqlite = { type: 'better-sqlite3', database: ':memory:' };
class TypeOrmModule {}
class TypeOrmCoreModule {}
class User {}

/** What @nestjs/typeorm 11 makes of `forRoot` and `forRootAsync`. */
function root(provider: object): unknown {
  const core = { module: TypeOrmCoreModule, providers: [{ provide: OPTIONS, ...provider }] };
  return { module: TypeOrmModule, imports: [core] };
}
const feature = {
  module: TypeOrmModule,
  providers: [{ provide: 'UserRepository', targetEntitySchema: { target: User } }],
};

async function optionsOf(module: Function): Promise<readonly unknown[]> {
  return (await exportedDataSources({ AppModule: module })).map(({ value }) => value);
}

test('what forRoot was given, in a module that another imports', async () => {
  class Database {}
  class App {}
  decorate(Database, { imports: [root({ useValue: sqlite })] });
  assert.deepEqual(await optionsOf(decorate(App, { imports: [{ forwardRef: () => Database }] })), [sqlite]);
});

test('autoLoadEntities: the entities of forFeature', async () => {
  class Users {}
  class App {}
  decorate(Users, { imports: [feature] });
  const options = { ...sqlite, autoLoadEntities: true };
  assert.deepEqual(await optionsOf(decorate(App, { imports: [Users, root({ useValue: options })] })), [
    { ...sqlite, autoLoadEntities: false, entities: [User] },
  ]);
});

test('forRootAsync: a function that is injected what modules provide, and nothing else is made', async () => {
  class Settings {
    constructor(readonly values: Readonly<Record<string, string>>) {}
  }
  class Never {
    constructor() {
      assert.fail('made');
    }
  }
  class App {}
  decorate(Settings, { 'self:paramtypes': [{ index: 0, param: 'VALUES' }], 'design:paramtypes': [Object] });
  // ConfigModule.forRoot gives a promise.
  const config = Promise.resolve({
    module: class {},
    providers: [
      { provide: 'VALUES', useFactory: () => ({}) },
      { provide: 'CONFIGURATION(db)', useFactory: async () => ':memory:' },
      {
        provide: 'CONFIGURATION_LOADER',
        inject: ['VALUES', 'CONFIGURATION(db)'],
        useFactory: (values: Record<string, string>, db: string) => Object.assign(values, { db }),
      },
      Settings,
      Never,
    ],
  });
  const provider = {
    inject: [Settings, { token: 'NONE', optional: true }],
    useFactory: ({ values }: Settings, none: unknown) => ({ ...sqlite, database: values.db, extra: none }),
  };
  assert.deepEqual(await optionsOf(decorate(App, { imports: [config, root(provider)] })), [
    { ...sqlite, extra: undefined },
  ]);
});

test('options that need the application say so', async () => {
  class App {}
  const provider = { inject: ['SECRETS'], useFactory: () => sqlite };
  await assert.rejects(optionsOf(decorate(App, { imports: [root(provider)] })), {
    name: 'UserError',
    message: 'The options of TypeOrmModule in App cannot be had without the application: nothing provides SECRETS.',
  });
});

test('a module without TypeORM has no options', async () => {
  class App {}
  assert.deepEqual(await optionsOf(decorate(App, { imports: [] })), []);
});
