import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after } from 'node:test';
import { runShell, temporaryHome, TestShell, type Finished, type ShellOptions } from './test-shell';

const ROOT = resolve(__dirname, '../..');
const FIXTURES = join(ROOT, 'test/fixtures');

/** What this repository has installed under another name, by package and the version that a fixture asks for. */
const ALIASES: Readonly<Record<string, string>> = {
  'typeorm@0.3': 'typeorm-0.3',
  'typescript@6': 'typescript-6',
  'typescript@7': 'typescript-7',
};

/** A project of its own in a temporary folder, removed when the tests of this file are over. */
export class FixtureProject {
  /** Compiled programs go there: a second start finds them. */
  readonly home = temporaryHome();

  private constructor(readonly folder: string) {}

  /** A copy of test/fixtures/NAME, with what its package.json asks for in node_modules; nothing is downloaded. */
  static of(name: string): FixtureProject {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), `typeorm-shell-${name}-`)));
    folders.push(folder);
    cpSync(join(FIXTURES, name), folder, { recursive: true });
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      readonly [part in 'dependencies' | 'devDependencies']?: Readonly<Record<string, string>>;
    };
    for (const [dependency, range] of Object.entries({ ...dependencies, ...devDependencies })) {
      const version = /^[~^]?(0\.\d+|\d+)/.exec(range)?.[1] ?? '';
      const installed = join(ROOT, 'node_modules', ALIASES[`${dependency}@${version}`] ?? dependency);
      const link = join(folder, 'node_modules', dependency);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(installed, link);
    }
    return new FixtureProject(folder);
  }

  /** `typeorm-shell` in the project's folder, in a terminal. */
  open(options: ShellOptions = {}): Promise<TestShell> {
    return TestShell.start(this.#options(options));
  }

  /** The same, when it asks something before its prompt. */
  launch(options: ShellOptions = {}): TestShell {
    return TestShell.launch(this.#options(options));
  }

  /** The same without a terminal. */
  run(options: ShellOptions & { readonly input?: string } = {}): Promise<Finished> {
    return runShell(this.#options(options));
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  edit(path: string, change: (text: string) => string): void {
    this.write(path, change(readFileSync(join(this.folder, path), 'utf8')));
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  /** What is in the cache of compiled programs. */
  compiled(): readonly string[] {
    return readdirSync(join(this.home, 'cache/typeorm-shell/programs'), { recursive: true, encoding: 'utf8' }).sort();
  }

  #options(options: ShellOptions): ShellOptions {
    return { script: join(ROOT, 'src/cli.ts'), folder: this.folder, home: this.home, columns: 130, ...options };
  }
}

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
