import { isObject } from '../duck-types';

/** What a module provides: `{ provide, useFactory, inject }` and its like, as NestJS's dynamic modules and decorators hold it. */
export interface Provider {
  readonly provide: unknown;
  readonly useValue?: unknown;
  readonly useFactory?: unknown;
  readonly inject?: unknown;
  readonly useExisting?: unknown;
  readonly useClass?: unknown;
  /** What `TypeOrmModule.forFeature` has put there: the entity that the provided repository is of. */
  readonly targetEntitySchema?: unknown;
}

const DEEPEST = 50;

/** The providers of a NestJS module and of all that it imports, in order. Reads what decorators have kept, and starts nothing. */
export async function providersOf(module: unknown): Promise<readonly Provider[]> {
  const providers: Provider[] = [];
  const seen = new Set<unknown>();
  const visit = async (given: unknown, depth: number): Promise<void> => {
    const each = referred(await given);
    if (depth > DEEPEST || seen.has(each)) return;
    seen.add(each);
    const { imports, own, module: inner } = partsOf(each);
    for (const imported of imports) await visit(imported, depth + 1);
    for (const provider of own) {
      if (isObject(provider) && 'provide' in provider) providers.push(provider as unknown as Provider);
      else if (typeof provider === 'function') providers.push({ provide: provider, useClass: provider });
    }
    if (inner !== undefined) await visit(inner, depth + 1);
  };
  await visit(module, 0);
  return providers;
}

/** What NestJS's decorators have kept about a class; reflect-metadata puts the function there that gives it. */
export function decorated(key: string, target: Function): unknown {
  const { getMetadata } = Reflect as { readonly getMetadata?: (key: string, target: object) => unknown };
  return getMetadata?.(key, target);
}

/** `forwardRef(() => Module)`, for modules that import each other. */
export function referred(value: unknown): unknown {
  return isObject(value) && typeof value.forwardRef === 'function' ? (value.forwardRef as () => unknown)() : value;
}

interface Parts {
  readonly imports: readonly unknown[];
  readonly own: readonly unknown[];
  /** The class of a dynamic module. */
  readonly module?: unknown;
}

function partsOf(module: unknown): Parts {
  if (typeof module === 'function') {
    return { imports: listOf(decorated('imports', module)), own: listOf(decorated('providers', module)) };
  }
  if (!isObject(module)) return { imports: [], own: [] };
  return { imports: listOf(module.imports), own: listOf(module.providers), module: module.module };
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
