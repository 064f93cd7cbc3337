import { isObject } from '../duck-types';
import { decorated, listOf, referred, type Provider } from './nest-providers';

/** A token that nothing provides: only the running application has it. */
export class NotProvidedError extends Error {
  override readonly name = 'NotProvidedError';

  constructor(readonly token: unknown) {
    super(`nothing provides ${nameOf(token)}`);
  }
}

/**
 * Gives what a NestJS module provides under a token, and makes what that needs, nothing else: so little of NestJS's injector as it
 * takes to call the function that gives TypeORM's options.
 */
export class NestResolver {
  readonly #providers: ReadonlyMap<unknown, Provider>;
  readonly #made = new Map<unknown, unknown>();

  constructor(providers: readonly Provider[]) {
    this.#providers = new Map(providers.map((provider) => [provider.provide, provider]));
  }

  /** @throws NotProvidedError, or what a function of the project throws. */
  async resolve(token: unknown): Promise<unknown> {
    const wanted = referred(token);
    if (this.#made.has(wanted)) return this.#made.get(wanted);
    const provider = this.#providers.get(wanted);
    if (provider === undefined) throw new NotProvidedError(wanted);
    const made = await this.make(provider);
    this.#made.set(wanted, made);
    return made;
  }

  async make({ useValue, useExisting, useFactory, useClass, inject }: Provider): Promise<unknown> {
    if (useExisting !== undefined) return this.resolve(useExisting);
    if (typeof useFactory === 'function') {
      const values: unknown[] = [];
      for (const token of listOf(inject)) values.push(await this.#injected(token));
      return (useFactory as (...values: unknown[]) => unknown)(...values);
    }
    if (typeof useClass === 'function') return this.#instance(useClass);
    return useValue;
  }

  /** `inject: [Token]`, or `[{ token: Token, optional: true }]`. */
  async #injected(token: unknown): Promise<unknown> {
    if (!isObject(token) || !('token' in token)) return this.resolve(token);
    return token.optional === true ? this.#perhaps(token.token) : this.resolve(token.token);
  }

  async #instance(target: Function): Promise<unknown> {
    const types = [...listOf(decorated('design:paramtypes', target))];
    for (const own of listOf(decorated('self:paramtypes', target))) {
      if (isObject(own) && typeof own.index === 'number') types[own.index] = own.param;
    }
    const optional = new Set(listOf(decorated('optional:paramtypes', target)));
    const values: unknown[] = [];
    for (const [index, type] of types.entries()) {
      values.push(optional.has(index) ? await this.#perhaps(type) : await this.resolve(type));
    }
    return Reflect.construct(target, values) as unknown;
  }

  async #perhaps(token: unknown): Promise<unknown> {
    try {
      return await this.resolve(token);
    } catch (error) {
      if (error instanceof NotProvidedError) return undefined;
      throw error;
    }
  }
}

function nameOf(token: unknown): string {
  return typeof token === 'function' ? token.name : String(token);
}
