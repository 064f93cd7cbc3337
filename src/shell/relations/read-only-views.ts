import type { EntityManager, EntityMetadata } from 'typeorm';
import type { Model } from '../model';
import { UserError } from '../user-error';
import { onEveryManager } from './managers';

type Method = (...args: unknown[]) => unknown;

/** Methods of an entity manager that write; those that a version of TypeORM does not have are passed over. */
const WRITING = [
  ...['save', 'remove', 'softRemove', 'recover', 'insert', 'upsert', 'update', 'updateAll', 'delete', 'deleteAll'],
  ...['softDelete', 'restore', 'increment', 'decrement', 'clear'],
];

/**
 * Refuses to write to a view before TypeORM tries: databases say it in words of their own, PostgreSQL writes to the table behind
 * some, and TypeORM fails over the key that a view need not have. Only methods of instances are replaced.
 * @returns puts the methods back for managers that are made from now on
 */
export function refuseWritesToViews(model: Model): () => void {
  if (!model.dataSource.entityMetadatas.some(isView)) return () => undefined;
  return onEveryManager(model.dataSource, (manager) => listen(manager, model));
}

function listen(manager: EntityManager, model: Model): void {
  const methods = manager as unknown as Record<string, Method | undefined>;
  for (const name of WRITING) {
    const original = methods[name]?.bind(manager);
    if (original === undefined) continue;
    // Asynchronous as the methods are, so that a refusal rejects as their own errors do.
    methods[name] = async (...args) => {
      for (const target of [args[0], ...elementsOf(args[0])]) {
        const metadata = metadataOf(target, model);
        if (metadata !== undefined && isView(metadata))
          throw new UserError(
            `${metadata.name} is a view: it can only be read.`,
            'Write to the tables that it is made of.',
          );
      }
      return original(...args);
    };
  }
}

function metadataOf(target: unknown, model: Model): EntityMetadata | undefined {
  const { dataSource } = model;
  if (typeof target === 'string') return dataSource.hasMetadata(target) ? dataSource.getMetadata(target) : undefined;
  return model.metadataOfTarget(target) ?? model.metadataOf(target);
}

function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function isView({ tableType }: EntityMetadata): boolean {
  return tableType === 'view';
}
