/** Seeds the database of `DATABASE_URL` and kills itself in the instant before its `KILL_AT`th statement. */
import { AbstractLogger } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { dataSourceOptions } from '../../src/data-source-options';
import { seed } from '../../src/seed';

class Executioner extends AbstractLogger {
  private left = Infinity;

  constructor(private readonly killAt: number) {
    super('all');
  }

  arm(): void {
    this.left = this.killAt;
  }

  override logQuery(): void {
    this.left -= 1;
    if (this.left === 0) process.kill(process.pid, 'SIGKILL');
  }

  protected override writeLog(): void {}
}

async function main(): Promise<void> {
  const logger = new Executioner(Number(process.env.KILL_AT));
  const dataSource = await createDataSource(dataSourceOptions(process.env), { logger, logging: true }).initialize();
  logger.arm();
  await seed(dataSource);
  await dataSource.destroy();
}

void main();
