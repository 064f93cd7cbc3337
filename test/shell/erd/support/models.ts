import { DataSource, type DataSourceOptions } from 'typeorm';
import { Assignment } from '../../../../src/entities/assignment';
import { Employee } from '../../../../src/entities/employee';
import { Meeting } from '../../../../src/entities/meeting';
import { Project } from '../../../../src/entities/project';
import { NamingStrategy } from '../../../../src/naming-strategy';
import type { ErdGraph } from '../../../../src/shell/erd/graph';
import { graphFrom, IN_MEMORY } from './graphs';
import { largeModel } from './large-model';

/** Of the lesson's entities. */
export function lessonGraph(options: Partial<DataSourceOptions> = IN_MEMORY): Promise<ErdGraph> {
  const entities = [Employee, Meeting, Project, Assignment];
  const namingStrategy = new NamingStrategy();
  return graphFrom(new DataSource({ ...options, namingStrategy, entities } as DataSourceOptions));
}

/** Of seventy entities and seven junction tables. */
export function largeGraph(): Promise<ErdGraph> {
  return graphFrom(new DataSource({ ...IN_MEMORY, entities: [...largeModel()] }));
}
