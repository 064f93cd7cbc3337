import type { EntityMetadata } from 'typeorm';
import type { MembersOf } from './members';

type Tree = Readonly<Record<string, unknown>>;

/**
 * What a find option (`relations`, `where`, `order`, `select`) says of association proxies, said of the relations that they
 * reach across: `{ projects: x }` becomes `{ assignments: { project: x } }`, at every depth.
 * @returns the very same option when it names no association proxy.
 */
export function acrossProxies(option: unknown, metadata: EntityMetadata, members: MembersOf): unknown {
  if (Array.isArray(option))
    return same(
      option,
      (option as unknown[]).map((each) => acrossProxies(each, metadata, members)),
    );
  if (!isTree(option)) return option;
  const known = members.of(metadata);
  let reached: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(option)) {
    const member = known.get(name);
    if (member?.kind !== 'proxy') {
      const target = metadata.findRelationWithPropertyPath(name)?.inverseEntityMetadata;
      reached = together(reached, { [name]: target === undefined ? value : acrossProxies(value, target, members) });
      continue;
    }
    const far = metadata
      .findRelationWithPropertyPath(member.association)
      ?.inverseEntityMetadata.findRelationWithPropertyPath(member.far)?.inverseEntityMetadata;
    const inner = far === undefined ? value : acrossProxies(value, far, members);
    reached = together(reached, { [member.association]: { [member.far]: inner } });
  }
  const names = Object.keys(option);
  const isSame = names.length === Object.keys(reached).length && names.every((name) => reached[name] === option[name]);
  return isSame ? option : reached;
}

/** Two trees in one; where one says only "yes" and the other says what of it, the other one holds. */
function together(one: Tree, other: Tree): Record<string, unknown> {
  const all: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const there = all[name];
    if (isTree(there) && isTree(value)) all[name] = together(there, value);
    else if (!isTree(there) || value !== true) all[name] = value;
  }
  return all;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function same(before: readonly unknown[], now: readonly unknown[]): readonly unknown[] {
  return now.every((each, index) => each === before[index]) ? before : now;
}
