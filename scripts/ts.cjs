'use strict';
/**
 * A require hook for the project's own TypeScript: `node -r ./scripts/ts.cjs src/repl.ts`.
 *
 * Compiles with ts-node and swc, by the project's tsconfig.json, and keeps what came out in a cache. Where the cache knows
 * a file, neither ts-node nor TypeScript nor swc is loaded: `require('typescript')` alone takes 200 ms, as long as the
 * whole rest of a start. Types are not checked here (`npm run typecheck` does that).
 *
 * The cache needs no care: an entry's name is a hash of everything that decides what comes out (see `keyOf`), so an entry
 * is either right or not found. It may be deleted at any time.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');

const root = path.resolve(__dirname, '..');
const cacheFolder = path.join(root, 'node_modules', '.cache', 'typeorm-shell', 'ts');
const nodeModules = `${path.sep}node_modules${path.sep}`;

/** Compiled text of the files loaded by this process, by file name: what a stack is mapped back with. */
const compiledTexts = new Map();

/** What decides over every file: the compiler's settings and versions, and this script. */
let salt;
function settingsHash() {
  if (salt === undefined) {
    const hash = createHash('sha1');
    for (const file of [path.join(root, 'tsconfig.json'), __filename, ...compilerPackages()]) {
      hash.update(fs.readFileSync(file)).update('\0');
    }
    salt = hash.digest('hex');
  }
  return salt;
}

/** The package.json of each compiler: its version is in it. Read by path, as the package's `exports` may hide it. */
function compilerPackages() {
  return ['ts-node', '@swc/core', 'typescript'].map((name) => {
    for (const folder of Module._nodeModulePaths(root)) {
      const file = path.join(folder, name, 'package.json');
      if (fs.existsSync(file)) return file;
    }
    throw new Error(`${name} is not installed.\nRun: npm install`);
  });
}

function keyOf(filename, source) {
  return createHash('sha1')
    .update(settingsHash())
    .update('\0')
    .update(filename)
    .update('\0')
    .update(source)
    .digest('hex');
}

let service;
function compile(source, filename) {
  if (!service) {
    const prepareStackTrace = Error.prepareStackTrace;
    service = require('ts-node').create({ cwd: root, project: path.join(root, 'tsconfig.json'), transpileOnly: true });
    // ts-node puts its own mapping of stacks there, which does not know the texts that came out of the cache.
    Error.prepareStackTrace = prepareStackTrace;
  }
  try {
    return service.compile(source, filename);
  } catch (error) {
    throw syntaxError(error, filename);
  }
}

/**
 * swc's report as an error that starts with file, line and column. The report is a drawing:
 *
 *     x Expression expected
 *      ,-[/project/src/a.ts:1:1]      (where the drawing starts, not where the error is)
 *    1 | const a = = 3;
 *      :           ^
 *      `----
 *   Caused by: ...
 */
function syntaxError(error, filename) {
  // eslint-disable-next-line no-control-regex -- these are the colours' own control characters
  const report = String(error?.message ?? error).replace(/\u001b\[[0-9;]*m/g, '');
  const drawing = report.split(/^Caused by:/m, 1)[0].trimEnd();
  const message = /^\s*[x\u00d7\u2717] (.+)$/m.exec(drawing)?.[1] ?? drawing.split('\n', 1)[0];
  const code = /^ *(\d+) [|\u2502] .*\n *[:\u00b7] ( *)[\^\u252c\u2500.]/m.exec(drawing);
  const where = code ? `${filename}:${code[1]}:${code[2].length + 1}` : filename;
  const result = new SyntaxError(`${where}: ${message}\n${drawing}`);
  // The one frame worth naming; an error without any is printed in brackets.
  result.stack = `${result.name}: ${result.message}\n    at ${where}`;
  return result;
}

/** Two processes may start at once: a file appears under its name only when it is whole. */
function writeWhole(file, text) {
  const unfinished = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(unfinished, text);
    fs.renameSync(unfinished, file);
    return true;
  } catch {
    // A cache that cannot be written (a read-only file system, a full disk) costs time, nothing else.
    fs.rmSync(unfinished, { force: true });
    return false;
  }
}

/** The last line of a text: its source map, or where it is. */
const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json;[^,\n]*base64,(\S*)\s*$/;
const MAP_FILE = /\/\/# sourceMappingURL=(\S*)\s*$/;

