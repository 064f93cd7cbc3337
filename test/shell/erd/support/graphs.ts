import type { DataSource, DataSourceOptions } from 'typeorm';
import type { ErdEnd, ErdGraph } from '../../../../src/shell/erd/graph';
import { graphOf } from '../../../../src/shell/erd/graph-of';
import { marksOf, subtitleOf } from '../../../../src/shell/erd/rows';
import { SHAPES } from '../../shapes/models';
import { copyOf, type Version } from '../../shapes/support/copies';

export const IN_MEMORY = { type: 'better-sqlite3', database: ':memory:' } as const;

/** What a graph is asked of; the connection is closed before the graph is given. */
export async function graphFrom(dataSource: DataSource): Promise<ErdGraph> {
  await dataSource.initialize();
  try {
    return graphOf(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** Of one of the ways to declare entities that test/shell/shapes has. */
export function shapeGraph(name: string, version: Version = '1.1'): Promise<ErdGraph> {
  const copy = copyOf(version);
  const { entities, options } = SHAPES[name](copy, 'sqlite');
  return graphFrom(new copy.DataSource({ ...IN_MEMORY, ...options, entities } as DataSourceOptions));
}

export const SHAPE_NAMES = Object.keys(SHAPES);

/** Names and comments that are no text for whoever takes them for markup. */
export const HOSTILE: ErdGraph = {
  entities: [
    {
      id: '<script>alert(1)</script>',
      kind: 'entity',
      table: 'a"b\\c',
      comment: '</script><img src=x onerror=alert(2)>',
      columns: [
        {
          name: '"><svg onload=alert(3)>',
          databaseName: "x' onclick='alert(4)",
          type: 'varchar(1,2) -- }',
          isPrimary: true,
          isForeign: false,
          isUnique: false,
          isNullable: false,
          comment: '--> ]]> <!-- "%} \u2028 \u0007 ${1}',
        },
        {
          name: 'pk',
          databaseName: 'pk',
          type: '',
          isPrimary: false,
          isForeign: true,
          isUnique: true,
          isNullable: true,
        },
      ],
      properties: [
        { name: 'emoji \u{1f600} 名前 \ud800', target: 'end', isToMany: false, isNullable: true, onDelete: 'SET NULL' },
      ],
    },
    { id: 'end', kind: 'view', table: 'style', columns: [], properties: [] },
  ],
  relations: [
    {
      id: 'r0',
      kind: 'relation',
      from: {
        entity: '<script>alert(1)</script>',
        property: 'emoji \u{1f600} 名前 \ud800',
        columns: ['pk'],
        many: true,
        optional: true,
      },
      to: { entity: 'end', columns: [], many: false, optional: true },
      onDelete: 'SET NULL',
    },
  ],
};

/** A graph as lines that can be read and compared. */
export function told({ entities, relations }: ErdGraph): readonly string[] {
  const end = ({ entity, property, columns, many, optional }: ErdEnd): string =>
    `${entity}${property === undefined ? '' : `.${property}`}(${columns.join(',')}) ${many ? 'many' : optional ? 'none or one' : 'one'}`;
  return [
    ...entities.map((entity) => {
      const columns = entity.columns.map((column) =>
        [`${column.name}${column.isNullable ? '?' : ''}`, column.type, ...marksOf(column)].join(' '),
      );
      return `${entity.id} [${[entity.kind, subtitleOf(entity)].filter(Boolean).join(', ')}]: ${columns.join(', ')}`;
    }),
    ...relations.map(({ kind, from, to, onDelete }) =>
      kind === 'inheritance'
        ? `${from.entity} is a ${to.entity}`
        : `${end(from)} -- ${end(to)}${onDelete === undefined ? '' : ` ${onDelete}`}`,
    ),
  ];
}
