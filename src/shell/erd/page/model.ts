/** What the page knows of the model: the diagram's data, and the elements that stand for it. */

type PageGraph = import('../graph').ErdGraph;
type PageEntity = PageGraph['entities'][number];
type PageRelation = PageGraph['relations'][number];

function element<Kind extends Element>(id: string): Kind {
  return document.getElementById(id) as unknown as Kind;
}

const graph = JSON.parse(element<HTMLScriptElement>('model').textContent ?? '') as PageGraph;
const entitiesById: ReadonlyMap<string, PageEntity> = new Map(graph.entities.map((entity) => [entity.id, entity]));
const drawing = element<SVGSVGElement>('drawing');

const boxes: readonly SVGGElement[] = [...drawing.querySelectorAll<SVGGElement>('.box')];
const lines: readonly SVGGElement[] = [...drawing.querySelectorAll<SVGGElement>('.line')];
const boxesById: ReadonlyMap<string, SVGGElement> = new Map(boxes.map((box) => [box.dataset.entity ?? '', box]));

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const rectangles: ReadonlyMap<SVGGElement, Rectangle> = new Map(
  boxes.map((box) => {
    const frame = box.querySelector('.frame') as SVGRectElement;
    const { e, f } = (box.transform.baseVal.consolidate() as SVGTransform).matrix;
    return [box, { x: e, y: f, width: frame.width.baseVal.value, height: frame.height.baseVal.value }];
  }),
);

/** Where a box is in the drawing, in its own units. */
function rectangleOf(box: SVGGElement): Rectangle {
  return rectangles.get(box) as Rectangle;
}

/** An element of the page with text in it; nothing of a name is ever read as markup. */
function made<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...content: readonly (string | Node)[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  if (className !== '') node.className = className;
  node.append(...content);
  return node;
}
