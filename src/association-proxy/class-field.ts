import type { Node } from 'acorn';

/**
 * Refuses a class that declares `property` as a field of its own. Fields with standard semantics (`useDefineForClassFields`,
 * the default from target ES2022 on) are defined on every instance and hide the accessor on the prototype: the property
 * would read as `undefined`, silently. No decorator of TypeScript's legacy kind can prevent that, so it is looked up in
 * the class's own source text, which is compiled code by now.
 * @throws TypeError naming the property and both ways out.
 */
export function refuseClassField(owner: Function, property: string): void {
  if (!definesField(Function.prototype.toString.call(owner), property)) return;
  throw new TypeError(
    `${owner.name}.${property} is compiled to a class field, which hides the association proxy\n` +
      `write "declare ${property}: ...", or set "useDefineForClassFields": false in tsconfig.json`,
  );
}

/** Whether a class's compiled source gives its instances a property `property`: by a field, or by the helper in its place. */
export function definesField(source: string, property: string): boolean {
  // Most classes never name the property outside methods' member reads: no parser is needed to see that.
  if (!new RegExp(`(?<![.\\w$])${property.replace(/\$/g, '\\$&')}(?![\\w$])`).test(source)) return false;
  let program: Node;
  try {
    // Loaded here: only a class that names the property pays for it.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- lazily
    const { parse } = require('acorn') as typeof import('acorn');
    program = parse(`(${source})`, { ecmaVersion: 'latest' });
  } catch {
    return false;
  }
  return nodesOf(program).some((node) => isField(node, property) || isDefineCall(node, property));
}

interface Syntax extends Node {
  readonly [name: string]: unknown;
}

/** `projects;` or `projects = value;` in the class itself. */
function isField(node: Syntax, property: string): boolean {
  if (node.type !== 'PropertyDefinition' || node['static'] === true || node['computed'] === true) return false;
  return nameOf(node['key']) === property;
}

/** What compilers write for a field below ES2022: `_define_property(this, "projects", void 0)`, `Object.defineProperty(this, "projects", ...)`. */
function isDefineCall(node: Syntax, property: string): boolean {
  if (node.type !== 'CallExpression') return false;
  const [object, key] = node['arguments'] as Syntax[];
  return object?.type === 'ThisExpression' && key?.type === 'Literal' && key['value'] === property;
}

function nameOf(key: unknown): unknown {
  const node = key as Syntax;
  return node.type === 'Identifier' ? node['name'] : node.type === 'Literal' ? node['value'] : undefined;
}

function nodesOf(root: Node): Syntax[] {
  const found: Syntax[] = [];
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const each = pending.pop();
    if (Array.isArray(each)) pending.push(...(each as unknown[]));
    else if (typeof each === 'object' && each !== null && typeof (each as { type?: unknown }).type === 'string') {
      found.push(each as Syntax);
      pending.push(...(Object.values(each) as unknown[]));
    }
  }
  return found;
}
