import type { DataSource } from 'typeorm';
import type { Command } from '../commands/command';
import type { Hooks } from '../evaluator/hooks';
import { entityPrinters, type ProjectPrint } from '../extensions';
import type { ModelContract } from '../model';
import type { TypeormModule } from '../names/find-operators';
import type { NamesInScope } from '../names/shell-names';
import type { Printers } from '../own-printer';
import type { LineObserver } from '../session';
import { ModelOfSeveral } from './model-of-several';
import { namesOfSeveral } from './names-of-several';
import { RelationsOfSeveral } from './relations-of-several';
import { Source, Sources } from './source';
import { useCommand } from './use-command';

/** A data source, and how the person calls it. */
export interface NamedDataSource {
  readonly name: string;
  /** Initialised. */
  readonly dataSource: DataSource;
  /** The exports of the copy of TypeORM that it is of. */
  readonly typeorm: TypeormModule;
}

/** What the shell knows of its data sources, one or several. */
export interface Room {
  readonly model: ModelContract;
  readonly printers: Printers;
  readonly hooks: Hooks;
  readonly observer: LineObserver;
  readonly names: NamesInScope;
  /** Commands that only make sense here. */
  readonly commands: readonly Command[];
}

/** @param print how objects of an entity print, by the entity's name. */
export function roomOf(
  dataSources: readonly [NamedDataSource, ...NamedDataSource[]],
  print: ProjectPrint | undefined,
): Room {
  const made = dataSources.map(({ name, dataSource, typeorm }) => new Source(name, dataSource, typeorm));
  const [first, ...others] = made as [Source, ...Source[]];
  if (others.length === 0) {
    const { model, names } = first;
    const printers = entityPrinters(print, model);
    first.begin(printers);
    return { model, printers, hooks: first.relations, observer: first.observer, names, commands: [] };
  }
  const sources = new Sources([first, ...others]);
  const model = new ModelOfSeveral(sources);
  const printers = entityPrinters(print, model);
  for (const source of sources.all) source.begin(printers);
  const relations = new RelationsOfSeveral(sources, model);
  const names = namesOfSeveral(sources, model);
  return { model, printers, hooks: relations, observer: relations, names, commands: [useCommand(sources, model)] };
}
