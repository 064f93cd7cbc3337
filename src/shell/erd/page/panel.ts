/** The columns and relations of the chosen entity, beside the drawing. */

interface PanelRelation {
  readonly name: string;
  readonly amount: string;
  readonly target: string;
  readonly remark: string;
}

/** @param follow goes to the entity at the other end. */
function showPanel(entity: PageEntity, panel: HTMLElement, follow: (id: string) => void, close: () => void): void {
  const { id, kind, table, parent, comment, columns } = entity;
  const isTableNamed = table !== id;
  const subtitle = [kind === 'entity' ? '' : kind === 'closure' ? 'closure table' : kind, isTableNamed ? table : '']
    .filter((part) => part !== '')
    .join(' · ');
  const closing = made('button', 'close', '×');
  closing.type = 'button';
  closing.setAttribute('aria-label', 'Close');
  closing.addEventListener('click', close);
  panel.replaceChildren(
    made('header', '', made('div', '', made('h2', kind, id), made('p', 'soft', subtitle)), closing),
    ...(comment === undefined ? [] : [made('p', 'comment', comment)]),
    ...(parent === undefined ? [] : [made('p', 'soft', `Shares the table of ${parent} and has its columns.`)]),
    ...(columns.length === 0 ? [] : [made('h3', '', `Columns (${columns.length})`), columnTable(entity)]),
    ...relationParts(entity, follow),
  );
  panel.scrollTo(0, 0);
}

function columnTable({ columns }: PageEntity): HTMLElement {
  const rows = columns.map((column) => {
    const { name, databaseName, type, isPrimary, isForeign, isUnique, isNullable, comment } = column;
    const names = made('td', '', made('code', '', name));
    if (databaseName !== name) names.append(made('small', '', databaseName));
    if (comment !== undefined) names.append(made('small', 'comment', comment));
    const marks = made('td', 'marks');
    if (isPrimary) marks.append(made('abbr', 'PK', 'PK'));
    if (isForeign) marks.append(made('abbr', 'FK', 'FK'));
    if (isUnique) marks.append(made('abbr', 'UQ', 'UQ'));
    return made('tr', '', names, made('td', 'type', type, made('small', '', isNullable ? 'null' : '')), marks);
  });
  return made('table', '', made('tbody', '', ...rows));
}

function relationParts(entity: PageEntity, follow: (id: string) => void): readonly HTMLElement[] {
  const relations = relationsOf(entity);
  if (relations.length === 0) return [];
  const items = relations.map(({ name, amount, target, remark }) => {
    const button = made(
      'button',
      'relation',
      made('span', 'name', name),
      made('span', 'amount', amount),
      made('span', 'target', target),
      ...(remark === '' ? [] : [made('small', '', remark)]),
    );
    button.type = 'button';
    button.dataset.target = target;
    button.disabled = !entitiesById.has(target);
    button.addEventListener('click', () => follow(target));
    return made('li', '', button);
  });
  return [made('h3', '', `Relations (${relations.length})`), made('ul', '', ...items)];
}

function relationsOf(entity: PageEntity): readonly PanelRelation[] {
  const { id, properties } = entity;
  return [
    ...properties.map(({ name, target, isToMany, isNullable, through, onDelete }) => ({
      name,
      amount: isToMany ? 'any number of' : isNullable ? 'none or one' : 'exactly one',
      target,
      remark: [
        through === undefined ? '' : `through ${through}`,
        onDelete === undefined ? '' : `on delete ${onDelete.toLowerCase()}`,
      ]
        .filter((part) => part !== '')
        .join(', '),
    })),
    ...graph.relations.flatMap((relation) => withoutProperty(relation, id)),
  ];
}

/** What a relation is to an entity that has no property for it: the other side has, or nobody. */
function withoutProperty({ kind, from, to }: PageRelation, id: string): readonly PanelRelation[] {
  if (kind === 'inheritance') {
    if (from.entity === id) return [{ name: '', amount: 'is a', target: to.entity, remark: '' }];
    return to.entity === id ? [{ name: '', amount: 'is what there is of', target: from.entity, remark: '' }] : [];
  }
  const seen = (own: typeof from, other: typeof from): readonly PanelRelation[] => {
    if (own.entity !== id || own.property !== undefined) return [];
    const remark = other.property === undefined ? '' : `its ${other.property}`;
    const amount = other.many ? 'any number of' : other.optional ? 'none or one' : 'exactly one';
    return [{ name: own === from ? own.columns.join(', ') : '', amount, target: other.entity, remark }];
  };
  return from.entity === to.entity ? seen(from, to) : [...seen(from, to), ...seen(to, from)];
}
