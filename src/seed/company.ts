import { Random } from '../shell/data/seed/random';
import { FIRST_NAMES, LAST_NAMES } from '../shell/data/seed/words/people';
import { ADJECTIVES } from '../shell/data/seed/words/things';
import type { SeedCounts } from './counts';
import { Crowd, shareOut, spreadOrder } from './distribution';
import { dayText, LAST_DAY, LAST_HIRE, momentText, workday, YEAR_OF_MEETINGS } from './calendar';
import { MEETING_KINDS, MEETING_SUBJECTS, PROJECT_KINDS, PROJECT_SUBJECTS, ROLES } from './words';

/** What stands in a column: as SQLite keeps it, and the others read it. */
export type CompanyValue = string | number | null;
export type CompanyRow = readonly CompanyValue[];

export interface CompanyTable {
  readonly name: string;
  /** With their types on PostgreSQL. */
  readonly columns: readonly { readonly name: string; readonly type: 'int' | 'text' | 'date' | 'timestamp' }[];
  /** Each time the same, in the order of their ids. */
  rows(): Iterable<CompanyRow>;
}

export interface Company {
  /** In an order in which foreign keys lead to what is there already. */
  readonly tables: readonly CompanyTable[];
  readonly counts: SeedCounts;
}

/** Days from when an employee can be on a project: nobody begins before they are hired. */
const SETTLED = 60;

/**
 * A company of so many employees: a meeting for every five of them and a project for every ten. The largest meeting has a tenth of the
 * employees, the largest project a twentieth, and the one at place n of the order of size an n-th of that, as Zipf found it for words
 * and cities: half of the meetings and of the projects have nobody. Who was hired early is in more of them than who was hired late.
 *
 * Chance decides all else, by the seed alone: no clock, no time zone, no arithmetic that differs between machines.
 */
export function company(employees: number, seed: number): Company {
  const [meetings, projects] = [Math.ceil(employees / 5), Math.ceil(employees / 10)];
  const attendees = shareOut(meetings, employees / 10);
  const members = shareOut(projects, employees / 20);
  const random = (stream: string): Random => new Random(seed, stream);
  return {
    counts: {
      employees,
      meetings,
      projects,
      attendances: attendees.total,
      assignments: members.total,
    },
    tables: [
      {
        name: 'employees',
        columns: [column('id', 'int'), column('name', 'text'), column('hire_date', 'date')],
        rows: () => employeeRows(employees, random('employees')),
      },
      {
        name: 'meetings',
        columns: [
          column('id', 'int'),
          column('topic', 'text'),
          column('scheduled_time', 'timestamp'),
          column('location', 'text'),
        ],
        rows: () => meetingRows(meetings, random('meetings')),
      },
      {
        name: 'projects',
        columns: [column('id', 'int'), column('title', 'text'), column('budget', 'int')],
        rows: () => projectRows(projects, random('projects')),
      },
      {
        name: 'employee_meetings',
        columns: [column('employee_id', 'int'), column('meeting_id', 'int')],
        rows: () => attendanceRows(employees, meetings, attendees.sizeOf, random('attendances')),
      },
      {
        name: 'assignments',
        columns: [
          column('id', 'int'),
          column('role', 'text'),
          column('start_date', 'timestamp'),
          column('end_date', 'timestamp'),
          column('employee_id', 'int'),
          column('project_id', 'int'),
        ],
        rows: () => assignmentRows(employees, projects, members.sizeOf, random('assignments')),
      },
    ],
  };
}

function column(name: string, type: CompanyTable['columns'][number]['type']): CompanyTable['columns'][number] {
  return { name, type };
}

/** The day from which on somebody can have been hired; a company hires more and more. */
function hiredFrom(id: number, employees: number): number {
  return Math.floor((LAST_HIRE - SETTLED) * Math.sqrt((id - 0.5) / employees));
}

function* employeeRows(employees: number, random: Random): Generator<CompanyRow> {
  for (let id = 1; id <= employees; id++)
    yield [
      id,
      `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
      dayText(hiredFrom(id, employees) + random.below(SETTLED)),
    ];
}

function* meetingRows(meetings: number, random: Random): Generator<CompanyRow> {
  for (let id = 1; id <= meetings; id++) {
    const day = workday(YEAR_OF_MEETINGS + Math.floor((363 * (id - 1)) / meetings));
    const room = `Building ${'ABCDEF'[random.below(6)]}, Room ${random.between(1, 4)}${random.between(10, 60)}`;
    yield [
      id,
      `${random.pick(MEETING_SUBJECTS)} ${random.pick(MEETING_KINDS)}`,
      momentText(day, random.between(8 * 4, 17 * 4)),
      // Some are held by telephone.
      random.chance(0.08) ? null : room,
    ];
  }
}

/** Most cost little, a few very much. */
function* projectRows(projects: number, random: Random): Generator<CompanyRow> {
  for (let id = 1; id <= projects; id++) {
    const title = `${capital(random.pick(ADJECTIVES))} ${random.pick(PROJECT_SUBJECTS)} ${random.pick(PROJECT_KINDS)}`;
    const budget = 1_000 * random.between(5, 20) * 2 ** Math.floor(8 * random.share() * random.share());
    yield [id, title, random.chance(0.05) ? null : budget];
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function* attendanceRows(
  employees: number,
  meetings: number,
  sizeOf: (place: number) => number,
  random: Random,
): Generator<CompanyRow> {
  const crowd = new Crowd(employees, random);
  const placeOf = spreadOrder(meetings, random);
  for (let id = 1; id <= meetings; id++) for (const employee of crowd.choose(sizeOf(placeOf(id)))) yield [employee, id];
}

function* assignmentRows(
  employees: number,
  projects: number,
  sizeOf: (place: number) => number,
  random: Random,
): Generator<CompanyRow> {
  const crowd = new Crowd(employees, random);
  const placeOf = spreadOrder(projects, random);
  let id = 0;
  for (let project = 1; project <= projects; project++) {
    const begins = Math.floor((LAST_HIRE * project) / projects);
    for (const employee of crowd.choose(sizeOf(placeOf(project)))) {
      const from = Math.max(begins, hiredFrom(employee, employees) + SETTLED) + random.below(180);
      const until = from + random.between(30, 570);
      const end = until > LAST_DAY ? null : momentText(until, 0);
      yield [++id, random.pick(ROLES), momentText(from, 0), end, employee, project];
    }
  }
}
