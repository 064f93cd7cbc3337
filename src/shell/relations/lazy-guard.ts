import type { DataSource } from 'typeorm';

/**
 * Works around https://github.com/typeorm/typeorm/issues/12861: when the load of a lazy relation fails, TypeORM leaves a second
 * promise rejected that nobody can reach, and Node ends the process although the first one was caught. It also keeps the
 * rejected promise, so that the relation can never be loaded again. This can go when that issue is closed.
 * @returns takes the guard away.
 */
export function guardLazyLoads({ relationLoader }: DataSource): () => void {
  const { load } = relationLoader;
  relationLoader.load = (relation, entities, ...rest) => {
    const loading = GuardedPromise.resolve(load.call(relationLoader, relation, entities, ...rest));
    loading.then(undefined, () => {
      if (!relation.isLazy) return;
      const owners: readonly Record<string, unknown>[] = Array.isArray(entities) ? entities : [entities];
      for (const owner of owners) delete owner[`__promise_${relation.propertyName}__`];
    });
    return loading;
  };
  return () => {
    relationLoader.load = load;
  };
}

/** A promise whose `then` without a second function does not count as unhandled when it is rejected. */
class GuardedPromise<T> extends Promise<T> {
  override then<Fulfilled = T, Rejected = never>(
    onFulfilled?: ((value: T) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    const next = super.then(onFulfilled, onRejected);
    if (onRejected === undefined || onRejected === null) void super.then.call(next, undefined, () => undefined);
    return next;
  }
}
