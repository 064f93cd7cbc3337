import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import ts from 'typescript';
import { onEachDatabase, type TestDatabase } from '../../support/databases';
import type { Outcome } from './support/run-sessions';
import type { ProgramFile, ProgramOutcome } from './support/run-programs';
import { sessionsIn, type SessionText } from './support/sessions';
import type { WorldName } from './support/world';

const ROOT = resolve(__dirname, '../../..');

/** What became of a session in the shell and of its code without it. */
interface Compared {
  readonly inShell: Outcome;
  readonly problems: readonly string[];
  readonly alone: ProgramOutcome | undefined;
}

/** Runs sessions in the shell, compiles what `.code` printed for each under strict TypeScript, and runs that as ordinary programs. */
class Comparison {
  readonly #results = new Map<string, Compared>();
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), 'typeorm-shell-code-')));

  constructor(sessions: readonly SessionText[], database: TestDatabase) {
    for (const link of ['src', 'test', 'scripts', 'node_modules', 'package.json', 'tsconfig.json'])
      symlinkSync(join(ROOT, link), join(this.#folder, link));
    const worlds = [...new Set(sessions.map(({ world }) => world))];
    for (const world of worlds) {
      const own = sessions.filter((session) => session.world === world);
      this.#child(database, 'run-sessions.ts', [world, this.#folder], own);
      const outcomes = JSON.parse(readFileSync(join(this.#folder, 'outcomes.json'), 'utf8')) as readonly Outcome[];
      const files = outcomes.map(({ code }, index) => {
        const file = join(this.#folder, `${world}-${index}.ts`);
        if (code !== undefined) writeFileSync(file, code);
        return file;
      });
      const written = files.filter((_, index) => outcomes[index].code !== undefined);
      const problems = problemsIn(written);
      const alone = this.#runAlone(database, world, outcomes, files, problems);
      outcomes.forEach((inShell, index) =>
        this.#results.set(inShell.name, {
          inShell,
          problems: problems.get(files[index]) ?? [],
          alone: alone.find(({ name }) => name === inShell.name),
        }),
      );
    }
  }

  of(name: string): Compared {
    const result = this.#results.get(name);
    assert.ok(result, name);
    return result;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #runAlone(
    database: TestDatabase,
    world: WorldName,
    outcomes: readonly Outcome[],
    files: readonly string[],
    problems: ReadonlyMap<string, readonly string[]>,
  ): readonly ProgramOutcome[] {
    const programs = outcomes.flatMap(({ name, code, before: start }, index): ProgramFile[] =>
      code === undefined || problems.has(files[index]) ? [] : [{ name, file: files[index], before: start }],
    );
    return JSON.parse(this.#child(database, 'run-programs.ts', [world], programs)) as readonly ProgramOutcome[];
  }

  #child(database: TestDatabase, script: string, args: readonly string[], input: unknown): string {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['-r', join(ROOT, 'scripts/ts.cjs'), join(ROOT, 'test/shell/code/support', script), ...args],
      { cwd: ROOT, env: database.env, encoding: 'utf8', input: JSON.stringify(input), maxBuffer: 1e8 },
    );
    assert.equal(status, 0, `${script}: ${stderr}`);
    return stdout;
  }
}

/** What strict TypeScript says of files, by file. One program for all of them. */
function problemsIn(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const strict = { ...options, strict: true, noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
  const program = ts.createProgram([...files], strict);
  const problems = new Map<string, string[]>();
  for (const file of files) {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    if (found.length > 0)
      problems.set(
        file,
        found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
      );
  }
  return problems;
}

const SESSIONS = sessionsIn(join(__dirname, 'lines'));

function compareAll(sessions: readonly SessionText[], database: TestDatabase): void {
  let comparison: Comparison;
  before(() => {
    comparison = new Comparison(sessions, database);
  });
  after(() => comparison.remove());
  for (const { name, lines, refusal, hasNoValue } of sessions) {
    test(`${name}: ${lines.at(-1)}`, () => {
      const { inShell, problems, alone } = comparison.of(name);
      assert.equal(inShell.failure, undefined);
      if (refusal !== undefined) return assert.match(inShell.refusal ?? 'not refused', new RegExp(refusal));
      assert.equal(inShell.refusal, undefined);
      const { code = '' } = inShell;
      assert.deepEqual(problems, [], code);
      assert.equal(alone?.error, undefined, `${alone?.error}\n${code}`);
      assert.equal(alone?.value, hasNoValue ? undefined : inShell.value, code);
      assert.equal(alone?.rows, inShell.rows, code);
    });
  }
}

onEachDatabase('code gives what the lines gave', (database) => compareAll(SESSIONS, database), ['sqlite']);

describe('the folder of lines', () => {
  test('holds many', () => assert.ok(SESSIONS.length >= 60, String(SESSIONS.length)));
});
