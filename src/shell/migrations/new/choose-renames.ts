import { UserError } from '../../user-error';
import { columnCandidates, isFree, tableCandidates, type Sides } from './candidates';
import { Renames, renameText, renameWord, type Rename } from './renames';
import type { ColumnShape, TableShape } from './shape';

export interface RenameChoice {
  /** What the person has said is a rename: `employees.name:employees.full_name`, `staff:employees`. */
  readonly given: readonly string[];
  /** Nothing else is one. */
  readonly noOthers: boolean;
  /** Tells the person what was found and asks; absent where nobody can be asked. */
  readonly confirm?: (question: string, found: string) => Promise<boolean>;
}

/**
 * Which of what was dropped and added is the same under another name.
 * @throws UserError where a given rename cannot be, and where nobody can be asked and nothing was said.
 */
export async function chooseRenames(sides: Sides, { given, noOthers, confirm }: RenameChoice): Promise<Renames> {
  let renames = new Renames([]);
  // Tables first: a column is of a table that may be called otherwise.
  const words = given.map((word) => ({ word, rename: tableOf(word, sides) }));
  for (const { rename } of words) if (rename) renames = withOne(renames, rename);
  for (const { word, rename } of words) if (!rename) renames = withOne(renames, columnOf(word, sides, renames));
  if (noOthers) return renames;
  if (confirm === undefined) {
    refuse([...tableCandidates(sides, renames), ...columnCandidates(sides, renames)], given);
    return renames;
  }
  renames = await ask(tableCandidates, sides, renames, confirm);
  return ask(columnCandidates, sides, renames, confirm);
}

async function ask(
  candidates: (sides: Sides, decided: Renames) => readonly Rename[],
  sides: Sides,
  decided: Renames,
  confirm: NonNullable<RenameChoice['confirm']>,
): Promise<Renames> {
  let renames = decided;
  const refused = new Set<string>();
  for (;;) {
    // Anew after each yes: what refers to a renamed table can be the same now.
    const next = candidates(sides, renames).find((each) => !refused.has(renameWord(each)) && isFree(each, renames));
    if (next === undefined) return renames;
    refused.add(renameWord(next));
    if (await confirm(`Is it a rename, ${renameText(next)}?`, foundText(next))) renames = withOne(renames, next);
  }
}

function foundText(rename: Rename): string {
  return rename.kind === 'table'
    ? `Table ${rename.from.name} is in no entity, and ${rename.to.name}, of the same shape, is not in the database.`
    : `Column ${rename.wanted.name}.${rename.from.name} is gone and ${rename.to.name} is new, both ${rename.to.type}.`;
}

function refuse(candidates: readonly Rename[], given: readonly string[]): void {
  if (candidates.length === 0) return;
  const words = candidates.map(renameWord);
  const [first] = words;
  throw new UserError(
    `${candidates.length === 1 ? 'This looks like a rename' : 'These look like renames'}: ${words.join(', ')}.`,
    `Say --rename ${first} ${given.length > 0 || words.length > 1 ? 'for each that is one, ' : ''}or --no-rename if ${words.length === 1 ? 'it is none' : 'no other is one'}.`,
  );
}

/** @throws UserError when what it needs is taken. */
function withOne(renames: Renames, rename: Rename): Renames {
  if (!isFree(rename, renames))
    throw new UserError(`${renameWord(rename)} renames what another --rename renames as well.`, 'Keep one of them.');
  return new Renames([...renames.all, rename]);
}

/** The table rename that a word says; `undefined` when it is about columns. @throws UserError */
function tableOf(word: string, { found, wanted }: Sides): Rename | undefined {
  const [left, right] = halves(word);
  const from = byName(found, left);
  const to = byName(wanted, right);
  if (from && to) {
    if (byKey(wanted, from.key))
      throw new UserError(`--rename ${word}: there is an entity for ${left}, so it is not gone.`, HINT);
    if (byKey(found, to.key)) throw new UserError(`--rename ${word}: ${right} is in the database already.`, HINT);
    if (schemaOf(from) !== schemaOf(to))
      throw new UserError(
        `--rename ${word}: the table would move to another schema, which is more than a rename.`,
        'Write that migration by hand: migration new NAME --empty',
      );
    return { kind: 'table', from, to };
  }
  if (left.includes('.') || (from === undefined && !right.includes('.') && word.includes('.'))) return undefined;
  if (from === undefined) throw new UserError(`--rename ${word}: there is no table ${left} in the database.`, HINT);
  throw new UserError(`--rename ${word}: no entity has a table ${right}.`, HINT);
}

/** @throws UserError */
function columnOf(word: string, sides: Sides, renames: Renames): Rename {
  const [left, right] = halves(word);
  const [tableName, from] = lastPart(left);
  // The table may be called as it is now, or as it will be.
  const wanted =
    byName(sides.wanted, tableName) ??
    sides.wanted.find(({ key }) => byName(sides.found, tableName)?.key === renames.oldTable(key));
  const table = wanted && byKey(sides.found, renames.oldTable(wanted.key));
  if (wanted === undefined || table === undefined)
    throw new UserError(
      `--rename ${word}: ${tableName} is not a table that is in the database and has an entity.`,
      'A table that is renamed too needs a --rename of its own.',
    );
  const [rightTable, to] = right.includes('.') ? lastPart(right) : [wanted.name, right];
  if (byName([wanted], rightTable) === undefined && byName([table], rightTable) === undefined)
    throw new UserError(`--rename ${word}: a column stays in its table.`, HINT);
  const old = columnNamed(table, from);
  const next = columnNamed(wanted, to);
  if (old === undefined)
    throw new UserError(`--rename ${word}: ${table.name} has no column ${from} in the database.`, HINT);
  if (next === undefined) throw new UserError(`--rename ${word}: no entity has a column ${wanted.name}.${to}.`, HINT);
  if (columnNamed(wanted, from)) throw new UserError(`--rename ${word}: the entity still has ${from}.`, HINT);
  if (columnNamed(table, to)) throw new UserError(`--rename ${word}: ${to} is in the database already.`, HINT);
  return { kind: 'column', table, wanted, from: old, to: next };
}

const HINT =
  'Write what there is before what there will be: --rename employees.name:full_name, --rename staff:employees.';

/** @throws UserError */
function halves(word: string): readonly [string, string] {
  const [left, right, ...more] = word.split(':');
  if (!left || !right || more.length > 0) throw new UserError(`--rename takes OLD:NEW, not ${word}.`, HINT);
  return [left, right];
}

function lastPart(path: string): readonly [string, string] {
  const at = path.lastIndexOf('.');
  return [path.slice(0, at), path.slice(at + 1)];
}

/** With or without the schema. */
function byName(all: readonly TableShape[], name: string): TableShape | undefined {
  const bare = all.filter((each) => each.name.split('.').at(-1) === name);
  return all.find((each) => each.name === name) ?? (bare.length === 1 ? bare[0] : undefined);
}

function byKey(all: readonly TableShape[], key: string): TableShape | undefined {
  return all.find((each) => each.key === key);
}

function columnNamed({ columns }: TableShape, name: string): ColumnShape | undefined {
  return columns.find((each) => each.name === name);
}

function schemaOf({ key }: TableShape): string {
  return key.slice(0, key.lastIndexOf('.') + 1);
}
