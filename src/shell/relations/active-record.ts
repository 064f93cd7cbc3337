import type { EntityMetadata, ObjectLiteral, Repository } from 'typeorm';
import type { Model } from '../model';
import { UserError } from '../user-error';
import { prototypesOf } from './prototypes';

type Method = (...args: unknown[]) => unknown;

/**
 * What `Employee.find(...)` and `employee.save()` mean for a class that has no such method itself: the same as for one that
 * extends TypeORM's BaseEntity.
 */
export class ActiveRecord {
  readonly #model: Model;
  readonly #reloaded: (entity: object, row: object) => void;
  /** One function a name and entity, so that `Employee.find === Employee.find`. */
  readonly #ofTargets = new WeakMap<EntityMetadata, Map<string, Method>>();

  /** @param reloaded gives an entity what `reload()` has read: another object for its row. */
  constructor(model: Model, reloaded: (entity: object, row: object) => void) {
    this.#model = model;
    this.#reloaded = reloaded;
  }

  /** A method of the entity's repository, for an entity class or EntitySchema; `undefined` when there is none of that name. */
  ofTarget(target: object, name: string): Method | undefined {
    const metadata = this.#model.metadataOfTarget(target);
    if (metadata === undefined) return undefined;
    let methods = this.#ofTargets.get(metadata);
    if (methods === undefined) this.#ofTargets.set(metadata, (methods = new Map<string, Method>()));
    const known = methods.get(name);
    if (known !== undefined) return known;
    const repository = this.#model.repositoryOf(metadata);
    if (!isMethodOf(repository, name)) return undefined;
    const method = (repository as unknown as Record<string, Method>)[name]?.bind(repository);
    if (method !== undefined) methods.set(name, method);
    return method;
  }

  /** The methods that `ofTarget` gives. */
  namesOfTarget(metadata: EntityMetadata): readonly string[] {
    const repository = this.#model.repositoryOf(metadata);
    return namesOf(repository).filter((name) => isMethodOf(repository, name));
  }

  /** `save`, `remove`, `softRemove`, `recover`, `reload` or `hasId` of an entity. */
  ofEntity(entity: object, metadata: EntityMetadata, name: string): Method | undefined {
    const repository = this.#model.repositoryOf(metadata);
    switch (name) {
      case 'save':
      case 'remove':
      case 'softRemove':
      case 'recover':
        return (...options) => (repository[name] as unknown as Method).call(repository, entity, ...options);
      case 'reload':
        return () => this.#reload(entity, metadata, repository);
      case 'hasId':
        return () => repository.hasId(entity);
      default:
        return undefined;
    }
  }

  async #reload(entity: object, metadata: EntityMetadata, repository: Repository<ObjectLiteral>): Promise<void> {
    if (metadata.primaryColumns.length === 0)
      throw new UserError(
        `${metadata.name} has no primary key, so its row cannot be found again.`,
        'Run the query again.',
      );
    const id = metadata.getEntityIdMap(entity);
    if (id === undefined)
      throw new UserError(
        `This ${metadata.name} was never saved, so there is no row to read it from.`,
        'Save it first.',
      );
    this.#reloaded(entity, await repository.findOneByOrFail(id));
  }
}

/** Whether a class between the repository and Object has the method. */
function isMethodOf(repository: object, name: string): boolean {
  if (name === 'constructor') return false;
  for (const each of prototypesOf(repository)) {
    if (typeof Object.getOwnPropertyDescriptor(each, name)?.value === 'function') return true;
  }
  return false;
}

/** The names of an object's classes, Object left out. */
function namesOf(object: object): readonly string[] {
  return [...prototypesOf(object)].flatMap((each) => Object.getOwnPropertyNames(each));
}
