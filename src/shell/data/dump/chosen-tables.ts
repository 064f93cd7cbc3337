import { UserError } from '../../user-error';
import { entityByName, noEntityCalled } from '../../schema/find-entity';
import { EntityNames, tableOwner } from '../../schema/entity-facts';
import type { ModelContract } from '../../model';
import { isBetween, referredTables, type DataTable } from '../data-tables';
import { inKeyOrder, type TableGroup } from '../table-order';

/**
 * The tables of a dump, each behind those that its foreign keys lead to.
 * @param words entities or tables; all when there are none. What lies between two that are named belongs to them.
 * @throws UserError for a word that means none.
 */
export function chosenTables(
  words: readonly string[],
  all: readonly DataTable[],
  model: ModelContract,
): readonly TableGroup<DataTable>[] {
  const named = new Set(words.map((word) => tableCalled(word, all, model)));
  const isChosen = (table: DataTable): boolean =>
    named.size === 0 ||
    named.has(table) ||
    (isBetween(table) && referredTables(table, all).every((each) => named.has(each)));
  return inKeyOrder(all.filter(isChosen), (table) => referredTables(table, all));
}

function tableCalled(word: string, all: readonly DataTable[], model: ModelContract): DataTable {
  const names = new EntityNames(model);
  const byName = all.find(({ name }) => name === word);
  if (byName !== undefined) return byName;
  const metadata = entityByName(word, names);
  if (metadata === undefined) throw noEntityCalled(word, names);
  const table = all.find(({ metadatas }) => metadatas.includes(tableOwner(metadata)));
  if (table === undefined)
    throw new UserError(`${names.of(metadata)} is a view: it has no rows of its own.`, 'Name what it is made of.');
  return table;
}
