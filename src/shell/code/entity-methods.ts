import ts from 'typescript';
import { associationsOf } from './members';
import type { Checked } from './compilation';
import { Edits } from './edits';
import { repositoryOf, type ProgramEntity, type ProgramNames } from './program-names';
import { Receivers } from './receivers';
import { CodeRefusal } from './refusal';
import { plainProperties, walk } from './syntax';

const ENTITY_METHODS: ReadonlySet<string> = new Set(['save', 'remove', 'softRemove', 'recover', 'reload', 'hasId']);

/**
 * Says what entities do at the prompt as their data source's manager does it (`employee.save()`), and `create` with the entities that
 * it is given: TypeORM's copies them, and leaves out what is no column and no relation.
 * @param isLast whether nothing else will tell what has no type yet.
 * @returns the changed text; `undefined` when there is nothing of it.
 * @throws CodeRefusal for a method of something of which it cannot be told what it is
 */
export function sayEntityMethods(
  { source, checker }: Checked,
  root: ts.Node,
  names: ProgramNames,
  isLast = false,
): string | undefined {
  const edits = new Edits(source);
  const receivers = new Receivers(checker, names, source);
  walk(root, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const receiver = node.expression.name.text === 'create' ? receivers.receiverOf(node) : undefined;
    if (receiver?.entity !== undefined) sayCreate(node, receiver.entity, receiver.kind === 'manager' ? 1 : 0, edits);
  });
  // One after the other: they may stand around the same call.
  if (!edits.isEmpty) return edits.apply();
  walk(root, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return true;
    const { expression: object, name } = node.expression;
    if (!ENTITY_METHODS.has(name.text)) return true;
    const type = checker.getNonNullableType(checker.getTypeAtLocation(object));
    const known = receivers.entityOfType(type);
    if ((isUnresolved(type) && !isLast) || checker.getPropertyOfType(type, name.text) !== undefined) return true;
    // Without types it goes by how the variable was given its value.
    const entity = known ?? receivers.entityWrittenAs(object);
    if (entity === undefined && checker.isArrayType(type)) return true;
    if (entity === undefined && isLast) throw new CodeRefusal(`it cannot be told whose ${name.text} is called.`);
    if (entity === undefined) return true;
    if (hasOwn(entity, name.text)) return true;
    if (name.text === 'reload') sayReload(node, object, entity, edits, names);
    else {
      // A manager knows an object by its class.
      const isPlain = typeof entity.metadata.target === 'string';
      const keeper = isPlain ? repositoryOf(entity, names.dataSource) : `${names.dataSource}.manager`;
      edits.wrap(object, `${keeper}.${name.text}(`);
      const [first] = node.arguments;
      edits.replace(
        object.end,
        first === undefined ? node.end - 1 : first.getStart(source),
        first === undefined ? '' : ', ',
      );
    }
    return true;
  });
  return edits.isEmpty ? undefined : edits.apply();
}

/** Whether the class has the method itself. */
function hasOwn({ target }: ProgramEntity, name: string): boolean {
  return typeof target === 'function' && name in (target.prototype as object);
}

/** The type of what TypeScript could not make sense of yet: the next round may. */
function isUnresolved(type: ts.Type): boolean {
  return (type as unknown as { readonly intrinsicName?: string }).intrinsicName === 'error';
}

function sayReload(
  node: ts.CallExpression,
  object: ts.Expression,
  entity: ProgramEntity,
  edits: Edits,
  names: ProgramNames,
): void {
  const isStatement = ts.isExpressionStatement(node.parent) || ts.isAwaitExpression(node.parent);
  if (!isStatement || !ts.isIdentifier(object))
    throw new CodeRefusal('reload stands where it is no statement about a variable.', 'Write employee.reload() alone.');
  const { primaryColumns } = entity.metadata;
  const key = primaryColumns.map(({ propertyPath }) => `${propertyPath}: ${object.text}.${propertyPath}`).join(', ');
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
  if (properties === undefined) return;
  const associations = associationsOf(entity.metadata);
  const isKept = ([name, property]: readonly [string, ts.ObjectLiteralElementLike]): boolean =>
    associations.has(name) &&
    !(ts.isPropertyAssignment(property) && ts.isObjectLiteralExpression(property.initializer));
  const textOf = (list: readonly (readonly [string, ts.ObjectLiteralElementLike])[]): string =>
    `{ ${list.map(([, property]) => property.getText(edits.source)).join(', ')} }`;
  const kept = [...properties].filter(isKept);
  if (kept.length === 0) return;
  const rest = [...properties].filter((each) => !isKept(each));
  edits.replaceNode(literal, rest.length > 0 ? textOf(rest) : '{}');
  edits.wrap(node, 'Object.assign(', `, ${textOf(kept)})`);
}
