import type { FileHeader, FileRow, RowSource } from './file-row';

export interface FolderFile {
  readonly table: string;
  /** In bytes. */
  readonly size: number;
  readonly source: RowSource;
}

/** Several files of CSV as one dump, in the order in which they are given. */
export class FolderSource implements RowSource {
  readonly #sources: readonly FolderFile[];
  #read = 0;
  #current: FolderFile | undefined;

  constructor(sources: readonly FolderFile[]) {
    this.#sources = sources;
  }

  share(): number {
    const all = this.#sources.reduce((sum, { size }) => sum + size, 0);
    const { size = 0, source } = this.#current ?? {};
    return (this.#read + size * (source?.share() ?? 0)) / Math.max(1, all);
  }

  async header(): Promise<FileHeader> {
    return { tables: this.#sources.map(({ table }) => table), masked: [] };
  }

  async *rows(): AsyncGenerator<readonly FileRow[]> {
    this.#read = 0;
    for (const each of this.#sources) {
      this.#current = each;
      yield* each.source.rows();
      this.#current = undefined;
      this.#read += each.size;
    }
  }
}
