import { UserError } from '../../user-error';
import { isObject } from '../duck-types';
import { decorated, listOf, providersOf, type Provider } from './nest-providers';
import { NestResolver, NotProvidedError } from './nest-resolver';

/** The name under which @nestjs/typeorm provides its options (TYPEORM_MODULE_OPTIONS). */
const OPTIONS = 'TypeOrmModuleOptions';
/** What @nestjs/config provides to fill its service with what files of configuration give. */
const CONFIGURATION_LOADER = 'CONFIGURATION_LOADER';

/** Whether it is the class of a NestJS module. */
export function isNestModule(value: unknown): value is Function {
  return typeof value === 'function' && Array.isArray(decorated('imports', value));
}

/**
 * The options that a NestJS module, or one that it imports, gives to TypeORM: `TypeOrmModule.forRoot(…)`, or `forRootAsync(…)` with what
 * that needs. The application is not started. Entities that `autoLoadEntities` would find are those of `TypeOrmModule.forFeature(…)`.
 * @throws UserError when the options need what only a running application has.
 */
export async function nestModuleOptions(module: Function): Promise<readonly unknown[]> {
  const providers = await providersOf(module);
  const resolver = new NestResolver(providers);
  const found = providers.filter(({ provide }) => provide === OPTIONS);
  if (found.length === 0) return [];
  try {
    for (const loader of providers.filter(({ provide }) => provide === CONFIGURATION_LOADER))
      await resolver.make(loader);
    const options: unknown[] = [];
    for (const provider of found) options.push(withEntities(await resolver.make(provider), providers));
    return options;
  } catch (error) {
    if (!(error instanceof NotProvidedError)) throw error;
    throw new UserError(
      `The options of TypeOrmModule in ${module.name} cannot be had without the application: ${error.message}.`,
      "Name a file with -d that exports a data source, as TypeORM's own commands need it.",
    );
  }
}

function withEntities(options: unknown, providers: readonly Provider[]): unknown {
  if (!isObject(options) || options.autoLoadEntities !== true) return options;
  const featured = providers.flatMap(({ targetEntitySchema: schema }) =>
    isObject(schema) ? [schema.target ?? schema] : [],
  );
  return { ...options, autoLoadEntities: false, entities: [...new Set([...listOf(options.entities), ...featured])] };
}
