import type * as acorn from 'acorn';

export type AnyNode = acorn.AnyNode;
export type FunctionNode = acorn.FunctionDeclaration | acorn.FunctionExpression | acorn.ArrowFunctionExpression;

export function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

/** The nodes right below a node, in source order as the parser keeps them. A list, as every text is walked several times. */
export function children(node: AnyNode): readonly AnyNode[] {
  const found: AnyNode[] = [];
  for (const key in node) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) found.push(item);
    } else if (isNode(value)) found.push(value);
  }
  return found;
}

/** The same node with each node below it replaced. */
export function mapChildren<T extends AnyNode>(node: T, replace: (child: AnyNode) => AnyNode): T {
  const copy: Record<string, unknown> = { ...node };
  for (const [key, value] of Object.entries(copy)) {
    if (Array.isArray(value)) copy[key] = value.map((item: unknown) => (isNode(item) ? replace(item) : item));
    else if (isNode(value)) copy[key] = replace(value);
  }
  return copy as unknown as T;
}

/** Every node at and below one, as far as `enter` lets it go down. */
export function walk(node: AnyNode, enter: (node: AnyNode) => boolean | void): void {
  if (enter(node) === false) return;
  for (const child of children(node)) walk(child, enter);
}
