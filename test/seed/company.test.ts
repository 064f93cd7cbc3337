/** How the made company is shaped, by figures. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { company, type CompanyRow } from '../../src/seed/company';
import { shareOut, spreadOrder } from '../../src/seed/distribution';
import { Random } from '../../src/shell/data/seed/random';

const EMPLOYEES = 10_000;

const { tables, counts } = company(EMPLOYEES, 42);
const rowsOf = (name: string): readonly CompanyRow[] => [...tables.find((table) => table.name === name)!.rows()];

/** How many rows have each value of a column. */
function tally(rows: readonly CompanyRow[], column: number): ReadonlyMap<unknown, number> {
  const counted = new Map<unknown, number>();
  for (const row of rows) counted.set(row[column], (counted.get(row[column]) ?? 0) + 1);
  return counted;
}

describe('a made company', () => {
  const [employees, meetings, projects, attendances, assignments] = tables.map(({ name }) => rowsOf(name));

  test('has as many rows as it says', () => {
    assert.deepEqual(counts, {
      employees: 10_000,
      meetings: 2_000,
      projects: 1_000,
      attendances: attendances.length,
      assignments: assignments.length,
    });
    assert.deepEqual(
      [employees.length, meetings.length, projects.length, attendances.length, assignments.length],
      [10_000, 2_000, 1_000, 7_069, 3_190],
    );
  });

  test('has a meeting with a tenth of the employees, and half of the meetings with nobody', () => {
    const sizes = [...tally(attendances, 1).values()].sort((one, other) => other - one);
    assert.deepEqual(sizes.slice(0, 4), [1_000, 500, 333, 250]);
    assert.equal(sizes.length, 1_000);
  });

  test('has a project with a twentieth of the employees, and half of the projects with nobody', () => {
    const sizes = [...tally(assignments, 5).values()].sort((one, other) => other - one);
    assert.deepEqual(sizes.slice(0, 4), [500, 250, 166, 125]);
    assert.equal(sizes.length, 500);
  });

  test('has employees in many meetings, and many in none', () => {
    const met = [...tally(attendances, 0).values()].sort((one, other) => other - one);
    const none = EMPLOYEES - met.length;
    assert.ok(none > 0.4 * EMPLOYEES && none < 0.7 * EMPLOYEES, String(none));
    assert.ok(met[0] >= 15, String(met[0]));
    const busiest = met.slice(0, EMPLOYEES / 10).reduce((sum, each) => sum + each, 0);
    assert.ok(busiest > 0.3 * attendances.length, `the busiest tenth is in ${busiest} of ${attendances.length}`);
  });

  test('nobody is in a meeting or a project twice', () => {
    const pairs = new Set(attendances.map(([employee, meeting]) => `${employee}-${meeting}`));
    assert.equal(pairs.size, attendances.length);
    const onProjects = new Set(assignments.map((row) => `${row[4]}-${row[5]}`));
    assert.equal(onProjects.size, assignments.length);
  });

  test('has dates that can be: hired before on a project, meetings on workdays in working hours', () => {
    for (const [, , begin, end, employee] of assignments) {
      assert.ok(String(begin) > String(employees[Number(employee) - 1][2]));
      assert.ok(end === null || end > begin!);
    }
    assert.ok(assignments.some(([, , , end]) => end === null));
    for (const [, , time] of meetings) {
      const [, hour] = /^2024-\d\d-\d\d (\d\d):(?:00|15|30|45):00\.000$/.exec(String(time))!;
      assert.ok(Number(hour) >= 8 && Number(hour) <= 17, String(time));
      assert.ok(![0, 6].includes(new Date(`${String(time).slice(0, 10)}T00:00:00Z`).getUTCDay()), String(time));
    }
  });

  test('has names as people, meetings and projects have', () => {
    for (const [, name] of employees) assert.match(String(name), /^[A-Z][a-z]+ [A-Z][a-z]+$/);
    assert.ok(tally(employees, 1).size > 7_000);
    for (const [, topic, , location] of meetings) {
      assert.match(String(topic), /^[A-Z][\w-]*( [\w-]+)+$/);
      assert.ok(location === null || /^Building [A-F], Room [1-4][1-6]\d$/.test(String(location)), String(location));
    }
    for (const [, , budget] of projects) assert.ok(budget === null || Number(budget) % 1_000 === 0);
  });

  test('is the same for the same seed, and another for another', () => {
    const first = (seed: number): unknown => company(20, seed).tables.map(({ rows }) => [...rows()]);
    assert.deepEqual(first(7), first(7));
    assert.notDeepEqual(first(7), first(8));
    // The upper bits count too.
    assert.notDeepEqual(first(7), first(7 + 2 ** 40));
  });

  test('may be of one employee', () => {
    const {
      tables: [people, ...others],
    } = company(1, 1);
    assert.equal([...people.rows()].length, 1);
    assert.deepEqual(
      others.map(({ rows }) => [...rows()].length),
      [1, 1, 1, 1],
    );
  });
});

test('places are given once each', () => {
  for (const groups of [1, 2, 3, 10, 1_000]) {
    const placeOf = spreadOrder(groups, new Random(3));
    const places = Array.from({ length: groups }, (_, index) => placeOf(index + 1)).sort((one, other) => one - other);
    assert.deepEqual(
      places,
      Array.from({ length: groups }, (_, index) => index + 1),
    );
  }
  assert.equal(shareOut(4, 10).total, 10 + 5 + 3 + 2);
});
