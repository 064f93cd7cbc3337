/** Puts the page together: what keys and clicks do. */

const stage = element<HTMLElement>('stage');
const panel = element<HTMLElement>('panel');
const field = element<HTMLInputElement>('search');
const help = element<HTMLDialogElement>('help');
const viewBox = { width: Number(drawing.dataset.width), height: Number(drawing.dataset.height) };

const viewport = new Viewport(stage, element<SVGGElement>('world'), viewBox, (scale) => {
  element('scale').textContent = `${Math.round(scale * 100)} %`;
});
const choice = new Choice();
const search = new BoxSearch(field, element('count'), (box) => open(box.dataset.entity ?? ''));

choice.onChange((id) => {
  const entity = id === undefined ? undefined : entitiesById.get(id);
  panel.hidden = entity === undefined;
  if (entity !== undefined) showPanel(entity, panel, follow, closePanel);
});

/** Chooses an entity and brings it into the middle, beside the panel. */
function open(id: string): void {
  const box = boxesById.get(id);
  if (box === undefined) return;
  choice.set(id);
  viewport.centre(rectangleOf(box));
}

function follow(id: string): void {
  open(id);
  boxesById.get(id)?.focus({ preventScroll: true });
}

function closePanel(): void {
  const { id } = choice;
  choice.set(undefined);
  if (id !== undefined) boxesById.get(id)?.focus({ preventScroll: true });
}

for (const box of boxes) {
  box.addEventListener('click', () => {
    if (!viewport.dragged) open(box.dataset.entity ?? '');
  });
  box.addEventListener('focus', () => {
    // A press with a pointer gives focus too, and must not move what is pressed.
    if (box.matches(':focus-visible')) viewport.reveal(rectangleOf(box));
  });
}
stage.addEventListener('click', (event) => {
  if (!viewport.dragged && !(event.target as Element).closest('.box')) choice.set(undefined);
});
for (const [id, action] of [
  ['in', () => viewport.zoom(1.25)],
  ['out', () => viewport.zoom(0.8)],
  ['fit', () => viewport.fit()],
  ['keys', () => help.showModal()],
] as const)
  element(id).addEventListener('click', action);
help.addEventListener('click', (event) => {
  if (event.target === help) help.close();
});

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === 'Escape') return escape(event);
  if (event.target === field) return;
  const handled = onKey(event.key, document.activeElement);
  if (handled) event.preventDefault();
});

/** @returns whether the key means something here. */
function onKey(key: string, focused: Element | null): boolean {
  const box = boxes.find((each) => each === focused);
  const arrow = ARROWS[key];
  if (key === '/') field.select();
  else if (key === '+' || key === '=') viewport.zoom(1.25);
  else if (key === '-') viewport.zoom(0.8);
  else if (key === '0') viewport.fit();
  else if (key === '?') help.showModal();
  else if (box !== undefined && (key === 'Enter' || key === ' ')) open(box.dataset.entity ?? '');
  else if (arrow !== undefined && !panel.contains(focused)) {
    const next = box === undefined ? boxes[0] : nearest(box, arrow);
    next?.focus({ preventScroll: true });
  } else return false;
  return true;
}

/** Esc takes back one thing: the search, then the panel. */
function escape(event: KeyboardEvent): void {
  if (field.value !== '' || document.activeElement === field) {
    search.clear();
    field.blur();
    event.preventDefault();
  } else if (choice.id !== undefined) closePanel();
}

/** The nearest box in a direction: what lies aside counts three times. */
function nearest(box: SVGGElement, [x, y]: readonly [number, number]): SVGGElement | undefined {
  const middle = (of: SVGGElement): Point2 => {
    const { x: left, y: top, width, height } = rectangleOf(of);
    return { x: left + width / 2, y: top + height / 2 };
  };
  const from = middle(box);
  let best: { readonly box: SVGGElement; readonly distance: number } | undefined;
  for (const other of boxes) {
    const to = middle(other);
    const ahead = (to.x - from.x) * x + (to.y - from.y) * y;
    const aside = Math.abs((to.x - from.x) * y) + Math.abs((to.y - from.y) * x);
    const distance = ahead + 3 * aside;
    if (ahead > 1 && other !== box && (best === undefined || distance < best.distance)) best = { box: other, distance };
  }
  return best?.box;
}

viewport.fit();
