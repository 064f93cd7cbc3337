'use strict';
/**
 * Loaded before a script (`node -r`): says on file descriptor 3, as JSON, what its start was spent on. Milliseconds; a module's time
 * is its own, without the modules that it loads. Measuring costs something itself: only the parts' proportions are exact.
 */
const fs = require('node:fs');
const Module = require('node:module');
const { performance } = require('node:perf_hooks');

const begun = performance.now();
const modules = {};
let inside = 0;
const load = Module._load;
Module._load = function (...args) {
  const outer = inside;
  const start = performance.now();
  inside = 0;
  try {
    return load.apply(this, args);
  } finally {
    const all = performance.now() - start;
    const group = groupOf(args[0], args[1]);
    modules[group] = (modules[group] ?? 0) + all - inside;
    inside = outer + all;
  }
};

function groupOf(request, parent) {
  let file = request;
  try {
    file = Module._resolveFilename(request, parent);
  } catch {
    // It is asked for to see whether it is there.
  }
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file)?.[1];
  if (name !== undefined) return `package ${name}`;
  const room = /\/src\/(shell\/[^/]+)\//.exec(file)?.[1];
  if (room !== undefined) return `src/${room}`;
  if (/\/src\/shell\//.test(file)) return 'src/shell';
  if (/\/src\//.test(file)) return "the project's own (src)";
  return file.includes('/') ? 'other files' : "Node's own";
}

process.on('exit', () => {
  fs.writeSync(3, JSON.stringify({ begun, modules, ended: performance.now() }));
});
