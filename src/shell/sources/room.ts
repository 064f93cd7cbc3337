import type { DataSource, EntityMetadata } from 'typeorm';
import type { Hooks } from '../evaluator/hooks';
import { entityPrinters, type ProjectPrint } from '../extensions';
import type { ModelContract } from '../model';
import type { TypeormModule } from '../names/find-operators';
import type { NamesInScope } from '../names/shell-names';
import type { Printers } from '../own-printer';
import type { Secrets } from '../safety/masking/secrets';
import type { LineObserver } from '../session';
import { ModelOfSeveral } from './model-of-several';
import { namesOfSeveral } from './names-of-several';
import { RelationsOfSeveral } from './relations-of-several';
import { Source, Sources, type BeforeStatement } from './source';

/** A data source, and how the person calls it. */
export interface NamedDataSource {
  readonly name: string;
  /** Initialised. */
  readonly dataSource: DataSource;
  /** The exports of the copy of TypeORM that it is of. */
  readonly typeorm: TypeormModule;
  /** Where it was loaded from, absolute. */
  readonly file?: string;
}

/** What the shell knows of its data sources, one or several. */
export interface Room {
  readonly model: ModelContract;
  readonly printers: Printers;
  readonly hooks: Hooks;
  readonly observer: LineObserver;
  /** As they are now: those of the data source in use. */
  readonly names: NamesInScope;
  readonly sources: Sources;
  /** Forgets what touches have loaded of an entity, unless the person has changed it. */
  letGo(entity: object): void;
  /**
   * Makes an object, an entity of another room until now, one of this room.
   * @param metadata what it is to be.
   * @param before what it was.
   * @returns whether it is one now.
   */
  takeOver(entity: object, metadata: EntityMetadata, before: EntityMetadata): boolean;
}

export interface RoomOptions {
  /** The name of the data source that is in use; the first one is where none is called so. */
  readonly inUse?: string;
  readonly beforeStatement?: BeforeStatement;
}

/**
 * @param secrets hears of the secrets of each data source.
 * @param print how objects of an entity print, by the entity's name.
 */
export function roomOf(
  dataSources: readonly [NamedDataSource, ...NamedDataSource[]],
  secrets: Secrets,
  print: ProjectPrint | undefined,
  { inUse, beforeStatement = () => {} }: RoomOptions = {},
): Room {
  const made = dataSources.map((each) => new Source(each.name, each.dataSource, each.typeorm, each.file));
  const [first, ...others] = made as [Source, ...Source[]];
  const sources = new Sources([first, ...others]);
  secrets.check(sources.all.flatMap(({ model }) => entitiesOf(model)));
  if (others.length === 0) {
    const { model, names } = first;
    const printers = entityPrinters(print, model);
    first.begin(printers, secrets, beforeStatement);
    const { relations, observer } = first;
    return { model, printers, hooks: relations, observer, names, sources, ...moving([first]) };
  }
  const model = new ModelOfSeveral(sources);
  // By their names as they are when the first is in use: what is in use changes.
  const printers = entityPrinters(print, model);
  for (const source of sources.all) source.begin(printers, secrets, beforeStatement);
  const relations = new RelationsOfSeveral(sources, model);
  sources.use(sources.all.find(({ name }) => name === inUse) ?? first);
  return {
    model,
    printers,
    hooks: relations,
    observer: relations,
    get names() {
      return namesOfSeveral(sources, model);
    },
    sources,
    ...moving(sources.all),
  };
}

/** Entities by their names at the prompt. */
function entitiesOf(model: ModelContract): readonly (readonly [name: string, metadata: EntityMetadata])[] {
  return [...model.entities].flatMap(([name, target]) => {
    const metadata = model.metadataOfTarget(target);
    return metadata === undefined ? [] : [[name, metadata] as const];
  });
}

/** Takes off a room's data sources all that listens to them, and leaves them open; what was not kept is rolled back. */
export async function leaveRoom({ sources }: Room): Promise<void> {
  for (const source of sources.all) {
    source.end();
    await source.mode.leave();
  }
}

/** Closes the connections of a room's data sources; what was not kept is rolled back. */
export async function closeRoom({ sources }: Room): Promise<void> {
  for (const source of sources.all) {
    source.end();
    if (source.dataSource.isInitialized) await source.dataSource.destroy();
    // A program may open it once more.
    await source.mode.leave();
  }
}

function moving(sources: readonly Source[]): Pick<Room, 'letGo' | 'takeOver'> {
  return {
    letGo: (entity) => sources.find(({ model }) => model.metadataOf(entity) !== undefined)?.relations.letGo(entity),
    takeOver: (entity, metadata, before) =>
      sources
        .find(({ dataSource }) => dataSource.entityMetadatas.includes(metadata))
        ?.model.takeOver(entity, metadata, before) === true,
  };
}
