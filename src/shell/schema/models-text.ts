import type { EntityMetadata } from 'typeorm';
import { countText } from '../output/column-text';
import { counted } from '../output/sql/query-summary';
import type { Theme } from '../output/theme';
import { visible } from '../output/visible';
import { isMadeByTypeorm, relationsOverJunction } from './entity-facts';
import type { ModelRow } from './model-rows';
import type { RowCount } from './row-counts';
import { leastWidth, listCell, naturalWidth, textGrid, type GridCell, type GridColumn } from './text-grid';

export interface ModelsTextOptions {
  readonly theme: Theme;
  /** Columns of the output. */
  readonly width: number;
  /** Shown where they were asked for. */
  readonly counts?: ReadonlyMap<EntityMetadata, RowCount>;
}

/** A list of names is worth showing from so many columns on. */
const LEAST = { columns: 20, relations: 16 } as const;

/** What is shown of the columns, or of the relations, of an entity. */
type Detail = 'names and types' | 'names' | 'number';

interface Layout {
  readonly columns: Detail;
  readonly relations: Detail;
  /** Only where nothing has to be cut. */
  readonly whole?: boolean;
}

/** From much to little room. */
const LAYOUTS: readonly Layout[] = [
  { columns: 'names', relations: 'names and types', whole: true },
  { columns: 'names', relations: 'names' },
  { columns: 'number', relations: 'names' },
];
const NUMBERS: Layout = { columns: 'number', relations: 'number' };

/** The rows as a grid, as much of each as there is room for, and how many there are of what. */
export function modelsText(rows: readonly ModelRow[], { theme, width, counts }: ModelsTextOptions): string {
  const { dim } = theme;
  const cellsOf = (layout: Layout): readonly (readonly GridCell[])[] =>
    rows.map((row) => rowCells(row, counts, theme, layout));
  const layout =
    LAYOUTS.find((each) => {
      const widthOf = each.whole ? naturalWidth : leastWidth;
      return widthOf(gridColumns(each), cellsOf(each)) <= width;
    }) ?? NUMBERS;
  return [
    textGrid(gridColumns(layout), cellsOf(layout), { width, dim }),
    dim(summary(rows)),
    ...problems(rows, counts),
  ].join('\n');
}

function gridColumns({ columns, relations }: Layout): readonly GridColumn[] {
  const list = (title: keyof typeof LEAST, detail: Detail): GridColumn =>
    detail === 'number' ? { title: `# ${title}`, align: 'right' } : { title, least: LEAST[title] };
  return [
    { title: 'entity' },
    { title: 'table', least: 20 },
    { title: 'rows', align: 'right' },
    list('columns', columns),
    list('relations', relations),
    { title: 'kind', least: 12 },
  ];
}

function rowCells(
  { metadata, name, table, kind, columns, relations, depth }: ModelRow,
  counts: ModelsTextOptions['counts'],
  theme: Theme,
  layout: Layout,
): readonly GridCell[] {
  const list = (names: readonly string[], detail: Detail): GridCell => {
    if (detail !== 'number') return listCell(names.map(visible));
    return names.length === 0 ? '' : String(names.length);
  };
  const typed = relations.map(({ name: relation, leadsTo }) =>
    layout.relations === 'names' ? relation : `${relation}: ${leadsTo}`,
  );
  // It has no relations of its own: there is room to say whose it is.
  const isAside = isMadeByTypeorm(metadata) && layout.relations !== 'number';
  return [
    { text: `${'  '.repeat(depth)}${visible(name)}`, paint: theme.entityName },
    visible(table),
    counts === undefined ? '' : countCell(counts.get(metadata), theme),
    list(columns, layout.columns),
    isAside ? { text: visible(kind), paint: theme.dim } : list(typed, layout.relations),
    isAside ? '' : { text: visible(kind), paint: theme.dim },
  ];
}

function countCell(count: RowCount | undefined, theme: Theme): GridCell {
  if (count === undefined) return '';
  if ('problem' in count)
    return { text: count.problem === NO_TABLE ? NO_TABLE : 'cannot be read', paint: theme.notice };
  const { rows, deleted } = count;
  const text = deleted > 0 ? `${countText(rows)} (${countText(deleted)} deleted)` : countText(rows);
  return { text, paint: theme.number };
}

const NO_TABLE = 'no table';

/** Why what could not be counted was not. */
function problems(rows: readonly ModelRow[], counts: ModelsTextOptions['counts']): readonly string[] {
  return rows.flatMap(({ metadata, table }) => {
    const count = counts?.get(metadata);
    return count !== undefined && 'problem' in count && count.problem !== NO_TABLE
      ? [visible(`${table}: ${count.problem}`)]
      : [];
  });
}

/** `4 entities, 1 junction table`. */
function summary(rows: readonly ModelRow[]): string {
  const made = rows.filter(({ metadata }) => isMadeByTypeorm(metadata));
  const junctions = made.filter(({ metadata }) => relationsOverJunction(metadata).length > 0);
  const parts = [counted(rows.length - made.length, 'entity', 'entities')];
  if (junctions.length > 0) parts.push(counted(junctions.length, 'junction table'));
  if (made.length > junctions.length) parts.push(counted(made.length - junctions.length, 'closure table'));
  return parts.join(', ');
}
