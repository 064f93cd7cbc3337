import type { EntityMetadata } from 'typeorm';
import { didYouMean, nearNames } from '../near-names';
import { optionInstead } from '../other-orms';
import { UserError } from '../user-error';
import type { MembersOf } from './members';
import { ownNames } from './property-names';
import { acrossProxies } from './proxy-paths';
import { shown } from './shown-value';

const OPTIONS = [
  ...['where', 'relations', 'select', 'order', 'skip', 'take', 'cache', 'lock', 'withDeleted', 'loadEagerRelations'],
  ...['loadRelationIds', 'relationLoadStrategy', 'transaction', 'comment', 'join'],
];
/** Options that are trees of properties. */
const TREES = ['where', 'relations', 'select', 'order'] as const;

/**
 * Refuses find options that TypeORM or the database would take for something else.
 * @throws UserError naming an option that there is not (TypeORM answers with all rows), a count that is none (with all rows, or
 * in the database's words), or a property among the relations that the entity does not have
 */
export function checkOptions(options: unknown, metadata: EntityMetadata, members: MembersOf): void {
  if (typeof options !== 'object' || options === null) return;
  const names = namesOf(metadata, members);
  const wrong = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (wrong !== undefined)
    throw new UserError(
      `There is no find option "${wrong}".`,
      names.includes(wrong)
        ? `A condition stands in where: { where: { ${wrong}: … } }.`
        : (insteadOfOption(wrong, metadata) ?? didYouMean(wrong, OPTIONS) ?? `The options are ${OPTIONS.join(', ')}.`),
    );
  for (const name of ['take', 'skip']) {
    const count: unknown = Reflect.get(options, name);
    if (count === undefined || count === null || (Number.isInteger(count) && Number(count) >= 0)) continue;
    throw new UserError(`The find option "${name}" is a count of rows: ${shown(count)} is none.`);
  }
  for (const name of TREES) {
    const tree: unknown = Reflect.get(options, name);
    if (tree === undefined || tree === null || typeof tree === 'object') continue;
    throw new UserError(
      `The find option "${name}" takes an object: ${shown(tree)} is none.`,
      typeof tree === 'string' ? objectFor(name, tree, metadata) : undefined,
    );
  }
  checkOrder(Reflect.get(options, 'order'), metadata);
  const relations: unknown = Reflect.get(options, 'relations');
  if (typeof relations === 'object' && relations !== null && !Array.isArray(relations)) {
    const unknown = Object.keys(relations).find((name) => !names.includes(name) && !name.includes('.'));
    if (unknown !== undefined)
      throw new UserError(
        `${metadata.name} has no property "${unknown}".`,
        didYouMean(unknown, names) ?? `It has: ${names.join(', ')}.`,
      );
  }
}

/**
 * Refuses options among conditions: `findBy({ where: … })`.
 * @param method the name of the one that takes the conditions themselves.
 * @throws UserError
 */
export function checkConditionsAlone(
  method: string,
  conditions: unknown,
  metadata: EntityMetadata,
  members: MembersOf,
): void {
  if (!/By(?:OrFail)?$/.test(method) || typeof conditions !== 'object' || conditions === null) return;
  const option = Object.keys(conditions).find((name) => OPTIONS.includes(name));
  if (option === undefined || namesOf(metadata, members).includes(option)) return;
  const key = metadata.primaryColumns[0]?.propertyPath ?? 'id';
  throw new UserError(
    `${method}() takes the conditions themselves: "${option}" is an option.`,
    `Write ${metadata.name}.${method}({ ${key}: 1 }), or with options ${metadata.name}.${method.replace('By', '')}({ where: { ${key}: 1 } }).`,
  );
}

function insteadOfOption(name: string, metadata: EntityMetadata): string | undefined {
  const instead = optionInstead(name, metadata);
  return instead && `TypeORM says ${instead}.`;
}

/** `Write order: { name: "DESC" }.` for the text `name DESC`. */
function objectFor(option: (typeof TREES)[number], text: string, metadata: EntityMetadata): string | undefined {
  if (option === 'where') {
    const key = metadata.primaryColumns[0]?.propertyPath ?? 'id';
    return `Write where: { ${key}: 1 }; SQL goes to sql\`…\` or a query builder.`;
  }
  const [, name, direction = 'ASC'] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(text) ?? [];
  if (name === undefined) return undefined;
  return `Write ${option}: { ${name}: ${option === 'order' ? `"${direction.toUpperCase()}"` : 'true'} }.`;
}

/** A direction that is none: TypeORM sorts upwards. */
function checkOrder(order: unknown, metadata: EntityMetadata): void {
  if (typeof order !== 'object' || order === null) return;
  if (Array.isArray(order)) {
    const names = order
      .flat()
      .filter((each): each is string => typeof each === 'string' && !/^(?:asc|desc)$/i.test(each));
    throw new UserError(
      'The find option "order" takes an object, not a list.',
      names.length === 0 ? undefined : `Write order: { ${names.map((name) => `${name}: "ASC"`).join(', ')} }.`,
    );
  }
  for (const [name, value] of Object.entries(order) as [string, unknown][]) {
    if (metadata.findColumnWithPropertyPath(name) === undefined || value === undefined || typeof value === 'object')
      continue;
    if ([1, -1].includes(value as number) || /^(?:asc|desc)$/i.test(String(value))) continue;
    throw new UserError(`${metadata.name}.${name} is sorted "ASC" or "DESC": ${shown(value)} is neither.`);
  }
}

/** The options with association proxies said as the relations that they reach across; the very same where there are none. */
export function optionsAcross(options: unknown, metadata: EntityMetadata, members: MembersOf): unknown {
  if (typeof options !== 'object' || options === null) return options;
  let across = options;
  for (const name of TREES) {
    const tree: unknown = Reflect.get(options, name);
    const reached = acrossProxies(tree, metadata, members);
    if (reached !== tree) across = { ...across, [name]: reached };
  }
  return across;
}

/**
 * What to say of a list of names where this TypeORM takes an object only (0.3 takes both, so it is asked first).
 * @returns `undefined` for every other error.
 */
export function listRefused(
  error: unknown,
  options: unknown,
  metadata: EntityMetadata,
  members: MembersOf,
): UserError | undefined {
  const [, option] = /^String-array "(\w+)" syntax/.exec(error instanceof Error ? error.message : '') ?? [];
  if (option === undefined || typeof options !== 'object' || options === null) return undefined;
  const list: unknown = Reflect.get(options, option);
  if (!Array.isArray(list)) return undefined;
  const names = namesOf(metadata, members);
  const tree: Tree = {};
  for (const path of list) {
    const [first = '', ...rest] = String(path).split('.');
    let place = tree;
    for (const name of [names.includes(first) ? first : (nearNames(first, names)[0] ?? first), ...rest])
      place = place[name] ??= {};
  }
  return new UserError(
    `The find option "${option}" takes an object here, not a list.`,
    `Write ${option}: ${treeText(tree)}.`,
  );
}

interface Tree {
  [name: string]: Tree;
}

/** `{ books: { genres: true } }`: what is named is taken with what it is in. */
function treeText(tree: Tree): string {
  const parts = Object.entries(tree).map(([name, inner]) => `${name}: ${treeText(inner)}`);
  return parts.length === 0 ? 'true' : `{ ${parts.join(', ')} }`;
}

function namesOf(metadata: EntityMetadata, members: MembersOf): readonly string[] {
  return [...ownNames(metadata), ...members.of(metadata).keys()];
}
