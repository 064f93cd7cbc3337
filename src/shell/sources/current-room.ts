import type { DataSource, EntityMetadata } from 'typeorm';
import type { Hooks } from '../evaluator/hooks';
import type { ModelContract } from '../model';
import type { LineObserver } from '../session';
import type { Room } from './room';

/** The room that the shell is in: another one can take its place while the session goes on. */
export class CurrentRoom implements Hooks, LineObserver, ModelContract {
  #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  get room(): Room {
    return this.#room;
  }

  enter(room: Room): void {
    this.#room = room;
  }

  get watched(): ReadonlySet<PropertyKey> {
    return this.#room.hooks.watched;
  }

  beforeRead(object: object, key: string): Promise<unknown> | undefined {
    return this.#room.hooks.beforeRead(object, key);
  }

  missing(object: object, key: PropertyKey): unknown {
    return this.#room.hooks.missing(object, key);
  }

  beforeSetter(object: object, key: string): Promise<unknown> | undefined {
    return this.#room.hooks.beforeSetter(object, key);
  }

  beforeWrite(object: object, key: PropertyKey, value: unknown): unknown {
    return this.#room.hooks.beforeWrite(object, key, value);
  }

  beforePrint(values: readonly unknown[]): Promise<unknown> | undefined {
    return this.#room.hooks.beforePrint(values);
  }

  settled(value: unknown): void {
    this.#room.hooks.settled(value);
  }

  startLine(): void {
    this.#room.observer.startLine();
  }

  endLine(): void {
    this.#room.observer.endLine();
  }

  takeNotices(error?: unknown): readonly string[] {
    return this.#room.observer.takeNotices(error);
  }

  get dataSource(): DataSource {
    return this.#room.model.dataSource;
  }

  get entities(): ReadonlyMap<string, object> {
    return this.#room.model.entities;
  }

  metadataOf(object: unknown): EntityMetadata | undefined {
    return this.#room.model.metadataOf(object);
  }

  metadataOfTarget(target: unknown): EntityMetadata | undefined {
    return this.#room.model.metadataOfTarget(target);
  }
}
