import { readFileSync } from 'node:fs';
import path from 'node:path';
import { makeRealm, type Realm } from './realm';
import type { TestFile } from './test-file';

/** What became of a test: the same as plain, worse than plain, or nothing to compare with. */
export interface Outcome {
  readonly kind: 'kept' | 'lost' | 'not applicable';
  /** How it was lost, or why it is not applicable. */
  readonly reason?: string;
}

export interface RunOptions {
  readonly harness: string;
  /** The harness goes through the rewriter too. */
  readonly rewriteHarness: boolean;
  /** Milliseconds that a test may take, and that an asynchronous one is waited for. */
  readonly timeout: number;
}

type Way = 'plain' | 'rewritten';

/** Runs a test plain and rewritten, in sloppy and in strict mode as its flags say. */
export async function runTest(test: TestFile, options: RunOptions): Promise<Outcome> {
  if (test.flags.has('module')) return { kind: 'not applicable', reason: 'module' };
  if (test.flags.has('CanBlockIsFalse')) return { kind: 'not applicable', reason: 'the main thread may block here' };
  const modes =
    test.flags.has('raw') || test.flags.has('noStrict')
      ? [false]
      : test.flags.has('onlyStrict')
        ? [true]
        : [false, true];
  let compared = 0;
  let why = '';
  for (const strict of modes) {
    const plain = await runOnce(test, strict, 'plain', options);
    if (plain !== undefined) {
      why = plain;
      continue;
    }
    compared++;
    const rewritten = await runOnce(test, strict, 'rewritten', options);
    if (rewritten !== undefined) return { kind: 'lost', reason: `${strict ? 'strict: ' : ''}${rewritten}` };
  }
  return compared > 0 ? { kind: 'kept' } : { kind: 'not applicable', reason: `fails plain too: ${why}` };
}

/** @returns what went wrong, if anything */
async function runOnce(test: TestFile, strict: boolean, way: Way, options: RunOptions): Promise<string | undefined> {
  const realm = makeRealm({ importsFrom: test.file });
  const printed = new Promise<string>((resolve) => addHost(realm, resolve));
  const isAsync = test.flags.has('async');
  if (!test.flags.has('raw')) {
    const names = ['assert.js', 'sta.js', ...(isAsync ? ['doneprintHandle.js'] : []), ...test.includes];
    for (const name of names) {
      const text = readFileSync(path.join(options.harness, name), 'utf8');
      if (way === 'rewritten' && options.rewriteHarness) realm.runRewritten(text, name);
      else realm.runPlain(text, name);
    }
  }
  const source = strict ? `"use strict";\n${test.source}` : test.source;
  let failure: unknown;
  let failed = false;
  try {
    if (way === 'plain') realm.runPlain(source, test.file);
    // A text that had to wait goes on later; its plain twin has ended here.
    else await withTimeout(Promise.resolve(realm.runRewritten(source, test.file).ended), options.timeout);
  } catch (error) {
    [failed, failure] = [true, error];
  }
  if (test.negative) {
    if (!failed) return `ends without the ${test.negative.type} that it must throw`;
    const name = errorName(failure);
    return name === test.negative.type ? undefined : `throws ${name} instead of ${test.negative.type}`;
  }
  if (failed) return describe(failure);
  if (!isAsync) return undefined;
  const message = await withTimeout(printed, options.timeout).catch(describe);
  return message === 'Test262:AsyncTestComplete' ? undefined : message;
}

/** What the suite's INTERPRETING.md asks of a host. */
function addHost(realm: Realm, print: (text: string) => void): object {
  const host = {
    global: realm.global,
    createRealm: () => addHost(makeRealm(), print),
    evalScript: (source: string) => realm.runPlain(source),
    detachArrayBuffer: (buffer: ArrayBuffer) => void structuredClone(buffer, { transfer: [buffer] }),
    gc: () => undefined,
  };
  for (const [name, value] of Object.entries({ print: (text: unknown) => print(String(text)), $262: host })) {
    Object.defineProperty(realm.global, name, { value, writable: true, configurable: true });
  }
  return host;
}

function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`has not ended after ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** An error's constructor, or for errors of the parser, which is in another realm, the name. */
function errorName(error: unknown): string {
  const { name, constructor } = (error ?? {}) as { name?: unknown; constructor?: { name?: string } };
  return typeof name === 'string' ? name : (constructor?.name ?? typeof error);
}

function describe(error: unknown): string {
  try {
    return typeof error === 'object' && error !== null
      ? `${errorName(error)}: ${String((error as Error).message)}`
      : `throws ${String(error)}`;
  } catch {
    return 'throws something that cannot be shown';
  }
}
