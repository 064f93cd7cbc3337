import type { CompilerOptions } from 'typescript';
import type { ModuleFormat } from '../module-format';

// Numbers of TypeScript's enums: they are the same in every version, and the compiler need not be loaded to know them.
const MODULE = { CommonJS: 1, ES2022: 7, Node16: 100, NodeNext: 199 } as const;
const RESOLUTION = { Node10: 2, Bundler: 100 } as const;
const TARGET = { ES2022: 9 } as const;
const JSX = { Preserve: 1, ReactNative: 3, ReactJSX: 4 } as const;

/** The settings that are looked at here, as the numbers they are. */
interface Numbers {
  readonly module?: number;
  readonly moduleResolution?: number;
  readonly target?: number;
  readonly jsx?: number;
}

/** Whether a module setting of TypeScript decides file by file, as Node does. */
export function followsNode({ module }: Numbers): boolean {
  return module !== undefined && module >= MODULE.Node16 && module <= MODULE.NodeNext;
}

/** Whether Node 20 does not know all that a target lets through, decorators and `using` among it. */
export function isTooNew({ target = 0 }: Numbers): boolean {
  return target > TARGET.ES2022;
}

/**
 * The project's options, with what running needs put in their place: text is emitted whatever is wrong with it, one file for
 * one file, as modules of the kind that Node will take the files for. What decides the meaning of the code (decorators,
 * their metadata, class fields, resolution) stays the project's.
 * @param format what Node takes the files for; see `moduleFormat`.
 * @param major of the compiler.
 */
export function forcedOptions(options: CompilerOptions, format: ModuleFormat, major: number): CompilerOptions {
  const { module, jsx, moduleResolution }: Numbers = options;
  const forced: CompilerOptions = {
    ...options,
    noEmit: false,
    noEmitOnError: false,
    noCheck: undefined,
    emitDeclarationOnly: false,
    declaration: false,
    declarationMap: false,
    composite: false,
    incremental: false,
    tsBuildInfoFile: undefined,
    sourceMap: true,
    inlineSourceMap: false,
    inlineSources: false,
    sourceRoot: undefined,
    mapRoot: undefined,
    outFile: undefined,
    out: undefined,
    rootDir: undefined,
    importHelpers: false,
    noEmitHelpers: false,
    // The resolution of './a.ts' is left to the hooks.
    rewriteRelativeImportExtensions: false,
    ignoreDeprecations: major >= 6 ? '6.0' : '5.0',
  };
  if (isTooNew(options)) {
    forced.target = TARGET.ES2022;
    forced.useDefineForClassFields = options.useDefineForClassFields ?? true;
  }
  if (jsx === JSX.Preserve || jsx === JSX.ReactNative) forced.jsx = JSX.ReactJSX;
  if (followsNode(options)) return forced;
  forced.moduleResolution = moduleResolution ?? resolutionOf(options, major);
  if (format === 'module') {
    forced.module = MODULE.ES2022;
  } else {
    forced.module = MODULE.CommonJS;
    forced.verbatimModuleSyntax = false;
    // A project that meant a bundler, or ES modules, has never had to say so.
    if (module !== undefined && module !== MODULE.CommonJS) forced.esModuleInterop = true;
  }
  return forced;
}

function resolutionOf({ module }: Numbers, major: number): number {
  const isCommonJs = module === undefined || module === MODULE.CommonJS;
  // The bundler's way is known from 5 on.
  return major < 5 || (major < 6 && isCommonJs) ? RESOLUTION.Node10 : RESOLUTION.Bundler;
}
