import { inspect } from 'node:util';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Employee } from './employee';
import { Project } from './project';
import { represent, representRelated } from './represent';

/** The association object between employees and projects: what an employee does on a project, and when. */
@Entity('assignments')
export class Assignment {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'varchar', nullable: true })
  role!: string | null;

  /** A wall-clock time (see wall-clock.ts), like `endDate`. */
  @Column({ type: Date, nullable: true })
  startDate!: Date | null;

  @Column({ type: Date, nullable: true })
  endDate!: Date | null;

  /** The foreign key, which is known without loading the employee. To change it, set `employee`; a save brings both together. */
  @Column({ type: 'int', nullable: true })
  readonly employeeId!: number | null;

  /** Like `employeeId`, for `project`. */
  @Column({ type: 'int', nullable: true })
  readonly projectId!: number | null;

  @ManyToOne(() => Employee, (employee) => employee.assignments, {
    onDelete: 'CASCADE',
    orphanedRowAction: 'delete',
  })
  @JoinColumn({ name: 'employee_id' })
  @Index()
  employee!: Relation<Employee> | null;

  @ManyToOne(() => Project, (project) => project.assignments, {
    onDelete: 'CASCADE',
    orphanedRowAction: 'delete',
  })
  @JoinColumn({ name: 'project_id' })
  @Index()
  project!: Relation<Project> | null;

  toString(): string {
    return represent(
      'Assignment',
      this.id,
      this.role,
      this.startDate,
      this.endDate,
      representRelated(this, this.employee, (employee) => employee.name),
      representRelated(this, this.project, (project) => project.title),
    );
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
