import type { AnyNode } from '../../evaluator/walk';

/** What the `return` statements of a function's body give. */
export function returned(body: AnyNode): readonly AnyNode[] {
  const found: AnyNode[] = [];
  const look = (node: AnyNode): void => {
    switch (node.type) {
      case 'ReturnStatement':
        if (node.argument) found.push(node.argument);
        return;
      case 'BlockStatement':
        return node.body.forEach(look);
      case 'IfStatement':
        look(node.consequent);
        if (node.alternate) look(node.alternate);
        return;
      case 'ForStatement':
      case 'ForOfStatement':
      case 'ForInStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return look(node.body);
      case 'TryStatement':
        look(node.block);
        if (node.handler) look(node.handler.body);
        return;
      case 'SwitchStatement':
        return node.cases.forEach((each) => each.consequent.forEach(look));
      default:
        return;
    }
  };
  look(body);
  return found;
}
