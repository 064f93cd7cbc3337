import type * as acorn from 'acorn';
import * as astring from 'astring';
import type { State } from 'astring';
import type { AnyNode } from './walk';

/** A place in the rewritten text and the place of the source that it comes from. Lines from 1, columns from 0. */
export interface Mapping {
  readonly generatedLine: number;
  readonly generatedColumn: number;
  readonly line: number;
  readonly column: number;
}

type Print = (this: Printer, node: never, state: State) => void;
type Printer = Record<string, Print>;

const base = astring.GENERATOR as unknown as Printer;
// Exported, and missing in its types.
const { EXPRESSIONS_PRECEDENCE, NEEDS_PARENTHESES } = astring as unknown as {
  EXPRESSIONS_PRECEDENCE: Readonly<Record<string, number>>;
  NEEDS_PARENTHESES: number;
};

/** What astring 1.9.0 prints as something else; each can go when astring prints it right. */
const printer = {
  ...base,

  /** `('use strict')` is no directive. */
  ExpressionStatement(node: acorn.ExpressionStatement & { directive?: string }, state: State): void {
    const { expression } = node;
    const isText = expression.type === 'Literal' && typeof expression.value === 'string';
    print(isText && node.directive === undefined ? { ...node, expression: inParentheses(expression) } : node, state);
  },

  /** A statement may not begin with `let [`, nor the head of a `for` with `let`. */
  MemberExpression(node: acorn.MemberExpression, state: State): void {
    print(isName(node.object, 'let') ? { ...node, object: inParentheses(node.object) } : node, state);
  },

  /** Nor may the head of a `for ... of` be `let` or `async`. */
  ForOfStatement(node: acorn.ForOfStatement, state: State): void {
    const isWord = isName(node.left, 'async') || isName(node.left, 'let');
    print(isWord ? { ...node, left: inParentheses(node.left) } : node, state);
  },

  /** The options of `import(a, { with: ... })`. */
  ImportExpression(node: acorn.ImportExpression, state: State): void {
    state.write('import(', node as never);
    printAny(node.source, state);
    if (node.options) {
      state.write(', ');
      printAny(node.options, state);
    }
    state.write(')');
  },

  InParentheses({ expression }: InParentheses, state: State): void {
    state.write('(');
    printAny(expression, state);
    state.write(')');
  },
} as unknown as Printer;

/** The ends of an optional chain, and calls of what `import()` gives, need parentheses to stay what they are. */
const precedence = {
  ...EXPRESSIONS_PRECEDENCE,
  ChainExpression: NEEDS_PARENTHESES,
  ImportExpression: NEEDS_PARENTHESES,
};

interface InParentheses {
  readonly type: 'InParentheses';
  readonly expression: AnyNode;
}

function inParentheses(expression: unknown): never {
  return { type: 'InParentheses', expression } as never;
}

function isName(node: { readonly type: string; readonly name?: unknown } | AnyNode, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** Prints a node as astring does. */
function print(node: { readonly type: string }, state: State): void {
  base[node.type].call(printer, node as never, state);
}

function printAny(node: { readonly type: string }, state: State): void {
  printer[node.type].call(printer, node as never, state);
}

/** Prints a program; gives its text and where in the source the parts of it come from, in the order of the text. */
export function printProgram(program: acorn.Program): { readonly code: string; readonly mappings: readonly Mapping[] } {
  const mappings: Mapping[] = [];
  const sourceMap = {
    file: '',
    addMapping({ original, generated }: { original: acorn.Position | null; generated: acorn.Position }) {
      if (original === null) return;
      mappings.push({
        generatedLine: generated.line,
        generatedColumn: generated.column,
        line: original.line,
        column: original.column,
      });
    },
  };
  const options = { generator: printer, expressionsPrecedence: precedence, sourceMap };
  return { code: astring.generate(program, options as never), mappings };
}
