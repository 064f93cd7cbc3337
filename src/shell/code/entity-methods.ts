import ts from 'typescript';
import { associationsOf } from './members';
import type { Checked } from './compilation';
import type { Draft } from './draft';
import { Edits } from './edits';
import { repositoryOf, type ProgramEntity, type ProgramNames } from './program-names';
import { Receivers } from './receivers';
import { CodeRefusal } from './refusal';
import { plainProperties, rootName, walk } from './syntax';

const ENTITY_METHODS: ReadonlySet<string> = new Set(['save', 'remove', 'softRemove', 'recover', 'reload', 'hasId']);

/**
 * Says what entities do at the prompt as their data source's manager does it (`employee.save()`), and `create` with the entities that
 * it is given: TypeORM's copies them, and leaves out what is no column and no relation.
 * @returns the changed text; `undefined` when there is nothing of it.
 */
export function sayEntityMethods(
  { source, checker }: Checked,
  root: ts.Node,
  draft: Draft,
  names: ProgramNames,
): string | undefined {
  const edits = new Edits(source);
  const receivers = new Receivers(checker, names);
  walk(root, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return true;
    const { expression: object, name } = node.expression;
    if (name.text === 'create') {
      const receiver = receivers.receiverOf(node);
      if (receiver?.entity !== undefined) sayCreate(node, receiver.entity, receiver.kind === 'manager' ? 1 : 0, edits);
      return true;
    }
    if (!ENTITY_METHODS.has(name.text)) return true;
    const type = checker.getNonNullableType(checker.getTypeAtLocation(object));
    const entity = receivers.entityOfType(type);
    const isAny = (type.flags & ts.TypeFlags.Any) !== 0 && node.arguments.length === 0 && !isUnresolved(type);
    if (entity === undefined ? !isAny : checker.getPropertyOfType(type, name.text) !== undefined) return true;
    draft.imported.add(names.dataSource);
    if (name.text === 'reload') sayReload(node, object, entity, edits, draft, names);
    else {
      edits.wrap(object, `${names.dataSource}.manager.${name.text}(`);
      const [first] = node.arguments;
      edits.replace(object.end, first === undefined ? node.end - 1 : first.getStart(source), first === undefined ? '' : ', ');
    }
    return true;
  });
  return edits.isEmpty ? undefined : edits.apply();
}

/** The type of what TypeScript could not make sense of yet: the next round may. */
function isUnresolved(type: ts.Type): boolean {
  return (type as unknown as { readonly intrinsicName?: string }).intrinsicName === 'error';
}

function sayReload(
  node: ts.CallExpression,
  object: ts.Expression,
  entity: ProgramEntity | undefined,
  edits: Edits,
  draft: Draft,
  names: ProgramNames,
): void {
  const isStatement = ts.isExpressionStatement(node.parent) || ts.isAwaitExpression(node.parent);
  if (entity === undefined || !isStatement || !ts.isIdentifier(object))
    throw new CodeRefusal('reload stands where it is no statement about a variable.', 'Write employee.reload() alone.');
  const { primaryColumns } = entity.metadata;
  const key = primaryColumns.map(({ propertyPath }) => `${propertyPath}: ${object.text}.${propertyPath}`).join(', ');
  if (!entity.expression.startsWith("'")) draft.imported.add(entity.expression);
  edits.replaceNode(
    node,
    `Object.assign(${object.text}, await ${repositoryOf(entity, names.dataSource)}.findOneByOrFail({ ${key} }))`,
  );
}

/** `create({ name, projects: [project1] })`: what leads to entities is put in as it is. */
function sayCreate(node: ts.CallExpression, entity: ProgramEntity, place: number, edits: Edits): void {
  const literal = node.arguments[place];
  if (literal === undefined || !ts.isObjectLiteralExpression(literal)) return;
  const properties = plainProperties(literal);
  const leading = associationsOf(entity.metadata);
  const kept = [...(properties ?? [])].filter(([name, property]) => {
    const isNew = ts.isPropertyAssignment(property) && rootName(property.initializer) === undefined && !/[[]/.test(property.initializer.getText());
    return leading.has(name) && !isNew;
  });
  if (kept.length === 0 || properties === undefined) return;
  const rest = [...properties].filter((each) => !kept.includes(each));
  const textOf = (list: typeof rest): string => list.map(([, property]) => property.getText(edits.source)).join(', ');
  const own = rest.length > 0 ? `{ ${textOf(rest)} }` : '{}';
  edits.replaceNode(literal, own);
  edits.wrap(node, 'Object.assign(', `, { ${textOf(kept)} })`);
}
