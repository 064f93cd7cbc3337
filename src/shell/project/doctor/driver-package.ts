import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageOf, type TypeormCopy } from '../typeorm-copy';

/** The packages that TypeORM takes for a kind of database, in its order. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['better-sqlite3'],
  sqlite: ['sqlite3'],
  sqljs: ['sql.js'],
  postgres: ['pg'],
  cockroachdb: ['pg'],
  mysql: ['mysql2', 'mysql'],
  mariadb: ['mysql2', 'mysql'],
  mssql: ['mssql'],
  mongodb: ['mongodb'],
  oracle: ['oracledb'],
  sap: ['@sap/hana-client', 'hdb-pool'],
  spanner: ['@google-cloud/spanner'],
};

/** The driver that TypeORM loads for a data source: its name, version and place; `undefined` when it is not known, or not there. */
export function driverPackage(
  type: string,
  typeorm: TypeormCopy,
  root: string,
): { readonly name: string; readonly version: string; readonly folder: string } | undefined {
  for (const name of PACKAGES[type] ?? []) {
    for (const from of [typeorm.folder, root]) {
      try {
        const main = createRequire(join(from, 'index.js')).resolve(name);
        return { name, ...packageOf(main, name) };
      } catch {
        // From the other place, or the other package.
      }
    }
  }
  return undefined;
}
