import ts from 'typescript';
import type { Edits } from './edits';
import type { Given } from './flows';
import { membersOf } from './members';
import type { Place } from './places';
import type { Receivers } from './receivers';
import { CodeRefusal } from './refusal';
import { plainProperties } from './syntax';
import { orderEntries, ownOrder, relationsText } from './written-options';

type Literal = ts.ObjectLiteralExpression;

/** What a find is given: options, or only conditions. */
interface FindArgument {
  readonly node: ts.Expression | undefined;
  readonly isConditions: boolean;
  /** The method that takes options, where this one takes conditions. */
  readonly method: string;
}

function argumentOf({ call }: Given, receivers: Receivers): FindArgument {
  const method = (call.expression as ts.PropertyAccessExpression).name.text;
  const node = call.arguments[receivers.receiverOf(call)?.kind === 'manager' ? 1 : 0];
  const isConditions = /By(?:OrFail)?$/.test(method);
  return { node, isConditions, method: method.replace(/By((?:OrFail)?)$/, '$1') };
}

/**
 * Whether the options of a find can say what was touched below it. They cannot where a condition is on one of these relations (the join
 * would give only what meets it), where only some rows are taken (a join with a list makes rows of its own), and where they are
 * not to be seen.
 */
export function canSayRelations(given: Given, receivers: Receivers, checker: ts.TypeChecker): boolean {
  const { node, isConditions } = argumentOf(given, receivers);
  const { place } = given;
  if (node === undefined) return true;
  if (isConditions) return !mentionsRelation(node, place, checker);
  if (!ts.isObjectLiteralExpression(node)) return false;
  const options = plainProperties(node);
  if (options === undefined) return false;
  if (place.hasLists && (options.has('take') || options.has('skip'))) return false;
  for (const name of ['relations', 'order', 'select', 'where', 'relationLoadStrategy', 'join', 'loadRelationIds']) {
    const value = valueOf(options.get(name));
    if (value === undefined) continue;
    if (name === 'where') {
      if (mentionsRelation(value, place, checker)) return false;
    } else if ((name !== 'relations' && name !== 'order') || !ts.isObjectLiteralExpression(value)) return false;
    else if (name === 'order' && mentionsRelation(value, place, checker)) return false;
  }
  return true;
}

function valueOf(
  property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment | undefined,
): ts.Expression | undefined {
  if (property === undefined) return undefined;
  return ts.isPropertyAssignment(property) ? property.initializer : property.name;
}

/** Whether conditions have, or may have, one of the relations that were touched. */
function mentionsRelation(node: ts.Expression, place: Place, checker: ts.TypeChecker): boolean {
  const touched = new Set(place.below.map(({ name }) => name));
  for (const [name, member] of membersOf(place.metadata))
    if (member.kind === 'proxy' && touched.has(member.association)) touched.add(name);
  const type = checker.getTypeAtLocation(node);
  if ((type.flags & ts.TypeFlags.Any) !== 0) return true;
  const types = type.isUnion() ? type.types : [type];
  return types.some((each) => {
    const of = checker.isArrayType(each) ? (checker.getTypeArguments(each as ts.TypeReference)[0] ?? each) : each;
    const parts = of.isUnion() ? of.types : [of];
    return parts.some((part) => part.getProperties().some(({ name }) => touched.has(name)));
  });
}

/** Says in a find what was touched below it: its relations, and the order of each list. */
export function sayRelations(given: Given, receivers: Receivers, edits: Edits): void {
  const { call, place } = given;
  const { source } = edits;
  const { node, isConditions, method } = argumentOf(given, receivers);
  edits.replaceNode((call.expression as ts.PropertyAccessExpression).name, method);
  const options = node !== undefined && !isConditions ? plainProperties(node as Literal) : undefined;
  const relations = valueOf(options?.get('relations'));
  if (relations !== undefined) addWritten(place, relations);
  const order = orderText(given, valueOf(options?.get('order')), node, isConditions, source);
  const said = `relations: ${relationsText(place)},\n${order === undefined ? '' : `order: ${order},\n`}`;
  if (node === undefined) {
    const { end } = call.arguments;
    return edits.replace(end, end, `${call.arguments.length > 0 ? ', ' : ''}{\n${said}}`);
  }
  if (isConditions) return edits.wrap(node, '{\nwhere: ', `,\n${said}}`);
  const { properties } = node as Literal;
  const start = node.getStart(source) + 1;
  edits.replace(start, start, '\n');
  for (const property of properties) {
    const isReplaced = ['relations', 'order'].includes(property.name?.getText(source) ?? '');
    const comma = /^\s*,/.exec(source.text.slice(property.end))?.[0].length ?? 0;
    edits.replace(isReplaced ? property.getStart(source) : property.end, property.end + comma, isReplaced ? '' : ',\n');
  }
  edits.replace(node.end - 1, node.end - 1, said);
}

/** Relations that the person has asked for come with those that were touched. */
function addWritten(place: Place, node: ts.Expression): void {
  if (!ts.isObjectLiteralExpression(node))
    throw new CodeRefusal('the relations of a find are no object as it is written.');
  for (const [name, property] of plainProperties(node) ?? []) {
    const value = valueOf(property);
    if (value === undefined || value.kind === ts.SyntaxKind.FalseKeyword) continue;
    const below = place.at(name);
    if (below === undefined || ts.isIdentifier(value))
      throw new CodeRefusal(`the relation ${name} of a find depends on a value.`);
    if (ts.isObjectLiteralExpression(value)) addWritten(below, value);
  }
}

function orderText(
  { place }: Given,
  written: ts.Expression | undefined,
  node: ts.Expression | undefined,
  isConditions: boolean,
  source: ts.SourceFile,
): string | undefined {
  const lists = orderEntries(place);
  if (lists.length === 0) return written?.getText(source);
  const own = written !== undefined ? [...(plainProperties(written as Literal) ?? [])] : [];
  const entries = own.map(([, property]) => property.getText(source));
  const names = new Set(own.map(([name]) => name));
  const where = isConditions ? node : node && valueOf(plainProperties(node as Literal)?.get('where'));
  if (place.isMany || !isByKey(where, place)) {
    // A join is sorted as a whole: the rows first, each list within its row then.
    const rows =
      own.length > 0
        ? place.metadata.primaryColumns.map(({ propertyPath }) => `${propertyPath}: 'ASC'`)
        : ownOrder(place.metadata);
    entries.push(...rows.filter((entry) => !names.has(entry.slice(0, entry.indexOf(':')))));
  }
  return `{ ${[...entries, ...lists].join(', ')} }`;
}

/** Whether a condition names the primary key, and so at most one row. */
function isByKey(where: ts.Expression | undefined, { metadata }: Place): boolean {
  if (where === undefined || !ts.isObjectLiteralExpression(where)) return false;
  const conditions = plainProperties(where);
  return metadata.primaryColumns.every(({ propertyPath }) => {
    const value = valueOf(conditions?.get(propertyPath));
    return value !== undefined && !ts.isCallExpression(value);
  });
}
