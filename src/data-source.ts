import 'reflect-metadata';
import './wall-clock';
import path from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import { type DatabaseOptions, DatabaseUrlError, dataSourceOptions } from './data-source-options';
import { Assignment } from './entities/assignment';
import { Employee } from './entities/employee';
import { Meeting } from './entities/meeting';
import { Project } from './entities/project';
import { loadMigrations } from './load-migrations';
import { NamingStrategy } from './naming-strategy';
import { ProjectDataSource } from './project-data-source';

/** This project on a database: its entities, its migrations, its names. Nothing is opened before `initialize()`. */
export function createDataSource(database: DatabaseOptions, more: Partial<DataSourceOptions> = {}): ProjectDataSource {
  return new ProjectDataSource({
    ...database,
    entities: [Employee, Meeting, Project, Assignment],
    migrations: [...loadMigrations(path.join(__dirname, 'migrations'))],
    // Each in a transaction of its own, so that what was done and what is written down as done agree on every database.
    migrationsTransactionMode: 'each',
    namingStrategy: new NamingStrategy(),
    ...more,
  } as DataSourceOptions);
}

function databaseOrExit(): DatabaseOptions {
  try {
    return dataSourceOptions(process.env);
  } catch (error) {
    if (!(error instanceof DatabaseUrlError)) throw error;
    // Here, and not where the data source is used: TypeORM's own CLI imports this file too, and would print a stack.
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** The project's data source: the shell, the seed script and TypeORM's CLI use this one. */
export const dataSource = createDataSource(databaseOrExit());
