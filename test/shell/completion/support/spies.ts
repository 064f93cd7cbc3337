import { inspect } from 'node:util';
import type { Relation } from 'typeorm';
import * as typeorm from 'typeorm';
import { AssociationProxy } from '../../../../src/association-proxy';

const { Column, DataSource, Entity, ManyToMany, ManyToOne, OneToMany, PrimaryGeneratedColumn, JoinTable } = typeorm;

/** All that was read or run of what is below. */
export const record: string[] = [];

function told<Value>(what: string, value: Value): Value {
  record.push(what);
  return value;
}

/** What a class has that tells when anything of it is used. */
class Spying {
  static get total(): number {
    return told('static getter', 1);
  }
  static toString(): string {
    return told('toString of a class', '');
  }
  static [Symbol.hasInstance](): boolean {
    return told('instanceof', false);
  }
  get computed(): string {
    return told('getter', 'computed');
  }
  toString(): string {
    return told('toString', '');
  }
  valueOf(): number {
    return told('valueOf', 1);
  }
  toJSON(): unknown {
    return told('toJSON', {});
  }
  [Symbol.toPrimitive](): string {
    return told('toPrimitive', '');
  }
  [inspect.custom](): string {
    return told('inspect', '');
  }
  get [Symbol.toStringTag](): string {
    return told('toStringTag', 'Spying');
  }
  *[Symbol.iterator](): Generator<string> {
    yield told('iterator', '');
  }
}

@Entity('employees')
export class Employee extends Spying {
  @PrimaryGeneratedColumn() id!: number;
  /** A column that is read by a getter. */
  @Column({ type: 'varchar', nullable: true })
  get name(): string | null {
    return told('getter of a column', null);
  }
  set name(_value: string | null) {}
  @Column({ type: 'date', nullable: true }) hireDate!: string | null;
  /** Lazy: TypeORM puts a getter on the object, which queries. */
  @ManyToMany(() => Meeting, (meeting) => meeting.employees)
  @JoinTable({ name: 'employee_meetings' })
  meetings!: Promise<Meeting[]>;
  @OneToMany(() => Assignment, (assignment) => assignment.employee) assignments!: Promise<Assignment[]>;
  /** Throws where the association is not loaded. */
  @AssociationProxy<Assignment, Project>('assignments', 'project') declare projects: Project[];
}

@Entity('meetings')
export class Meeting extends Spying {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'varchar', nullable: true }) topic!: string | null;
  @Column({ type: Date, nullable: true }) scheduledTime!: Date | null;
  @Column({ type: 'varchar', nullable: true }) location!: string | null;
  @ManyToMany(() => Employee, (employee) => employee.meetings) employees!: Promise<Employee[]>;
}

@Entity('projects')
export class Project extends Spying {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'varchar', nullable: true }) title!: string | null;
  @Column({ type: 'int', nullable: true }) budget!: number | null;
  @OneToMany(() => Assignment, (assignment) => assignment.project) assignments!: Relation<Assignment>[];
  @AssociationProxy<Assignment, Employee>('assignments', 'employee') declare employees: Employee[];
}

@Entity('assignments')
export class Assignment extends Spying {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ type: 'varchar', nullable: true }) role!: string | null;
  @ManyToOne(() => Employee, (employee) => employee.assignments) employee!: Promise<Employee | null>;
  @ManyToOne(() => Project, (project) => project.assignments, { lazy: true }) project!: Promise<Project | null>;
}

export const ENTITIES: readonly typeorm.EntityTarget<{ id: number }>[] = [Employee, Meeting, Project, Assignment];

/** The lesson's names, with spies behind all of them; the tables have rows. */
export async function spyingDataSource(): Promise<typeorm.DataSource> {
  const dataSource = await new DataSource({
    type: 'better-sqlite3',
    database: ':memory:',
    entities: [Employee, Meeting, Project, Assignment],
    synchronize: true,
  }).initialize();
  const quoted = ['employees', 'meetings', 'projects', 'assignments'];
  for (const table of quoted) await dataSource.query(`insert into ${table} default values`);
  return dataSource;
}

/** A proxy that tells of every trap. */
function spied<Target extends object>(target: Target): Target {
  const handler = new Proxy(
    {},
    {
      get:
        (_handler, trap: keyof typeof Reflect) =>
        (...given: unknown[]) => {
          record.push(`trap ${String(trap)} ${String(given[1])}`);
          return (Reflect[trap] as (...all: unknown[]) => unknown)(...given);
        },
    },
  );
  return new Proxy(target, handler);
}

/** Values of every kind that must not be looked into. @param found entities that a data source has made. */
export function spyingValues(found: readonly object[]): readonly unknown[] {
  const list = [...found];
  Object.defineProperty(list, 0, { get: () => told('getter of an element', 1), configurable: true });
  const getters = {
    get id() {
      return told('own getter', 1);
    },
    get then() {
      return told('then', undefined);
    },
    get length() {
      return told('length', 1);
    },
    get constructor() {
      return told('constructor', Object);
    },
    nested: {
      get deep() {
        return told('deep getter', 1);
      },
    },
    proxied: spied({ key: 1 }),
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  return [
    ...found,
    spied({ spiedKey: 1 }),
    spied([1, 2, 3]),
    spied(function spiedName() {}),
    spied(class {}),
    spied(found[0] ?? {}),
    getters,
    Object.create(getters),
    Object.create(spied({})),
    new (class extends (spied(class {}) as new () => object) {})(),
    list,
    found,
    revoked.proxy,
    new Map([[spied({}), getters]]),
    Promise.resolve(getters),
    Object.defineProperty(() => 1, 'name', { get: () => told('name of a function', '') }),
    Object.setPrototypeOf({}, null),
    new Spying(),
  ];
}
