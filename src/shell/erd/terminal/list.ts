import { displayWidth } from '../../output/display-width';
import type { Theme } from '../../output/theme';
import { visible } from '../../output/visible';
import type { ErdEnd, ErdEntity, ErdGraph, ErdRelation } from '../graph';
import { signOf, subtitleOf } from '../rows';
import { lineTo } from './signs';

export interface ListOptions {
  readonly theme: Theme;
  /** Columns of the terminal. */
  readonly width: number;
}

/**
 * Every entity with what its relations lead to, a line each: for a graph that is too wide to draw. Remarks for which there is no
 * room are left out.
 */
export function list(graph: ErdGraph, { theme, width }: ListOptions): readonly string[] {
  return (
    graph.entities
      // A junction table is on the line of the relation that goes through it.
      .filter(({ kind }) => kind !== 'junction')
      .flatMap((entity, index) => [...(index === 0 ? [] : ['']), ...entityLines(entity, graph, { theme, width })])
  );
}

function entityLines(entity: ErdEntity, graph: ErdGraph, { theme, width }: ListOptions): readonly string[] {
  const subtitle = subtitleOf(entity);
  const title = `${theme.entityName(visible(entity.id))}${subtitle === '' ? '' : `  ${theme.dim(visible(subtitle))}`}`;
  const rows = [
    ...entity.properties.map((property) => ({
      name: property.name,
      line: property.isToMany ? lineTo('many') : lineTo(property.isNullable ? 'none or one' : 'one'),
      target: property.target,
      remarks: [
        ...(property.through === undefined ? [] : [`through ${property.through}`]),
        ...(property.onDelete === undefined ? [] : [`on delete ${property.onDelete.toLowerCase()}`]),
      ],
    })),
    ...keysAlone(entity, graph).map((relation) => ({
      name: relation.from.columns.join(', '),
      line: lineTo(signOf(relation, relation.to)),
      target: relation.to.entity,
      remarks: [],
    })),
  ];
  const widest = Math.max(0, ...rows.map(({ name }) => displayWidth(visible(name))));
  return [
    title,
    ...rows.map(({ name, line, target, remarks }) => {
      const shown = visible(name);
      const blanks = ' '.repeat(widest - displayWidth(shown));
      const said = remarks.length === 0 ? '' : `  ${theme.dim(visible(remarks.join(', ')))}`;
      const bare = `  ${theme.special(shown)}${blanks} ${line.padEnd(3)} ${visible(target)}`;
      return displayWidth(bare + said) <= width ? bare + said : bare;
    }),
  ];
}

/** Foreign keys that no property is for. */
function keysAlone({ id }: ErdEntity, { relations }: ErdGraph): readonly ErdRelation[] {
  const isAlone = ({ entity, property }: ErdEnd): boolean => entity === id && property === undefined;
  return relations.filter(({ kind, from }) => kind === 'relation' && isAlone(from));
}
