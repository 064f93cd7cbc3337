import { HELPERS, type HelperName } from './helpers';

export interface DraftParts {
  /** Imports of everything that the program may need; those that it does not need are left out in the end. */
  readonly imports: readonly string[];
  /** What the shell's own names are while the program is made; nothing of it is left in the end. */
  readonly declarations: string;
  /** How the program calls its data source. */
  readonly dataSource: string;
  readonly body: string;
}

/** The program as far as it is made: one function, and what stands before it. */
export class Draft {
  readonly helpers = new Set<HelperName>();
  readonly #parts: DraftParts;
  body: string;

  constructor(parts: DraftParts) {
    this.#parts = parts;
    this.body = parts.body;
  }

  /** What stands before the body in the text that is checked. */
  get head(): string {
    const { imports, declarations } = this.#parts;
    return `${[...imports, declarations, ...this.helperTexts].join('\n')}\n`;
  }

  get text(): string {
    return this.head + this.body;
  }

  get helperTexts(): readonly string[] {
    const texts = [...this.helpers].sort().map((name) => HELPERS[name]);
    return texts.map((text) => text.replaceAll(/\bdataSource\b/g, this.#parts.dataSource));
  }

  /** Takes over a changed text, of which the head is as it was. */
  update(text: string, head: string): void {
    if (!text.startsWith(head)) throw new Error('the head of the program was changed');
    this.body = text.slice(head.length);
  }
}
