import * as vm from 'node:vm';

const { defineProperty } = Object;

/** A property of the global object that is there only while a constant of a script takes its value from it. */
const CARRIER = '$constant';

/**
 * Declares a variable as a script does, so that every other script, `new Function` and an indirect `eval` see it.
 * @returns false where the realm does not take it
 */
export function declareInRealm(
  context: vm.Context | undefined,
  name: string,
  kind: 'let' | 'const' | 'class',
  value: unknown,
): boolean {
  const global = (context ?? globalThis) as Record<string, unknown>;
  const run = (code: string): unknown =>
    context === undefined ? vm.runInThisContext(code) : (vm.runInContext(code, context) as unknown);
  try {
    if (kind !== 'const') {
      (run(`let ${name}; (value) => { ${name} = value; }`) as (value: unknown) => void)(value);
      return true;
    }
    if (name === CARRIER || Object.hasOwn(global, CARRIER)) return false;
    defineProperty(global, CARRIER, { value, configurable: true });
    try {
      run(`const ${name} = ${CARRIER};`);
    } finally {
      delete global[CARRIER];
    }
    return true;
  } catch {
    return false;
  }
}
