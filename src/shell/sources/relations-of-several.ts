import type { Hooks } from '../evaluator/hooks';
import type { LineObserver } from '../session';
import type { ModelOfSeveral } from './model-of-several';
import type { Sources } from './source';

/** The relations of several data sources as one: each entity is handed to its own. */
export class RelationsOfSeveral implements Hooks, LineObserver {
  readonly watched: ReadonlySet<PropertyKey>;

  constructor(
    private readonly sources: Sources,
    private readonly model: ModelOfSeveral,
  ) {
    this.watched = new Set(sources.all.flatMap(({ relations }) => [...relations.watched]));
  }

  startLine(): void {
    for (const { observer } of this.sources.all) observer.startLine();
  }

  endLine(): void {
    for (const { observer } of this.sources.all) observer.endLine();
  }

  takeNotices(error?: unknown): readonly string[] {
    return this.sources.all.flatMap(({ observer }) => observer.takeNotices(error));
  }

  beforeRead(object: object, key: string): Promise<unknown> | undefined {
    return this.#first(object, (relations) => relations.beforeRead(object, key));
  }

  beforeSetter(object: object, key: string): Promise<unknown> | undefined {
    return this.#first(object, (relations) => relations.beforeSetter(object, key));
  }

  missing(object: object, key: PropertyKey): unknown {
    return this.#first(object, (relations) => relations.missing(object, key));
  }

  beforeWrite(object: object, key: PropertyKey, value: unknown): unknown {
    const source = this.model.sourceOf(object);
    return source === undefined ? value : source.relations.beforeWrite(object, key, value);
  }

  beforePrint(values: readonly unknown[]): Promise<unknown> | undefined {
    const loading = this.sources.all.flatMap(({ relations }) => relations.beforePrint(values) ?? []);
    return loading.length === 0 ? undefined : Promise.all(loading);
  }

  settled(value: unknown): void {
    for (const { relations } of this.sources.all) relations.settled(value);
  }

  /** What the entity's own relations say; of what is no entity (a class, an embedded object), what the first say that know it. */
  #first<Answer>(
    object: object,
    ask: (relations: Sources['used']['relations']) => Answer | undefined,
  ): Answer | undefined {
    const own = this.model.sourceOf(object);
    if (own) return ask(own.relations);
    for (const { relations } of this.sources.inOrder) {
      const answer = ask(relations);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}
