import { inspect } from 'node:util';
import { Column, Entity, JoinTable, ManyToMany, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AssociationProxy } from '../association-proxy';
import { Assignment } from './assignment';
import { Meeting } from './meeting';
import type { Project } from './project';
import { day, represent } from './represent';

@Entity('employees')
export class Employee {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'varchar', nullable: true })
  name!: string | null;

  /** `YYYY-MM-DD`: a day has no time, so it is no `Date`. */
  @Column({ type: 'date', nullable: true })
  hireDate!: string | null;

  @ManyToMany(() => Meeting, (meeting) => meeting.employees)
  @JoinTable({
    name: 'employee_meetings',
    joinColumn: { name: 'employee_id' },
    inverseJoinColumn: { name: 'meeting_id' },
  })
  meetings!: Relation<Meeting>[];

  @OneToMany(() => Assignment, (assignment) => assignment.employee, { cascade: ['insert', 'update'] })
  assignments!: Relation<Assignment>[];

  /** The projects of the employee's assignments. A project put in makes an assignment, one taken out drops it. */
  @AssociationProxy<Assignment, Project>('assignments', 'project', {
    creator: (project) => Object.assign(new Assignment(), { project }),
  })
  projects!: Project[];

  toString(): string {
    return represent('Employee', this.id, this.name, day(this.hireDate));
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
