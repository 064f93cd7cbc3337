/** Finds entities by their names and those of their tables, columns and relations. */

class BoxSearch {
  private hits: readonly SVGGElement[] = [];
  private at = -1;

  constructor(
    private readonly field: HTMLInputElement,
    private readonly report: HTMLElement,
    private readonly go: (box: SVGGElement) => void,
  ) {
    field.addEventListener('input', () => this.find());
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.next(event.shiftKey ? -1 : 1);
    });
  }

  clear(): void {
    this.field.value = '';
    this.find();
  }

  private find(): void {
    const wanted = this.field.value.trim().toLowerCase();
    const found = boxes
      .map((box) => ({ box, rank: wanted === '' ? Infinity : rankOf(box, wanted) }))
      .filter(({ rank }) => rank < Infinity)
      .sort((one, other) => one.rank - other.rank);
    this.hits = found.map(({ box }) => box);
    this.at = -1;
    drawing.classList.toggle('searching', wanted !== '');
    for (const box of boxes) box.classList.toggle('hit', this.hits.includes(box));
    this.say(wanted !== '');
  }

  private next(step: 1 | -1): void {
    if (this.hits.length === 0) return;
    this.at =
      this.at === -1 && step === -1 ? this.hits.length - 1 : (this.at + step + this.hits.length) % this.hits.length;
    const box = this.hits[this.at];
    if (box !== undefined) this.go(box);
    this.say(true);
  }

  private say(isSearching: boolean): void {
    const { length } = this.hits;
    this.report.textContent = !isSearching
      ? ''
      : length === 0
        ? 'none'
        : this.at < 0
          ? String(length)
          : `${this.at + 1} of ${length}`;
  }
}

/** The lower the nearer: an entity's own name comes before that of its table, a column or a relation. */
function rankOf(box: SVGGElement, wanted: string): number {
  const entity = entitiesById.get(box.dataset.entity ?? '');
  if (entity === undefined) return Infinity;
  const id = entity.id.toLowerCase();
  if (id === wanted) return 0;
  if (id.startsWith(wanted)) return 1;
  if (id.includes(wanted)) return 2;
  const others = [
    entity.table,
    ...entity.columns.flatMap(({ name, databaseName }) => [name, databaseName]),
    ...entity.properties.map(({ name }) => name),
  ];
  return others.some((name) => name.toLowerCase().includes(wanted)) ? 3 : Infinity;
}
