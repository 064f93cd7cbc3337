import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as StripTypesModule from '../evaluator/strip-types';

/** The page's scripts, in the order in which each needs those before it. */
const SCRIPTS = ['model', 'viewport', 'choice', 'panel', 'search', 'main'];

/** The program of the page, as one script that leaves no name behind. */
export function pageScript(): string {
  return `(() => {\n'use strict';\n${SCRIPTS.map(scriptText).join('\n')}\n})();`;
}

/** As the package has it, compiled; in this repository, where nothing is built, the types are taken out first. */
function scriptText(name: string): string {
  const built = join(__dirname, 'page', `${name}.js`);
  if (existsSync(built)) return readFileSync(built, 'utf8');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it brings a compiler along
  const { stripTypes } = require('../evaluator/strip-types') as typeof StripTypesModule;
  return stripTypes(readFileSync(join(__dirname, 'page', `${name}.ts`), 'utf8')).code;
}
