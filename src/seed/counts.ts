/** Rows by kind, in the order in which they are told. */
export interface SeedCounts {
  readonly employees: number;
  readonly meetings: number;
  readonly projects: number;
  readonly attendances: number;
  readonly assignments: number;
}

/** `4 employees, 2 meetings, 2 projects, 5 meeting attendances, 3 assignments` */
export function describeCounts({ employees, meetings, projects, attendances, assignments }: SeedCounts): string {
  const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  return [
    count(employees, 'employee'),
    count(meetings, 'meeting'),
    count(projects, 'project'),
    count(attendances, 'meeting attendance'),
    count(assignments, 'assignment'),
  ].join(', ');
}

/** All rows together. */
export function rowsIn({ employees, meetings, projects, attendances, assignments }: SeedCounts): number {
  return employees + meetings + projects + attendances + assignments;
}
