import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** The lesson's first step: employees, meetings and projects, with nothing between them yet. */
export class Initial1762000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // datetime on SQLite and MariaDB, timestamp on PostgreSQL: what a Date column is there.
    const dateTime = queryRunner.connection.driver.normalizeType({ type: Date });

    await queryRunner.createTable(
      new Table({
        name: 'employees',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          { name: 'name', type: 'varchar', isNullable: true },
          { name: 'hire_date', type: 'date', isNullable: true },
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'meetings',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          { name: 'topic', type: 'varchar', isNullable: true },
          { name: 'scheduled_time', type: dateTime, isNullable: true },
          { name: 'location', type: 'varchar', isNullable: true },
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'projects',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          { name: 'title', type: 'varchar', isNullable: true },
          { name: 'budget', type: 'integer', isNullable: true },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('projects');
    await queryRunner.dropTable('meetings');
    await queryRunner.dropTable('employees');
  }
}
