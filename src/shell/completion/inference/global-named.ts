import { Buffer } from 'node:buffer';
import * as nodeProcess from 'node:process';

/** Node has made accessors of these; they are the same objects. */
const GIVEN_BY_NODE: Readonly<Record<string, unknown>> = { process: nodeProcess, Buffer };

/** What JavaScript and Node give by a name, where that is plain data. */
export function globalNamed(name: string): unknown {
  const own = Object.getOwnPropertyDescriptor(globalThis, name);
  return own !== undefined && 'value' in own ? own.value : own && GIVEN_BY_NODE[name];
}
