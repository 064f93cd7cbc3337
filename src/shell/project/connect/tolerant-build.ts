import { basename } from 'node:path';
import type { DataSource, EntityMetadata } from 'typeorm';
import { entityProblem } from '../../output/errors/entity-problem';
import type { TypeormCopy } from '../typeorm-copy';
import { globOf } from './entity-patterns';
import { nameOf, relationRefs, type DecoratorStorage, type RelationRef } from './relation-refs';

/** An entity, or a relation of one, that TypeORM cannot make metadata of. */
export interface Broken {
  /** `Post`, `Post.author`, or the name of a file that a pattern names and that cannot be loaded. */
  readonly name: string;
  /** What TypeORM says of it. */
  readonly reason: string;
  /** Relations of other entities that lead to it, and so are left out too: `User.posts`. */
  readonly along: readonly string[];
}

/** What TypeORM does when it connects, of a data source; protected in its types. */
interface Builds {
  buildMetadatas(): Promise<void>;
}

/** How often is looked for one more culprit. */
const MOST_BROKEN = 100;

/**
 * Lets a data source connect although some of its entities are broken: what TypeORM cannot make metadata of is left out, and what
 * leads to it. A relation that is wrong costs that relation; everything else that is wrong costs the entity.
 * @returns what was left out; filled when the data source is connected.
 */
export function tolerateBroken(dataSource: DataSource, typeorm: TypeormCopy): readonly Broken[] {
  const broken: Broken[] = [];
  const builds = dataSource as unknown as Builds;
  const build = builds.buildMetadatas.bind(dataSource);
  builds.buildMetadatas = async () => {
    try {
      await build();
    } catch (error) {
      const search = await CulpritSearch.begin(dataSource, typeorm);
      const good = await search.run(broken);
      if (good === undefined) throw error;
      (dataSource.options as { entities: unknown }).entities = good;
      await build();
    }
  };
  return broken;
}

class CulpritSearch {
  readonly #build: (entities: readonly unknown[]) => Promise<unknown>;
  readonly #storage: DecoratorStorage;
  readonly #unloaded: readonly Broken[];
  #entities: readonly unknown[];

  private constructor(
    build: (entities: readonly unknown[]) => Promise<unknown>,
    storage: DecoratorStorage,
    { entities, broken }: EntityList,
  ) {
    this.#build = build;
    this.#storage = storage;
    this.#entities = entities;
    this.#unloaded = broken;
  }

  static async begin(dataSource: DataSource, typeorm: TypeormCopy): Promise<CulpritSearch> {
    const { ConnectionMetadataBuilder } = typeorm.load('connection/ConnectionMetadataBuilder') as {
      ConnectionMetadataBuilder: new (dataSource: DataSource) => {
        buildEntityMetadatas(entities: readonly unknown[]): Promise<EntityMetadata[]>;
      };
    };
    const { EntityMetadataValidator } = typeorm.load('metadata-builder/EntityMetadataValidator') as {
      EntityMetadataValidator: new () => { validateMany(all: EntityMetadata[], driver: unknown): void };
    };
    const { getMetadataArgsStorage } = typeorm.load('globals') as { getMetadataArgsStorage(): DecoratorStorage };
    const builder = new ConnectionMetadataBuilder(dataSource);
    const build = async (entities: readonly unknown[]): Promise<void> => {
      const all = await builder.buildEntityMetadatas(entities);
      new EntityMetadataValidator().validateMany(
        all.filter(({ tableType }) => tableType !== 'view'),
        dataSource.driver,
      );
    };
    return new CulpritSearch(build, getMetadataArgsStorage(), await entityList(dataSource, typeorm));
  }

  /** @returns the entities that can be built; `undefined` when the error is not about any of them. */
  async run(broken: Broken[]): Promise<readonly unknown[] | undefined> {
    broken.push(...this.#unloaded);
    let error = await this.#errorOf(this.#entities);
    if (error === undefined) return this.#unloaded.length > 0 ? this.#entities : undefined;
    for (let round = 0; error !== undefined; round++) {
      const found: Broken | undefined = round < MOST_BROKEN ? await this.#leaveOut(error) : undefined;
      if (found === undefined) return undefined;
      broken.push(found);
      error = await this.#errorOf(this.#entities);
    }
    return this.#entities;
  }

  /** Leaves out what makes the error go away: a relation that it names, else an entity that it names, else any. */
  async #leaveOut(error: unknown): Promise<Broken | undefined> {
    const reason = messageOf(error);
    const names = new Set(reason.match(/[\w$]+/g));
    const relations = relationRefs(this.#entities, this.#storage);
    for (const relation of relations) {
      if (!names.has(relation.entity) || !names.has(relation.property)) continue;
      relation.drop();
      if (messageOf(await this.#errorOf(this.#entities)) !== reason)
        return { name: relation.name, reason: inWords(reason, relation), along: [] };
      relation.restore();
    }
    const named = this.#entities.filter((entity) => names.has(nameOf(entity)));
    for (const entity of new Set([...named, ...this.#entities])) {
      const leading = relations.filter((relation) => nameOf(entity) !== relation.entity && leadsTo(relation, entity));
      const others = this.#entities.filter((each) => each !== entity);
      for (const relation of leading) relation.drop();
      if (messageOf(await this.#errorOf(others)) !== reason) {
        this.#entities = others;
        return { name: nameOf(entity), reason: inWords(reason), along: leading.map(({ name }) => name) };
      }
      for (const relation of leading) relation.restore();
    }
    return undefined;
  }

  async #errorOf(entities: readonly unknown[]): Promise<unknown> {
    try {
      await this.#build(entities);
      return undefined;
    } catch (error) {
      return error;
    }
  }
}

/** What TypeORM says, in a line of which a person can make something. @param relation the one that it is said of. */
function inWords(reason: string, relation?: RelationRef): string {
  const { title, advice } = entityProblem(reason) ?? { title: reason };
  const target = relation?.target();
  const named = typeof target === 'function' ? title.replace('a class that', `${target.name}, which`) : title;
  return advice === undefined ? named : `${named} ${advice}`;
}

function leadsTo(relation: RelationRef, entity: unknown): boolean {
  const target = relation.target();
  return (
    target === entity || target === nameOf(entity) || (typeof target === 'object' && nameOf(target) === nameOf(entity))
  );
}

/** What the options name as entities: classes and schemas, and files by a pattern, of which some may not be loaded. */
interface EntityList {
  readonly entities: readonly unknown[];
  readonly broken: readonly Broken[];
}

async function entityList({ options, logger }: DataSource, typeorm: TypeormCopy): Promise<EntityList> {
  const { importClassesFromDirectories } = typeorm.load('util/DirectoryExportedClassesLoader') as {
    importClassesFromDirectories(logger: unknown, patterns: readonly string[]): Promise<readonly unknown[]>;
  };
  const named = Object.values(options.entities ?? []) as readonly unknown[];
  const entities = named.filter((each) => typeof each !== 'string');
  const broken: Broken[] = [];
  const glob = globOf(typeorm);
  for (const file of new Set(named.flatMap((each) => (typeof each === 'string' ? glob(each) : [])))) {
    try {
      entities.push(...(await importClassesFromDirectories(logger, [file])));
    } catch (error) {
      broken.push({ name: basename(file), reason: messageOf(error).split('\n', 1)[0] ?? '', along: [] });
    }
  }
  return { entities: [...new Set(entities)], broken };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : error === undefined ? '' : String(error);
}
