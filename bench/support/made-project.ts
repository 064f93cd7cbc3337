import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const PACKAGES = ['better-sqlite3', 'reflect-metadata', 'typeorm', 'typescript', '@types/node'];

/** What is asked of the made project, and what comes of it. */
export const ASK = 'Entity0.countBy({ id: 1 })';
export const ANSWER = '1';

/**
 * A project in TypeScript as anybody might have it, with so many entities in a chain of relations, and a script that asks one
 * question. It is compiled into dist/ by its own tsc.
 * @param folder empty.
 */
export function makeProject(folder: string, entities: number): void {
  const write = (path: string, text: string): void => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const name of PACKAGES) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), link, 'junction');
  }
  write('package.json', '{ "name": "made", "dependencies": { "typeorm": "*" } }');
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        module: 'commonjs',
        strict: true,
        strictPropertyInitialization: false,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        skipLibCheck: true,
        rootDir: 'src',
        outDir: 'dist',
      },
      include: ['src'],
    }),
  );
  for (let index = 0; index < entities; index++) write(`src/entities/entity-${index}.ts`, entityText(index, entities));
  const names = Array.from({ length: entities }, (_none, index) => `Entity${index}`);
  write(
    'src/data-source.ts',
    `import 'reflect-metadata';
import { DataSource } from 'typeorm';
${names.map((name, index) => `import { ${name} } from './entities/entity-${index}';`).join('\n')}
export const dataSource = new DataSource({ type: 'better-sqlite3', database: 'made.db', entities: [${names.join(', ')}] });
`,
  );
  write(
    'src/ask.ts',
    `import { dataSource } from './data-source';
import { Entity0 } from './entities/entity-0';
void dataSource.initialize().then(async () => {
  if (process.argv[2] === 'make') {
    await dataSource.synchronize();
    await dataSource.manager.save(Entity0, { name: 'first' });
  }
  console.log(await dataSource.manager.countBy(Entity0, { id: 1 }));
  await dataSource.destroy();
});
`,
  );
  compile(folder, 'dist');
  run(folder, ['dist/ask.js', 'make']);
}

/** The project's own tsc. */
export function compile(folder: string, outDir: string): void {
  run(folder, ['node_modules/typescript/bin/tsc', '--outDir', outDir]);
}

/** Runs Node in the project. @throws when it fails. */
export function run(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}

function entityText(index: number, entities: number): string {
  const next = (index + 1) % entities;
  return `import { Column, Entity, Index, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { Entity${next} } from './entity-${next}';

export enum Kind${index} { One = 'one', Two = 'two' }

@Entity()
export class Entity${index} {
  @PrimaryGeneratedColumn() id: number;
  @Index() @Column() name: string;
  @Column({ default: Kind${index}.One }) kind: Kind${index};
  @Column({ nullable: true }) amount?: number;
  @Column({ default: true }) active: boolean;
  @Column({ type: 'datetime', nullable: true }) at?: Date;
  @Column({ type: 'simple-json', nullable: true }) details?: { readonly size: number };
  @ManyToOne(() => Entity${next}, (other) => other.followers) next: Entity${next};
  @OneToMany(() => Entity${index === 0 ? entities - 1 : index - 1}, (other) => other.next) followers: Entity${index === 0 ? entities - 1 : index - 1}[];
}
`.replace(
    `import { Entity${next} }`,
    index === 0 || next === index
      ? `import { Entity${entities - 1} } from './entity-${entities - 1}';\nimport { Entity${next} }`
      : `import { Entity${index - 1} } from './entity-${index - 1}';\nimport { Entity${next} }`,
  );
}
