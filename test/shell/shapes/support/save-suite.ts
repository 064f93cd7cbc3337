import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHAPES } from '../models';
import type { Version } from './copies';
import { compare, EMPTY, holdOwners, nameOf, relationsOf, touched, type OwnedRelation } from './relations-compared';
import type { MakeShape } from './shape';
import { ShapeShell } from './shape-shell';

/** What TypeORM itself cannot save: a second root of a nested set, a list over a junction that refers to other columns than the key. */
const REFUSED: ReadonlySet<string> = new Set(['Unit.parent', 'Club.members']);

/** Every relation of every shape that can be set, set at the prompt and saved: both sides give what is true then. */
export function saveSuite(version: Version): void {
  for (const [name, make] of Object.entries(SHAPES)) {
    test(`any entity of TypeORM ${version}, a relation of it set and saved: ${name}`, async () => {
      const places = await opened(make, version, async (shell) => settable(shell).map(nameOf));
      assert.ok(places.length > 0 || name === 'views');
      for (const place of places) {
        await opened(make, version, async (shell) => {
          for (const owned of settable(shell)) if (nameOf(owned) === place) await setAndCompare(shell, owned);
        });
      }
    });
  }
}

async function opened<Result>(
  make: MakeShape,
  version: Version,
  work: (shell: ShapeShell) => Promise<Result>,
): Promise<Result> {
  const shell = await ShapeShell.open(make, { version });
  try {
    return await work(shell);
  } finally {
    await shell.close();
  }
}

function settable(shell: ShapeShell): readonly OwnedRelation[] {
  return relationsOf(shell).filter((owned) => canBeSet(owned) && !EMPTY.has(nameOf(owned)));
}

async function setAndCompare(shell: ShapeShell, owned: OwnedRelation): Promise<void> {
  const way = inverseOf(shell, owned);
  await holdOwners(shell, owned);
  const before = await touched(shell, owned);
  await holdOwners(shell, way ?? { ...owned, metadata: owned.relation.inverseEntityMetadata }, 'targets');
  if (way !== undefined) await touched(shell, way, 'targets');
  // One that leads somewhere: so that there is something to change.
  const at = before.findIndex((value) => value !== null && !(Array.isArray(value) && value.length === 0));
  const place = `owners[${at}]${owned.relation.propertyPath
    .split('.')
    .map((part) => `[${JSON.stringify(part)}]`)
    .join('')}`;
  // One less in a list; nothing where it led to one.
  await shell.value(owned.relation.isManyToMany ? `${place}.splice(0, 1)` : `${place} = null`);
  const { target } = owned.metadata;
  await shell.value(`manager.save(${typeof target === 'string' ? `${JSON.stringify(target)}, ` : ''}owners[${at}])`);
  await compare(shell, owned, 'after it was saved');
  // What came eagerly stays as it was.
  if (way?.relation.isEager === false) await compare(shell, way, `after ${nameOf(owned)} was saved`, 'targets');
}

function canBeSet({ metadata, relation }: OwnedRelation): boolean {
  if (REFUSED.has(nameOf({ metadata, relation }))) return false;
  if (metadata.tableType === 'view' || !relation.isOwning) return false;
  return relation.isManyToMany || relation.joinColumns.every(({ isNullable, isPrimary }) => isNullable && !isPrimary);
}

function inverseOf(shell: ShapeShell, { relation }: OwnedRelation): OwnedRelation | undefined {
  const inverse = relation.inverseRelation;
  return relationsOf(shell).find((each) => each.relation === inverse);
}
