import { isObject } from './duck-types';

/** The name under which @nestjs/typeorm provides its options (TYPEORM_MODULE_OPTIONS). */
const PROVIDED_AS = 'TypeOrmModuleOptions';
const DEEPEST = 12;

/**
 * The options that a NestJS module hands to `TypeOrmModule.forRoot`, found in the decorator metadata of the module and of those
 * that it imports. Nothing of the application is started.
 * @param module a module's class; anything else has none.
 */
export function nestModuleOptions(module: unknown): readonly unknown[] {
  const found = new Set<unknown>();
  const seen = new Set<unknown>();
  const visit = (each: unknown, depth: number): void => {
    if (depth > DEEPEST || seen.has(each)) return;
    seen.add(each);
    if (isObject(each)) {
      for (const provider of listOf(each.providers)) {
        if (isObject(provider) && provider.provide === PROVIDED_AS && provider.useValue) found.add(provider.useValue);
      }
      for (const inner of [...listOf(each.imports), each.module]) visit(inner, depth + 1);
    } else if (typeof each === 'function') {
      for (const inner of listOf(metadata('imports', each))) visit(inner, depth + 1);
    }
  };
  if (typeof module === 'function') visit(module, 0);
  return [...found];
}

/** What NestJS's decorators keep with reflect-metadata. */
function metadata(key: string, target: Function): unknown {
  const { getMetadata } = Reflect as { readonly getMetadata?: (key: string, target: object) => unknown };
  return getMetadata?.(key, target);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
