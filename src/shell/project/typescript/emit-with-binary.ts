import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserError } from '../../user-error';
import { DISK } from '../file-view';
import { moduleFormat, type ModuleFormat } from '../module-format';
import { upwards } from '../project-root';
import type { Compiler } from './compiler';
import type { Emitted, EmittedFile } from './emitted';
import { followsNode, isTooNew } from './forced-options';
import type { TsConfig } from './tsconfig';

/**
 * Compiles a whole program with TypeScript 7 or newer, which is a program of its own: by a tsconfig that extends the project's.
 * @param roots absolute paths.
 * @param folder an empty folder to work in.
 * @throws UserError when the compiler emits nothing.
 */
export function emitWithBinary(
  compiler: Compiler,
  roots: readonly string[],
  config: TsConfig,
  folder: string,
): Emitted {
  const formats: readonly ModuleFormat[] = followsNode(config.options) ? ['commonjs'] : ['commonjs', 'module'];
  const files = new Map<string, EmittedFile>();
  const read = new Set<string>();
  for (const format of formats) {
    const wanted = roots.filter((root) => followsNode(config.options) || moduleFormat(root, DISK) === format);
    if (wanted.length === 0) continue;
    const output = join(folder, format);
    mkdirSync(output, { recursive: true });
    const configFile = join(folder, `tsconfig.${format}.json`);
    writeFileSync(configFile, JSON.stringify(configFor(config, wanted, format, output)));
    const { stdout, stderr, error } = spawnSync(
      process.execPath,
      [join(compiler.folder, 'bin', 'tsc'), '--project', configFile, '--listFiles', '--pretty', 'false'],
      { cwd: config.folder, encoding: 'utf8', maxBuffer: 2 ** 30 },
    );
    const listed = stdout.split(/\r?\n/).filter((line) => line.startsWith('/') && existsSync(line));
    for (const source of listed) {
      read.add(source);
      const file = emittedOf(source, output, problemsIn(stdout, config.folder));
      if (file && (followsNode(config.options) || moduleFormat(source, DISK) === format)) files.set(source, file);
    }
    if (listed.length === 0) {
      const reason = error?.message ?? `${stdout}${stderr}`.trim();
      throw new UserError(`TypeScript ${compiler.version} could not compile the project: ${reason}`);
    }
  }
  return { files: [...files.values()], read: [...read] };
}

function configFor(
  { path, folder, options }: TsConfig,
  roots: readonly string[],
  format: ModuleFormat,
  outDir: string,
) {
  const isModule = format === 'module';
  return {
    ...(path === undefined ? {} : { extends: path }),
    files: roots,
    include: [],
    references: [],
    compilerOptions: {
      ...(path === undefined ? { experimentalDecorators: true, emitDecoratorMetadata: true, target: 'es2022' } : {}),
      outDir,
      rootDir: '/',
      noEmit: false,
      noEmitOnError: false,
      emitDeclarationOnly: false,
      declaration: false,
      declarationMap: false,
      composite: false,
      incremental: false,
      sourceMap: true,
      inlineSourceMap: false,
      inlineSources: false,
      importHelpers: false,
      noEmitHelpers: false,
      rewriteRelativeImportExtensions: false,
      ...(isTooNew(options) ? { target: 'es2022' } : {}),
      // The file is not in the project: types are looked for where the project would.
      ...(options.typeRoots ? {} : { typeRoots: upwards(folder).map((each) => join(each, 'node_modules', '@types')) }),
      ...(followsNode(options)
        ? {}
        : {
            module: isModule ? 'es2022' : 'commonjs',
            ...(options.moduleResolution === undefined ? { moduleResolution: 'bundler' } : {}),
            ...(isModule ? {} : { verbatimModuleSyntax: false }),
          }),
    },
  };
}

function emittedOf(source: string, output: string, problems: ReadonlyMap<string, string>): EmittedFile | undefined {
  if (/\.d\.[cm]?ts$/.test(source) || !/\.[cm]?[jt]sx?$/.test(source)) return undefined;
  const file = join(output, relative('/', source)).replace(/\.([cm]?)[jt]sx?$/, '.$1js');
  if (!existsSync(file)) return undefined;
  const map = existsSync(`${file}.map`) ? readFileSync(`${file}.map`, 'utf8') : undefined;
  return { source, text: readFileSync(file, 'utf8'), map, problem: problems.get(source) };
}

const REPORT = /^(.+?)\((\d+),(\d+)\): error TS(\d+): (.*)$/gm;
/** TypeScript's numbers for what its parser cannot read. */
const SYNTAX = /^1(00[2359]|010|109|110|12[4-9]|13[0-9]|14[0-6]|16[01])$/;

/** Errors of syntax in what tsc prints, by file. */
function problemsIn(output: string, folder: string): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const [, file = '', line, column, code = '', message] of output.matchAll(REPORT)) {
    if (!SYNTAX.test(code)) continue;
    const path = join(file.startsWith('/') ? '' : realpathSync(folder), file);
    if (!problems.has(path)) problems.set(path, `${line}:${column}: ${message}`);
  }
  return problems;
}
