import ts from 'typescript';
import type { EntityMetadata } from 'typeorm';
import type { Checked } from './compilation';
import { Edits } from './edits';
import { membersOf } from './members';
import type { ProgramNames } from './program-names';
import { Receivers } from './receivers';
import { CodeRefusal } from './refusal';
import { bare, propertyName, walk } from './syntax';

/** Find options that are trees of properties. */
const TREES: ReadonlySet<string> = new Set(['where', 'relations', 'order', 'select']);
const TAKING = /^(?:find|count|exist|update|delete|softDelete|restore|sum|average|minimum|maximum)/;

/**
 * Says association proxies in find options and conditions as the relations that they reach across: `{ projects: x }` is
 * `{ assignments: { project: x } }`. At the prompt TypeORM is told so, in a program it would refuse the name.
 * @returns the changed text; `undefined` when there are none.
 */
export function sayProxies({ source, checker }: Checked, root: ts.Node, names: ProgramNames): string | undefined {
  const edits = new Edits(source);
  const receivers = new Receivers(checker, names, source);
  walk(root, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { text } = node.expression.name;
    if (!TAKING.test(text)) return;
    const metadata = receivers.receiverOf(node)?.entity?.metadata;
    if (metadata === undefined) return;
    for (const argument of node.arguments)
      sayIn(argument, metadata, edits, !/By/.test(text) && /^(?:find|count|exist)/.test(text));
  });
  return edits.isEmpty ? undefined : edits.apply();
}

function sayIn(node: ts.Expression, metadata: EntityMetadata, edits: Edits, areOptions: boolean): void {
  const inner = bare(node);
  if (ts.isArrayLiteralExpression(inner))
    return inner.elements.forEach((each) => sayIn(each, metadata, edits, areOptions));
  if (!ts.isObjectLiteralExpression(inner)) return;
  for (const property of inner.properties) {
    const name = property.name === undefined ? undefined : propertyName(property.name);
    if (name === undefined) continue;
    if (areOptions) {
      if (TREES.has(name) && ts.isPropertyAssignment(property)) sayIn(property.initializer, metadata, edits, false);
      continue;
    }
    const member = membersOf(metadata).get(name);
    if (member?.kind !== 'proxy') {
      const target = metadata.findRelationWithPropertyPath(name)?.inverseEntityMetadata;
      if (target !== undefined && ts.isPropertyAssignment(property)) sayIn(property.initializer, target, edits, false);
      continue;
    }
    if (
      !ts.isPropertyAssignment(property) ||
      inner.properties.some((each) => each.name?.getText() === member.association)
    )
      throw new CodeRefusal(
        `a condition names ${name} and ${member.association}.`,
        `Write ${member.association}: { ${member.far}: … }.`,
      );
    const far = metadata
      .findRelationWithPropertyPath(member.association)
      ?.inverseEntityMetadata.findRelationWithPropertyPath(member.far)?.inverseEntityMetadata;
    edits.replaceNode(property.name, `${member.association}: { ${member.far}`);
    edits.wrap(property, '', ' }');
    if (far !== undefined) sayIn(property.initializer, far, edits, false);
  }
}
