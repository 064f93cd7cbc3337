import type { DataSource, DataSourceOptions } from 'typeorm';
import { isClass, isDataSource, isDataSourceOptions, isObject } from './duck-types';
import { isNestModule, nestModuleOptions } from './nest/nest-module';

/** A data source that a file exports, or the options of one. */
export interface Exported {
  /** The name of the export: `default` for a default export, and for `module.exports` itself. */
  readonly exportName: string;
  readonly value: DataSource | DataSourceOptions;
}

/**
 * What a module exports as its data sources: DataSources under any name, promises of them, functions without parameters that
 * give one (called only when there is nothing else), plain options, lists of options. The same object exported twice is one.
 * @param exports the module's exports, as `require` or `import` give them.
 * @throws what a promise is rejected with, or what a function throws.
 */
export async function exportedDataSources(exports: unknown): Promise<readonly Exported[]> {
  const candidates = await Promise.all(
    candidatesOf(exports).map(async ([exportName, value]) => [exportName, await value] as const),
  );
  const sources = pick(candidates, isDataSource);
  if (sources.length > 0) return sources;
  const options = pick(candidates, isDataSourceOptions);
  if (options.length > 0) return options;
  const made: [string, unknown][] = [];
  for (const [exportName, value] of candidates) {
    const maker = makerOf(value);
    if (maker) made.push([exportName, await maker()]);
  }
  for (const found of [pick(made, isDataSource), pick(made, isDataSourceOptions)]) if (found.length > 0) return found;
  const modules: (readonly [string, unknown])[] = [];
  for (const [exportName, value] of candidates) {
    if (isNestModule(value)) modules.push([exportName, await nestModuleOptions(value)]);
  }
  return pick(modules, isDataSourceOptions);
}

/** Name and value of every export; default exports first. */
function candidatesOf(exports: unknown): readonly (readonly [string, unknown])[] {
  if (!isObject(exports)) return [['default', exports]];
  if (isDataSource(exports) || isDataSourceOptions(exports) || Array.isArray(exports)) return [['default', exports]];
  const names = Object.keys(exports).sort((a, b) => Number(b === 'default') - Number(a === 'default'));
  const found = names.map((name) => [name, exports[name]] as const);
  // What `import` gives of a CommonJS module that TypeScript made: the exports are in `default`.
  const inner = exports.default;
  const isWrapped =
    isObject(inner) && !isDataSource(inner) && !isDataSourceOptions(inner) && !(inner instanceof Promise);
  return isWrapped && !Array.isArray(inner) ? [...found, ...candidatesOf(inner)] : found;
}

function pick<Kind extends DataSource | DataSourceOptions>(
  candidates: readonly (readonly [string, unknown])[],
  isKind: (value: unknown) => value is Kind,
): readonly Exported[] {
  const byValue = new Map<Kind, string>();
  for (const [exportName, value] of candidates) {
    for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (!isKind(each)) continue;
      const before = byValue.get(each);
      // A name says more than `default`.
      if (before === undefined || before === 'default') byValue.set(each, exportName);
    }
  }
  return [...byValue].map(([value, exportName]) => ({ exportName, value }));
}

/** A function that may be called to get a data source, also the `useFactory` of NestJS's options. */
function makerOf(value: unknown): (() => unknown) | undefined {
  if (typeof value === 'function') return value.length === 0 && !isClass(value) ? (value as () => unknown) : undefined;
  const factory = isObject(value) && !Array.isArray(value) ? value.useFactory : undefined;
  return typeof factory === 'function' && factory.length === 0 ? () => factory.call(value) as unknown : undefined;
}
