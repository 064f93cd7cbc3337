/**
 * Runs programs that `.code` has printed, without the shell: `run-programs.ts WORLD < programs.json`. Prints what each gave, as JSON.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { jsonOf, rowsOf } from './state';
import { loadWorld, type WorldName } from './world';

export interface ProgramFile {
  readonly name: string;
  readonly file: string;
  /** The SQLite database to start from; the world's own beginning where there is none. */
  readonly before?: string | undefined;
}

export interface ProgramOutcome {
  readonly name: string;
  readonly value?: string;
  readonly rows?: string;
  readonly error?: string;
}

async function main(worldName: WorldName): Promise<void> {
  const programs = JSON.parse(readFileSync(0, 'utf8')) as readonly ProgramFile[];
  const { dataSource, fill } = loadWorld(worldName);
  const outcomes: ProgramOutcome[] = [];
  // What a program prints is not what it gives.
  console.log = () => {};
  for (const { name, file, before } of programs) {
    if (before !== undefined)
      copyFileSync(before, String((dataSource.options as { readonly database?: unknown }).database));
    await dataSource.initialize();
    if (before === undefined) await fill();
    try {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { run } = require(file) as { run(): unknown };
      const value = await run();
      outcomes.push({
        name,
        value: value === undefined ? undefined : jsonOf(value, dataSource),
        rows: await rowsOf(dataSource),
      });
    } catch (error) {
      outcomes.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    await dataSource.destroy();
  }
  process.stdout.write(JSON.stringify(outcomes));
}

if (require.main === module) void main(process.argv[2] as WorldName);
