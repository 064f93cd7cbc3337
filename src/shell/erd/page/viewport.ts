/** Which part of the drawing is seen, and how large: drag, wheel, pinch. */

const SMALLEST = 0.05;
const LARGEST = 4;
/** From here on rows cannot be read, and names are written large instead. */
const FAR = 0.45;
/** A press that moves further is a drag and no click. */
const DRAG_FROM = 4;

class Viewport {
  private scale = 1;
  private x = 0;
  private y = 0;
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private pressed: { x: number; y: number } | undefined;
  private animation = 0;
  /** Whether the press that ended last was a drag. */
  dragged = false;

  constructor(
    private readonly stage: HTMLElement,
    private readonly world: SVGGElement,
    private readonly size: { readonly width: number; readonly height: number },
    private readonly onScale: (scale: number) => void,
  ) {
    stage.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    stage.addEventListener('pointerdown', (event) => this.down(event));
    stage.addEventListener('pointermove', (event) => this.move(event));
    for (const name of ['pointerup', 'pointercancel'] as const) stage.addEventListener(name, (event) => this.up(event));
    // A browser scrolls what has the focus into view by itself, and would move the stage below the drawing.
    stage.addEventListener('scroll', () => stage.scrollTo(0, 0));
    window.addEventListener('resize', () => this.apply());
  }

  /** All of the drawing; a small one is not blown up. */
  fit(): void {
    const { clientWidth, clientHeight } = this.stage;
    const scale = Math.min(clientWidth / this.size.width, clientHeight / this.size.height, 1.25);
    this.go(scale, (clientWidth - this.size.width * scale) / 2, (clientHeight - this.size.height * scale) / 2);
  }

  /** Zooms about a point of the stage, its middle unless told. */
  zoom(factor: number, at = { x: this.stage.clientWidth / 2, y: this.stage.clientHeight / 2 }): void {
    const scale = Math.min(LARGEST, Math.max(SMALLEST, this.scale * factor));
    const by = scale / this.scale;
    this.set(scale, at.x - (at.x - this.x) * by, at.y - (at.y - this.y) * by);
  }

  /** Brings a box into the middle, large enough to be read. */
  centre({ x, y, width, height }: Rectangle): void {
    const { clientWidth, clientHeight } = this.stage;
    const scale = Math.max(this.scale, Math.min(1, clientWidth / (width + 40), clientHeight / (height + 40)));
    this.go(scale, clientWidth / 2 - (x + width / 2) * scale, clientHeight / 2 - (y + height / 2) * scale);
  }

  /** Moves no further than it takes to see a box. */
  reveal({ x, y, width, height }: Rectangle): void {
    const { clientWidth, clientHeight } = this.stage;
    const margin = 24;
    const inside = (from: number, length: number, room: number): number =>
      from < margin
        ? margin - from
        : from + length > room - margin
          ? Math.max(room - margin - from - length, margin - from)
          : 0;
    const byX = inside(x * this.scale + this.x, width * this.scale, clientWidth);
    const byY = inside(y * this.scale + this.y, height * this.scale, clientHeight);
    if (byX !== 0 || byY !== 0) this.go(this.scale, this.x + byX, this.y + byY);
  }

  panBy(x: number, y: number): void {
    this.set(this.scale, this.x + x, this.y + y);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    // A pinch on a touch pad comes as a wheel with Ctrl, in smaller steps; a wheel may count lines.
    const step = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 0.04 : event.ctrlKey ? 0.01 : 0.0016;
    this.zoom(Math.exp(-event.deltaY * step), this.place(event));
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.pointers.set(event.pointerId, this.place(event));
    this.pressed = this.place(event);
    this.dragged = false;
  }

  private move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (before === undefined || this.pressed === undefined) return;
    const now = this.place(event);
    if (!this.dragged && Math.hypot(now.x - this.pressed.x, now.y - this.pressed.y) < DRAG_FROM) return;
    if (!this.dragged) this.stage.setPointerCapture(event.pointerId);
    this.dragged = true;
    this.stage.classList.add('dragging');
    this.pointers.set(event.pointerId, now);
    const [other] = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    if (other === undefined) this.panBy(now.x - before.x, now.y - before.y);
    else this.pinch(before, now, other);
  }

  /** Two fingers: what is between them stays there. */
  private pinch(before: Point2, now: Point2, other: Point2): void {
    const middle = (one: Point2): Point2 => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
    const distance = (one: Point2): number => Math.hypot(one.x - other.x, one.y - other.y) || 1;
    this.panBy(middle(now).x - middle(before).x, middle(now).y - middle(before).y);
    this.zoom(distance(now) / distance(before), middle(now));
  }

  private up(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
    if (this.pointers.size === 0) this.stage.classList.remove('dragging');
  }

  private place({ clientX, clientY }: MouseEvent): Point2 {
    const { left, top } = this.stage.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  private go(scale: number, x: number, y: number): void {
    cancelAnimationFrame(this.animation);
    const from = { scale: this.scale, x: this.x, y: this.y };
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.set(scale, x, y);
    const start = performance.now();
    const frame = (now: number): void => {
      const part = Math.min(1, Math.max(0, (now - start) / 220));
      const eased = 1 - (1 - part) ** 3;
      this.set(
        from.scale + (scale - from.scale) * eased,
        from.x + (x - from.x) * eased,
        from.y + (y - from.y) * eased,
        true,
      );
      if (part < 1) this.animation = requestAnimationFrame(frame);
    };
    this.animation = requestAnimationFrame(frame);
  }

  private set(scale: number, x: number, y: number, isAnimated = false): void {
    if (!isAnimated) cancelAnimationFrame(this.animation);
    this.scale = scale;
    this.x = x;
    this.y = y;
    this.apply();
  }

  private apply(): void {
    this.world.setAttribute('transform', `translate(${this.x} ${this.y}) scale(${this.scale})`);
    this.stage.classList.toggle('far', this.scale < FAR);
    this.onScale(this.scale);
  }
}

interface Point2 {
  readonly x: number;
  readonly y: number;
}
