import { EntityManager } from 'typeorm';
import { prepareSave } from './save-graph';

/** Tells tools that `save` saves new instances along, whatever the cascades; TypeORM's own drops them. */
const SAVES_NEW: unique symbol = Symbol.for('typeorm-shell.savesNewInstances') as never;

/** TypeORM's entity manager, whose `save` keeps both sides of a relation right (see save-graph.ts). Repositories use it too. */
export class ProjectEntityManager extends EntityManager {
  readonly [SAVES_NEW] = true;

  /* eslint-disable @typescript-eslint/no-explicit-any -- seven overloads of TypeORM's, which are handed on as they are */
  override save(...parameters: any[]): any {
    const save = super.save as (...parameters: any[]) => Promise<any>;
    /* eslint-enable @typescript-eslint/no-explicit-any */
    // (entity, options), or (class, entity, options).
    const hasTarget =
      parameters.length > 1 && (typeof parameters[0] === 'function' || typeof parameters[0] === 'string');
    const [entity, options] = (hasTarget ? parameters.slice(1) : parameters) as [unknown, unknown];
    const roots = (Array.isArray(entity) ? (entity as unknown[]) : [entity]).filter(isInstance);
    const unsaved = prepareSave(this.dataSource, roots);
    if (unsaved.length === 0) return save.apply(this, parameters);
    // Together, so that it is one transaction and TypeORM finds the order.
    return save.call(this, [...unsaved, ...roots], options).then(() => entity);
  }
}

function isInstance(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
