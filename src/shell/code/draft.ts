import { HELPERS, type HelperName } from './helpers';

/** How imports of names are written; all of them at once, so that those from one file stand together. */
export type ImportLines = (names: ReadonlySet<string>) => readonly string[];

/** The program as far as it is made: one function, and what stands before it. */
export class Draft {
  /** Names that are imported. */
  readonly imported = new Set<string>();
  readonly helpers = new Set<HelperName>();

  constructor(
    private readonly importLines: ImportLines,
    /** Imports that the person has typed. */
    readonly typed: readonly string[],
    /** What the shell's own names are while the program is made; nothing of it is left in the end. */
    private readonly declarations: string,
    /** How the program calls its data source. */
    private readonly dataSource: string,
    public body: string,
  ) {}

  /** What stands before the body in the text that is checked. */
  get head(): string {
    const imports = [...this.importLines(this.importedNames), ...this.typed];
    return `${[...imports, this.declarations, ...this.helperTexts].join('\n')}\n`;
  }

  get text(): string {
    return this.head + this.body;
  }

  /** The names that are imported, those that the helpers need included. */
  get importedNames(): ReadonlySet<string> {
    const needed = [...this.helpers].flatMap((name) => HELPERS[name].imports as readonly string[]);
    return new Set([...this.imported, ...needed.map((name) => (name === 'dataSource' ? this.dataSource : name))]);
  }

  get helperTexts(): readonly string[] {
    const texts = [...this.helpers].sort().map((name) => HELPERS[name].text);
    return texts.map((text) => text.replaceAll(/\bdataSource\b/g, this.dataSource));
  }

  /** Takes over a changed text, of which the head is as it was. */
  update(text: string, head: string): void {
    if (!text.startsWith(head)) throw new Error('the head of the program was changed');
    this.body = text.slice(head.length);
  }
}
