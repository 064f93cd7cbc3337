import type { DataColumn, DataTable } from './data-tables';

/** The columns whose values the database counts up. */
export function countedColumns({ columns }: DataTable): readonly DataColumn[] {
  return columns.filter(({ metadata }) => metadata.isGenerated && metadata.generationStrategy === 'increment');
}
