import * as fc from 'fast-check';
import { program } from '../random-programs';

interface Grammar {
  readonly text: string;
  readonly statement: string;
  readonly expression: string;
  readonly block: string;
  readonly pattern: string;
  readonly parameters: string;
  readonly member: string;
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'K', 'employee1', '_'];
const STRANGE_NAMES = ['arguments', 'yield', 'async', 'of', 'let', 'await', 'static', 'get', 'eval', 'x'];
const LEAVES = [
  ...['0', '1', '-1', '1n', '1.5e3', 'NaN', "'text'", '``', 'null', 'undefined', 'true', '[]', '{}', '/x/g', 'this'],
  ...[
    'Employee.find()',
    'Employee.findOneBy({ id: 1 })',
    'Project.count()',
    'employee1.meetings',
    'Employee',
    'dataSource',
  ],
  ...[
    'Promise.resolve(1)',
    "Promise.reject(new Error('no'))",
    'new Promise(() => {})',
    'new Promise(r => setTimeout(r, 1))',
  ],
  ...['globalThis', 'Symbol.iterator', 'new Map([[1, 2]])', 'new Set([1])', 'new Date(0)', 'sql`select 1 as one`'],
  ...['new Proxy({}, {})', 'Object.create(null)', "new Error('e')", "eval('a')", "import('node:path')"],
];
const STRANGE_LEAVES = ['new.target', 'super.x', 'super()', '#p in a', 'import.meta', 'this.#p', '-->', 'enum', '@a'];
const BINARY = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '**',
  '<',
  '>',
  '<=',
  '==',
  '===',
  '!=',
  '&',
  '|',
  '^',
  '<<',
  '>>>',
  '&&',
  '||',
  '??',
  ',',
  ' in ',
  ' instanceof ',
];
const ASSIGNMENTS = ['=', '+=', '-=', '**=', '??=', '||=', '&&=', '>>>='];
const UNARY = [
  '!',
  '-',
  '+',
  '~',
  'typeof ',
  'void ',
  'delete ',
  'await ',
  'yield ',
  'yield* ',
  '++',
  '--',
  'new ',
  '...',
];
const TYPES = [
  'number',
  'string[]',
  'any',
  '{ a: 1 }',
  '(x: number) => void',
  'Promise<Employee>',
  'unknown',
  'keyof typeof a',
];

function text(strings: TemplateStringsArray, ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .tuple(...parts)
    .map((made) => strings.reduce((all, string, index) => all + (made[index - 1] ?? '') + string));
}

/** One of the second list in one of thirty times: most texts should be valid. */
function rarely(usual: readonly string[], strange: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...strange) },
  );
}

function list(item: fc.Arbitrary<string>, between: string, maxLength = 3): fc.Arbitrary<string> {
  return fc.array(item, { maxLength }).map((items) => items.join(between));
}

