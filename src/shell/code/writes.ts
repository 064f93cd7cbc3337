import ts from 'typescript';
import type { Receivers } from './receivers';
import { bare, walk } from './syntax';

const WRITING: ReadonlySet<string> = new Set([
  ...['save', 'insert', 'update', 'upsert', 'delete', 'remove', 'softRemove', 'softDelete', 'recover', 'restore'],
  ...[
    'increment',
    'decrement',
    'clear',
    'execute',
    'query',
    'transaction',
    'runMigrations',
    'synchronize',
    'set',
    'add',
  ],
]);

/** Where the program writes to the database, and what may run after that. */
export class Writes {
  readonly #writes: readonly ts.Node[];

  /**
   * @param root the program's function.
   * @param wrote whether the input that a node came of wrote at all.
   */
  constructor(
    private readonly root: ts.Node,
    private readonly checker: ts.TypeChecker,
    private readonly receivers: Receivers,
    wrote: (node: ts.Node) => boolean,
  ) {
    const writes: ts.Node[] = [];
    const calls: ts.CallExpression[] = [];
    walk(root, (node) => {
      if (ts.isCallExpression(node)) calls.push(node);
    });
    for (const node of calls) if (wrote(node) && this.#isWrite(node)) writes.push(node);
    // A call of a function that writes is a write.
    for (let known = 0; known < writes.length;) {
      known = writes.length;
      const writing = new Set(writes.map((each) => this.functionOf(each)));
      for (const node of calls) {
        const called = this.declarationOf(node);
        if (called !== undefined && writing.has(called) && !writes.includes(node)) writes.push(node);
      }
    }
    this.#writes = writes;
  }

  get isEmpty(): boolean {
    return this.#writes.length === 0;
  }

  /** The writes in a node, its nested functions that are called in place included. */
  within(node: ts.Node): readonly ts.Node[] {
    return this.#writes.filter((write) => write.pos >= node.pos && write.end <= node.end);
  }

  /** Whether a write may have happened when a node is reached, since another position of the text was passed. */
  mayPrecede(node: ts.Node, since: number, seen = new Set<ts.Node>()): boolean {
    const around = this.functionOf(node);
    for (const write of this.#writes) {
      if (this.functionOf(write) !== around) continue;
      const isBefore = write.pos >= since && write.end <= node.pos;
      if (isBefore || this.#repeats(node, write, since)) return true;
    }
    if (around === undefined || (since >= around.pos && since < around.end) || seen.has(around)) return false;
    seen.add(around);
    return this.callsOf(around).some((call) => this.mayPrecede(call, since, seen));
  }

  /** A loop, or a callback that is called again and again, around both. */
  #repeats(node: ts.Node, write: ts.Node, since: number): boolean {
    const loop = ts.findAncestor(node.parent, (each) => {
      const isAround = write.pos >= each.pos && write.end <= each.end;
      return isAround && (ts.isIterationStatement(each, false) || isCallback(each));
    });
    if (loop === undefined) return false;
    const repeated = ts.isForOfStatement(loop) || ts.isForInStatement(loop) ? loop.statement : loop;
    const holds = (position: number): boolean => position >= repeated.pos && position < repeated.end;
    return holds(node.pos) && holds(write.pos) && !holds(since);
  }

  /** The function that a node belongs to and that is called from elsewhere; callbacks belong to where they stand. */
  functionOf(node: ts.Node): ts.SignatureDeclaration | undefined {
    const found = ts.findAncestor(node.parent, (each) => ts.isFunctionLike(each) && !isCallback(each));
    return found === undefined || found === this.root ? undefined : (found as ts.SignatureDeclaration);
  }

  /** The function of the program that a call calls. */
  declarationOf(node: ts.CallExpression): ts.SignatureDeclaration | undefined {
    return declarationOf(node.expression, this.checker);
  }

  callsOf(called: ts.SignatureDeclaration): readonly ts.CallExpression[] {
    const calls: ts.CallExpression[] = [];
    walk(this.root, (node) => {
      if (ts.isCallExpression(node) && this.declarationOf(node) === called) calls.push(node);
    });
    return calls;
  }

  #isWrite(node: ts.CallExpression): boolean {
    const callee = bare(node.expression);
    if (ts.isIdentifier(callee)) return callee.text === 'writeRows' || callee.text === 'sqlWrite';
    if (!ts.isPropertyAccessExpression(callee)) return false;
    // What `reload` became.
    if (callee.getText() === 'Object.assign') return node.arguments[1]?.getText().startsWith('await ') === true;
    const { name, expression } = callee;
    if (!WRITING.has(name.text)) return false;
    if (this.receivers.receiverOf(node) !== undefined) return true;
    const type = this.checker.getTypeAtLocation(expression);
    const typeName = type.symbol?.name ?? '';
    return (
      /^(?:DataSource|QueryRunner|.*QueryBuilder)$/.test(typeName) ||
      this.receivers.entityOfType(type) !== undefined ||
      (type.flags & ts.TypeFlags.Any) !== 0
    );
  }
}

/** The function of the program that an expression names; `undefined` for any other. */
export function declarationOf(node: ts.Expression, checker: ts.TypeChecker): ts.SignatureDeclaration | undefined {
  const callee = bare(node);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  if (!ts.isIdentifier(name)) return undefined;
  const declaration = checker.getSymbolAtLocation(name)?.valueDeclaration;
  if (declaration === undefined || declaration.getSourceFile() !== node.getSourceFile()) return undefined;
  if (ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration)) return declaration;
  const hasValue =
    ts.isVariableDeclaration(declaration) ||
    ts.isPropertyAssignment(declaration) ||
    ts.isPropertyDeclaration(declaration);
  if (!hasValue || declaration.initializer === undefined) return undefined;
  const value = bare(declaration.initializer);
  return ts.isFunctionExpression(value) || ts.isArrowFunction(value) ? value : undefined;
}

/** A function that stands where it is called: as the argument of a call. */
export function isCallback(node: ts.Node): boolean {
  return (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isCallExpression(node.parent);
}
