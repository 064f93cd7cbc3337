import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** The lesson's second step: the association table between employees and meetings. */
export class AddEmployeeMeetings1762000060000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'employee_meetings',
        columns: [
          { name: 'employee_id', type: 'integer', isPrimary: true },
          { name: 'meeting_id', type: 'integer', isPrimary: true },
        ],
        foreignKeys: [
          {
            name: 'fk_employee_meetings_employee_id_employees',
            columnNames: ['employee_id'],
            referencedTableName: 'employees',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
            onUpdate: 'CASCADE',
          },
          {
            name: 'fk_employee_meetings_meeting_id_meetings',
            columnNames: ['meeting_id'],
            referencedTableName: 'meetings',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
            onUpdate: 'CASCADE',
          },
        ],
        indices: [
          { name: 'ix_employee_meetings_employee_id', columnNames: ['employee_id'] },
          { name: 'ix_employee_meetings_meeting_id', columnNames: ['meeting_id'] },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('employee_meetings');
  }
}
