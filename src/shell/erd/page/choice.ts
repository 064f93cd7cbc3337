/** The entity that is chosen: it and what is around it stand out. */

class Choice {
  private readonly listeners: ((id: string | undefined) => void)[] = [];
  private chosen: string | undefined;

  get id(): string | undefined {
    return this.chosen;
  }

  onChange(listener: (id: string | undefined) => void): void {
    this.listeners.push(listener);
  }

  set(id: string | undefined): void {
    this.chosen = id;
    drawing.classList.toggle('choosing', id !== undefined);
    const around = id === undefined ? new Set<string>() : nearTo(id);
    for (const line of lines) {
      const { from = '', to = '' } = line.dataset;
      const isLit = from === id || to === id || (around.has(from) && around.has(to) && (isMade(from) || isMade(to)));
      line.classList.toggle('lit', isLit);
      // Lines that stand out are drawn above the others.
      if (isLit) line.parentElement?.append(line);
    }
    for (const box of boxes) {
      const isChosen = id !== undefined && box.dataset.entity === id;
      box.classList.toggle('chosen', isChosen);
      box.classList.toggle('near', around.has(box.dataset.entity ?? ''));
      box.setAttribute('aria-pressed', String(isChosen));
    }
    for (const listener of this.listeners) listener(id);
  }
}

/** An entity with those that it has relations to; through a junction table, those behind it. */
function nearTo(id: string): ReadonlySet<string> {
  const near = new Set([id]);
  for (const next of neighboursOf(id)) {
    near.add(next);
    if (isMade(next)) for (const behind of neighboursOf(next)) near.add(behind);
  }
  return near;
}

function neighboursOf(id: string): readonly string[] {
  return graph.relations.flatMap(({ from, to }) =>
    from.entity === id ? [to.entity] : to.entity === id ? [from.entity] : [],
  );
}

/** Whether it is a table that TypeORM makes. */
function isMade(id: string): boolean {
  const kind = entitiesById.get(id)?.kind;
  return kind === 'junction' || kind === 'closure';
}
