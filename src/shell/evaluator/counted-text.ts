import * as acorn from 'acorn';
import { CLOSE, FIND, OPEN } from './turn-counter';
import { type AnyNode, walk } from './walk';

const MAY_MATTER = /\b(?:for|while|do|eval|Function)\b/;

const LOOP = /^(?:While|DoWhile|For|ForIn|ForOf)Statement$/;

/** How functions begin whose body is given as a text. */
export type Head = 'function' | 'function*' | 'async function' | 'async function*';

/**
 * A text as the engine is to run it: each loop tells the counter (`TurnCounter`) of its turns, and what is given to `eval` and
 * `Function` in it is treated alike. Text is put in, and nothing else is changed.
 * @param head for the body of a function; a script otherwise.
 * @returns the text itself where there is nothing to count, and where it cannot be parsed: the engine says what is wrong.
 */
export function countedText(source: string, head?: Head): string {
  if (!MAY_MATTER.test(source) || source.includes(OPEN)) return source;
  const before = head === undefined ? '' : `(${head} (){\n`;
  let program: acorn.Program;
  try {
    program = acorn.parse(`${before}${source}${head === undefined ? '' : '\n})'}`, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowHashBang: true,
      allowSuperOutsideMethod: true,
      checkPrivateFields: false,
    });
  } catch {
    return source;
  }
  return new Insertions(source, before.length).made(program, head !== undefined);
}

class Insertions {
  readonly #source: string;
  readonly #shift: number;
  readonly #name: string;
  readonly #all: { readonly at: number; readonly text: string; readonly closes: boolean }[] = [];

  constructor(source: string, shift: number) {
    this.#source = source;
    this.#shift = shift;
    let name = '$turns';
    while (source.includes(name)) name += '_';
    this.#name = name;
  }

  made(program: acorn.Program, isBody: boolean): string {
    const name = this.#name;
    walk(program, (node) => {
      if (LOOP.test(node.type))
        this.#around((node as acorn.WhileStatement).body, `{const ${name}t=${name}.turn();`, '}');
      // The object of a `with` is not asked for the counter.
      else if (node.type === 'WithStatement') this.#around(node.body, `{${this.#find}`, '}');
      else if (node.type === 'CallExpression' || node.type === 'NewExpression') this.#argument(node);
    });
    if (this.#all.length === 0) return this.#source;
    this.#put(this.#beginOf(isBody ? bodyOf(program) : program.body), `;${this.#find}`, false);
    // At the same place the inner one closes first, and the outer one opens first.
    const sorted = this.#all.map((each, order) => ({ ...each, order }));
    sorted.sort(
      (a, b) =>
        a.at - b.at || Number(b.closes) - Number(a.closes) || (a.closes ? b.order - a.order : a.order - b.order),
    );
    let [made, from] = ['', 0];
    for (const { at, text } of sorted) {
      made += this.#source.slice(from, at) + OPEN + text + CLOSE;
      from = at;
    }
    return made + this.#source.slice(from);
  }

  get #find(): string {
    return `const ${this.#name}=(()=>0).constructor(${JSON.stringify(FIND)})();`;
  }

  #around({ start, end }: acorn.Node, before: string, after: string): void {
    this.#put(start, before, false);
    this.#put(end, after, true);
  }

  #argument({ type, callee, arguments: args }: acorn.CallExpression | acorn.NewExpression): void {
    const [source] = args;
    if (callee.type !== 'Identifier' || source === undefined) return;
    if (callee.name === 'eval' && type === 'CallExpression' && source.type !== 'SpreadElement')
      this.#around(source, `${this.#name}.texts(eval,[`, '])[0]');
    if (callee.name === 'Function')
      this.#around({ ...source, end: args.at(-1)?.end ?? source.end }, `...${this.#name}.texts(Function,[`, '])');
  }

  #put(at: number, text: string, closes: boolean): void {
    this.#all.push({ at: at - this.#shift, text, closes });
  }

  /** Where a text begins, behind its directives; what stands there is seen by all of it. */
  #beginOf(statements: readonly AnyNode[]): number {
    const directives = statements.filter((node) => 'directive' in node && node.directive !== undefined);
    return directives.at(-1)?.end ?? this.#shift + (/^#!.*\s?/.exec(this.#source)?.[0].length ?? 0);
  }
}

function bodyOf({ body: [only] }: acorn.Program): readonly AnyNode[] {
  const { expression } = only as acorn.ExpressionStatement;
  return (expression as acorn.FunctionExpression).body.body ?? [];
}
