import { isTypeScript } from '../module-format';
import { CompiledProgram, type Busy, type CompiledFile } from './compiled-program';
import { resolveAsTypeScript } from './resolution';

const JAVASCRIPT = /\.([cm]?js|jsx)$/;
const PACKAGES = '/node_modules/';

/** The compiled programs of a project: one for each tsconfig that its files are met under. */
export class Programs {
  readonly #programs = new Map<string, CompiledProgram>();
  readonly #shellFolder: string;

  /**
   * @param cacheFolder where compiled programs are kept.
   * @param shellFolder the shell's own files are not the project's, also where it is its own project.
   */
  constructor(
    readonly cacheFolder: string,
    shellFolder: string,
    private readonly busy?: Busy,
  ) {
    this.#shellFolder = `${shellFolder}/`;
  }

  /** Files may have changed: they are looked at again. */
  forget(): void {
    this.#programs.clear();
  }

  /**
   * The compiled text of a file of the project.
   * @returns `undefined` for a file that runs as it is.
   * @throws see {@link CompiledProgram.file}.
   */
  file(file: string): CompiledFile | undefined {
    if (!this.isProjects(file)) return undefined;
    if (isTypeScript(file)) return this.#of(file).file(file);
    // JavaScript is only compiled where the tsconfig says so (allowJs) and something else of the program is.
    if (!JAVASCRIPT.test(file)) return undefined;
    const program = [...this.#programs.values()].find((each) => each.has(file));
    return program?.file(file);
  }

  /** @returns `undefined` where Node's own resolution has to answer. */
  resolve(specifier: string, parent: string): string | undefined {
    if (!this.isProjects(parent)) return undefined;
    if (!isTypeScript(parent) && ![...this.#programs.values()].some((program) => program.has(parent))) return undefined;
    return resolveAsTypeScript(specifier, parent, this.#of(parent).resolution);
  }

  /** Whether a file is the project's own: no package's, and not the shell's. */
  isProjects(file: string): boolean {
    return !file.includes(PACKAGES) && !file.startsWith(this.#shellFolder);
  }

  /** The program that has the file, else that of its tsconfig. */
  #of(file: string): CompiledProgram {
    for (const program of this.#programs.values()) if (program.has(file)) return program;
    const key = CompiledProgram.keyOf(file);
    const known = this.#programs.get(key);
    if (known) return known;
    const program = new CompiledProgram(file, this.cacheFolder, this.busy);
    this.#programs.set(key, program);
    return program;
  }
}
