import { Column, DataSource, Entity, PrimaryColumn, Unique, type DataSourceOptions } from 'typeorm';
import { dataSourceOptions } from '../../../../src/data-source-options';
import { startShell } from '../../../../src/index';

/**
 * A canary for each type of column, in every form in which it could be seen: none of these texts may ever be printed. Numbers are
 * long enough to be known.
 */
export const CANARIES = {
  password: 'canary-varchar-5f3a',
  secretText: 'canary text with \'quotes\', "more" and \\ 77aa\nand a second canary line b81c',
  apiKey: 'c0ffee00-1111-4222-8333-444455556666',
  tokenNumber: 918273645,
  secretBig: '9182736455463728',
  pwd: '91827364.55',
  salt: 91827364.125,
  otp: new Date('2031-07-09T11:13:17.000Z'),
  secretDay: '2031-08-19',
  jwt: { header: 'canary-json-91bc', inner: [{ deep: 'canary-deep-77de' }] },
  secretSimple: { pin: 'canary-simple-33f1' },
  tokens: ['canary-array-1c1c', 'canary-array-2d2d'],
  privateKey: Buffer.from('canary-bytes-and-some-more-of-them-to-be-cut-0a0b0c'),
  ssn: 'canary-transformed-4e4e',
  plain: 'canary-not-selected-6a6a',
  iban: 'canary-configured-8b8b',
  open: { theme: 'dark', password: 'canary-named-9d9d', list: [{ apiKey: 'canary-named-7c7c' }] },
} as const;

/** Texts that show a canary, or enough of it. */
export const TELLING: readonly string[] = [
  'canary',
  'c0ffee00',
  '918273645',
  '91827364',
  '2031-07-09',
  '2031-08-19',
  '63 61 6e 61 72 79',
  Buffer.from('canary').toString('hex'),
  Buffer.from('canary').toString('base64'),
];

export interface Vault {
  id: number;
  name: string;
}

/** An entity with a column of each type, as a database calls it. */
function vaultEntity(type: DataSourceOptions['type']): new () => Vault {
  const postgres = type === 'postgres';

  @Entity('vaults')
  @Unique('unique_password', ['password'])
  class Vault {
    @PrimaryColumn({ type: 'int' }) id!: number;
    @Column({ type: 'varchar', length: 40 }) name!: string;
    @Column({ type: 'varchar', length: 60 }) password!: string | null;
    @Column({ type: 'text' }) secretText!: string;
    @Column(postgres ? { type: 'uuid' } : { type: 'varchar', length: 36 }) apiKey!: string;
    @Column({ type: 'int' }) tokenNumber!: number;
    @Column({ type: 'bigint' }) secretBig!: string;
    @Column({ type: 'decimal', precision: 12, scale: 2 }) pwd!: string;
    @Column({ type: postgres ? 'double precision' : 'double' }) salt!: number;
    @Column({ type: postgres ? 'timestamp with time zone' : 'datetime' }) otp!: Date;
    @Column({ type: 'date' }) secretDay!: string;
    @Column({ type: type === 'better-sqlite3' ? 'simple-json' : 'json' }) jwt!: object;
    @Column({ type: 'simple-json' }) secretSimple!: object;
    @Column(postgres ? { type: 'text', array: true } : { type: 'simple-array' }) tokens!: string[];
    @Column({ type: postgres ? 'bytea' : 'blob' }) privateKey!: Buffer;
    @Column({ type: 'boolean' }) secretFlag!: boolean;
    @Column({
      type: 'varchar',
      length: 60,
      transformer: {
        to: (value: string) => `stored ${value}`,
        from: (value: string) => value.slice('stored '.length),
      },
    })
    ssn!: string;
    @Column({ type: 'varchar', length: 60, select: false }) plain!: string;
    @Column({ type: 'varchar', length: 60 }) iban!: string;
    /** No secret itself; it has some inside. */
    @Column({ type: type === 'better-sqlite3' ? 'simple-json' : 'json' }) open!: object;
  }
  return Vault;
}

/** Not initialised; its entity is called `Vault`. */
export function vaultSource(environment: NodeJS.ProcessEnv): DataSource {
  const options = dataSourceOptions(environment);
  return new DataSource({ ...options, entities: [vaultEntity(options.type)] });
}

if (require.main === module) {
  const dataSource = vaultSource(process.env);
  void startShell({ dataSource, args: process.argv.slice(2), mask: ['Vault.iban'] }).then((code) => process.exit(code));
}
