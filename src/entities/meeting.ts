import { inspect } from 'node:util';
import { Column, Entity, ManyToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Employee } from './employee';
import { represent } from './represent';

@Entity('meetings')
export class Meeting {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'varchar', nullable: true })
  topic!: string | null;

  /** A wall-clock time (see wall-clock.ts). */
  @Column({ type: Date, nullable: true })
  scheduledTime!: Date | null;

  @Column({ type: 'varchar', nullable: true })
  location!: string | null;

  @ManyToMany(() => Employee, (employee) => employee.meetings)
  employees!: Relation<Employee>[];

  toString(): string {
    return represent('Meeting', this.id, this.topic, this.scheduledTime, this.location);
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
