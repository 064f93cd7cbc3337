import type ts from 'typescript';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** At one place what closes comes first, then what opens, then what replaces. */
  readonly rank: 0 | 1 | 2;
  /** Among those of one rank: what comes first. */
  readonly order: number;
}

/**
 * Changes of a text that are made together, each said of a node of its tree. Texts put around a node and texts put around a node
 * in it end up as the nodes are nested, whatever the order in which they are asked for.
 */
export class Edits {
  readonly #edits: Edit[] = [];

  constructor(readonly source: ts.SourceFile) {}

  get isEmpty(): boolean {
    return this.#edits.length === 0;
  }

  /** Puts texts before and behind a node; of two such around the same node the later one is the outer. */
  wrap(node: ts.Node, before: string, after = ''): void {
    const start = node.getStart(this.source);
    const end = node.end;
    const later = this.#edits.length / 1e6;
    this.#edits.push({ start, end: start, text: before, rank: 1, order: -end - later });
    if (after !== '') this.#edits.push({ start: end, end, text: after, rank: 0, order: -start + later });
  }

  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text, rank: 2, order: 0 });
  }

  replaceNode(node: ts.Node, text: string): void {
    this.replace(node.getStart(this.source), node.end, text);
  }

  /** The text with the changes. */
  apply(): string {
    const { text } = this.source;
    const sorted = [...this.#edits].sort((a, b) => a.start - b.start || a.rank - b.rank || a.order - b.order);
    let at = 0;
    let result = '';
    for (const edit of sorted) {
      // What lies in a part that is replaced goes with it.
      if (edit.start < at) continue;
      result += text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return result + text.slice(at);
  }
}