function grammar(tie: (key: keyof Grammar) => fc.Arbitrary<string>): {
  readonly [K in keyof Grammar]: fc.Arbitrary<string>;
} {
  const [e, s, block, pattern, parameters, member] = [
    tie('expression'),
    tie('statement'),
    tie('block'),
    tie('pattern'),
    tie('parameters'),
    tie('member'),
  ];
  const name = rarely(NAMES, STRANGE_NAMES);
  const type = fc.constantFrom(...TYPES);
  const key = fc.oneof(name, fc.constantFrom("'k'", '0', '#p'), text`[${e}]`);
  const kind = fc.constantFrom(
    '',
    'async ',
    'function ',
    'async function ',
    'function* ',
    'async function* ',
    'get ',
    'set ',
  );
  const prefix = fc.constantFrom('', 'static ', 'async ', '*', 'async *', 'get ', 'set ', 'static async *');
  const declare = rarely(['var', 'let', 'const'], ['using']);
  return {
    text: list(s, '\n', 4),
    block: fc.oneof({ depthSize: 'small' }, fc.constant('{}'), text`{ ${list(s, ' ')} }`),
    pattern: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      name,
      text`[${pattern}, , ${pattern} = ${e}, ...${pattern}]`,
      text`{ ${key}: ${pattern} = ${e}, ${name}, ...${name} }`,
    ),
    parameters: fc.oneof(
      { depthSize: 'small' },
      fc.constant(''),
      name,
      text`${pattern} = ${e}`,
      text`${name}, ...${pattern}`,
      text`${name}: ${type}`,
    ),
    member: fc.oneof(
      { depthSize: 'small' },
      text`${prefix}${key}(${parameters}) ${block}`,
      text`${fc.constantFrom('', 'static ', 'readonly ', 'private ')}${key} = ${e};`,
      text`static ${block}`,
      text`constructor(${parameters}) ${block}`,
    ),
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(rarely(LEAVES, STRANGE_LEAVES), name),
      text`(${e})`,
      text`(${e}${fc.constantFrom(...BINARY)}${e})`,
      text`(${fc.oneof(name, text`${e}.${name}`, text`${e}[${e}]`, pattern)} ${fc.constantFrom(...ASSIGNMENTS)} ${e})`,
      text`(${fc.constantFrom(...UNARY)}${e})`,
      text`(${e}${fc.constantFrom('++', '--', '!', ' as any', ' satisfies unknown')})`,
      text`(${e} ? ${e} : ${e})`,
      text`${e}${fc.constantFrom('.', '?.', '.#')}${name}`,
      text`${e}${fc.constantFrom('[', '?.[')}${e}]`,
      text`${e}${fc.constantFrom('(', '?.(')}${list(e, ', ')})`,
      text`new ${e}(${list(e, ', ')})`,
      text`${e}\`a\${${e}}b\``,
      text`\`\${${e}} \${${e}}\``,
      text`[${list(e, ', ')}]`,
      text`({ ${list(fc.oneof(text`${key}: ${e}`, name, text`...${e}`, text`${prefix}${key}(${parameters}) ${block}`), ', ')} })`,
      text`(${fc.constantFrom('', 'async ')}(${parameters}) => ${fc.oneof(block, e)})`,
      text`(${fc.constantFrom('function', 'async function', 'function*', 'async function*')} ${name}(${parameters}) ${block})`,
      text`(class ${name} extends ${e} { ${list(member, ' ')} })`,
      text`(class { ${list(member, ' ')} })`,
      text`[1, 2].${fc.constantFrom('map', 'filter', 'forEach', 'reduce', 'sort', 'flatMap', 'find', 'some', 'toSorted')}((${parameters}) => ${e})`,
      text`(() => { try { ${s} } catch (${pattern}) { ${s} } finally { ${s} } })()`,
    ),
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text`${e};`,
      text`${declare} ${pattern} = ${e};`,
      text`var ${name}: ${type} = ${e};`,
      text`if (${e}) ${s} else ${s}`,
      text`for (let i = 0; i < 2; i++) ${block}`,
      text`for (${declare} ${pattern} ${fc.constantFrom('of', 'in')} ${e}) ${s}`,
      text`for await (${declare} ${pattern} of ${e}) ${s}`,
      text`{ let n = 2; while (n-- > 0) ${block} }`,
      text`do ${s} while (${fc.constantFrom('false', '0')});`,
      text`while (${e}) ${s}`,
      text`for (;;) ${block}`,
      text`switch (${e}) { case ${e}: ${s} default: ${s} case ${e}: ${s} }`,
      text`try ${block} catch (${pattern}) ${block} finally ${block}`,
      text`${name}: ${s}`,
      text`${fc.constantFrom('break', 'continue', 'return', 'throw')} ${fc.oneof(e, name, fc.constant(''))};`,
      text`${kind}${name}(${parameters}) ${block}`,
      text`class ${name} extends ${e} { ${list(member, ' ')} }`,
      text`with (${e}) ${s}`,
      text`'use strict'; ${s}`,
      text`import ${fc.constantFrom('x', '{ join }', '* as p', 'p, { sep }')} from 'node:path';`,
      text`export ${fc.constantFrom('default', 'const', '{ a }', 'function')} ${e};`,
      text`interface ${name} { ${name}: ${type} }`,
      text`type ${name} = ${type};`,
      text`enum ${name} { A, B = ${e} }`,
      text`debugger; ${s}`,
    ),
  };
}

const made = fc.letrec<{ [K in keyof Grammar]: string }>(grammar);

/**
 * Texts put together from every construct that the evaluator rewrites, in any nesting. Many are no valid JavaScript (a `yield` outside
 * of a generator, a label that is not there): those have to be refused like any other.
 */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: made.text },
  { weight: 2, arbitrary: program },
  { weight: 1, arbitrary: made.expression },
);
