'use strict';
/**
 * What the shell's thread is measured against: TypeScript's language service on one file of the project, without a shell. It is asked for what
 * completes the end of a text, and answers with the names.
 */
const { parentPort, workerData } = require('node:worker_threads');
const ts = require('typescript');

const { root } = workerData;
const file = `${root}/plain-service.ts`;
const before = `import { Employee } from './src/entities/employee';\ndeclare const employee1: Employee;\n`;
const config = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile).config;
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
const snapshots = new Map();
let text = before;
let version = 0;

const service = ts.createLanguageService({
  ...ts.sys,
  getCompilationSettings: () => options,
  getScriptFileNames: () => [file],
  getScriptVersion: (path) => (path === file ? String(version) : '0'),
  getScriptSnapshot: (path) => {
    if (path === file) return ts.ScriptSnapshot.fromString(text);
    if (!snapshots.has(path)) snapshots.set(path, ts.ScriptSnapshot.fromString(ts.sys.readFile(path) ?? ''));
    return snapshots.get(path);
  },
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  fileExists: (path) => path === file || ts.sys.fileExists(path),
});

parentPort.on('message', (typed) => {
  text = before + typed;
  version++;
  const found = service.getCompletionsAtPosition(file, text.length, { includeCompletionsWithInsertText: true });
  parentPort.postMessage(found?.entries.map(({ name }) => name) ?? []);
});