function compiled(filename) {
  const source = fs.readFileSync(filename, 'utf8');
  const file = path.join(cacheFolder, `${keyOf(filename, source)}.js`);
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    const text = compile(source, filename);
    return keep(file, text) ?? text;
  }
}

/**
 * Keeps a compiled text, and its source map beside it: the engine reads a text to its end whenever it is loaded, and two
 * thirds of it would be the map (0.2 ms a file).
 * @returns the text as it is in the cache; `undefined` when it could not be written
 */
function keep(file, text) {
  const map = INLINE_MAP.exec(text)?.[1];
  if (map === undefined) return writeWhole(file, text) ? text : undefined;
  const mapFile = `${file}.map`;
  const short = text.replace(INLINE_MAP, () => `//# sourceMappingURL=${pathToFileURL(mapFile).pathname}`);
  // The map first, so that a text in the cache always has its map.
  return writeWhole(mapFile, Buffer.from(map, 'base64')) && writeWhole(file, short) ? short : undefined;
}

function loadTypeScript(module, filename) {
  if (filename.includes(nodeModules)) return Module._extensions['.js'](module, filename);
  const text = compiled(filename);
  compiledTexts.set(filename, text);
  return module._compile(text, filename);
}

for (const extension of ['.ts', '.cts']) Module._extensions[extension] = loadTypeScript;

/*
 * `./foo` in a file of ours is foo.ts: asked first, which is what TypeScript does too. Node would try foo, foo.js, foo.json and
 * foo.node before it, and that takes longer than reading the file.
 */
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, parent, isMain, options) {
  if (options === undefined && request.startsWith('.') && parent?.filename?.endsWith('.ts')) {
    const file = path.join(
      realFolder(path.resolve(parent.filename, '..', request, '..')),
      `${path.basename(request)}.ts`,
    );
    // A link is left to Node, which knows a file by where it really is.
    if (fs.lstatSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  }
  return resolveFilename.call(this, request, parent, isMain, options);
};

const realFolders = new Map();
function realFolder(folder) {
  if (!realFolders.has(folder)) {
    realFolders.set(folder, fs.existsSync(folder) ? fs.realpathSync(folder) : folder);
  }
  return realFolders.get(folder);
}

/*
 * Node 22.1 and later keep what the engine compiled, of every module, TypeORM's 700 too: a start takes a fifth less. It
 * gives no error where it cannot, and the engine itself refuses what does not fit.
 */
Module.enableCompileCache?.(path.join(root, 'node_modules', '.cache', 'typeorm-shell', 'node'));

/*
 * Stacks that name the lines of the .ts file. Not `process.setSourceMapsEnabled(true)`: in Node 20 that reads the source map
 * of every module that is loaded, TypeORM's 700 files too, before anything went wrong. Here nothing is read until a stack is
 * asked for. Can go when Node 22 is the oldest supported one (`module.setSourceMapsSupport({ nodeModules: false })`).
 */
const maps = new Map();

function mapOf(filename) {
  if (!maps.has(filename)) {
    const json = mapText(compiledTexts.get(filename));
    maps.set(filename, json && new Module.SourceMap(JSON.parse(json)));
  }
  return maps.get(filename);
}

function mapText(text) {
  const inline = INLINE_MAP.exec(text)?.[1];
  if (inline !== undefined) return Buffer.from(inline, 'base64').toString();
  const file = MAP_FILE.exec(text)?.[1];
  try {
    return file && fs.readFileSync(fileURLToPath(`file://${file}`), 'utf8');
  } catch {
    // The cache was deleted while this process ran: its stacks name the lines of the compiled text.
    return undefined;
  }
}

function frameText(frame) {
  const text = frame.toString();
  const filename = frame.getFileName?.();
  if (!filename || !compiledTexts.has(filename)) return text;
  const line = frame.getLineNumber();
  const column = frame.getColumnNumber();
  const entry = mapOf(filename)?.findEntry(line - 1, column - 1);
  if (entry?.originalLine === undefined) return text;
  return text.replace(`:${line}:${column}`, `:${entry.originalLine + 1}:${entry.originalColumn + 1}`);
}

function heading(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

// With --enable-source-maps Node maps by itself, and a hook of ours would stand in its way.
if (!process.execArgv.includes('--enable-source-maps')) {
  Error.prepareStackTrace = (error, frames) =>
    [heading(error), ...frames.map((frame) => `    at ${frameText(frame)}`)].join('\n');
}
