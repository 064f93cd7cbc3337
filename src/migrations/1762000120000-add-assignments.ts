import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** The lesson's third step: assignments, the association object between employees and projects. */
export class AddAssignments1762000120000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const dateTime = queryRunner.connection.driver.normalizeType({ type: Date });

    await queryRunner.createTable(
      new Table({
        name: 'assignments',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          { name: 'role', type: 'varchar', isNullable: true },
          { name: 'start_date', type: dateTime, isNullable: true },
          { name: 'end_date', type: dateTime, isNullable: true },
          { name: 'employee_id', type: 'integer', isNullable: true },
          { name: 'project_id', type: 'integer', isNullable: true },
        ],
        foreignKeys: [
          {
            name: 'fk_assignments_employee_id_employees',
            columnNames: ['employee_id'],
            referencedTableName: 'employees',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
            // Said, because MariaDB reports an unsaid one as RESTRICT and `migration:generate` then sees a difference.
            onUpdate: 'NO ACTION',
          },
          {
            name: 'fk_assignments_project_id_projects',
            columnNames: ['project_id'],
            referencedTableName: 'projects',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
            onUpdate: 'NO ACTION',
          },
        ],
        indices: [
          { name: 'ix_assignments_employee_id', columnNames: ['employee_id'] },
          { name: 'ix_assignments_project_id', columnNames: ['project_id'] },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('assignments');
  }
}
