import { inspect } from 'node:util';
import { Column, Entity, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { AssociationProxy } from '../association-proxy';
import { Assignment } from './assignment';
import type { Employee } from './employee';
import { represent } from './represent';

@Entity('projects')
export class Project {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'varchar', nullable: true })
  title!: string | null;

  @Column({ type: 'int', nullable: true })
  budget!: number | null;

  @OneToMany(() => Assignment, (assignment) => assignment.project, { cascade: ['insert', 'update'] })
  assignments!: Relation<Assignment>[];

  /** The employees of the project's assignments. An employee put in makes an assignment, one taken out drops it. */
  @AssociationProxy<Assignment, Employee>('assignments', 'employee', {
    creator: (employee) => Object.assign(new Assignment(), { employee }),
  })
  employees!: Employee[];

  toString(): string {
    return represent('Project', this.id, this.title, this.budget);
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
