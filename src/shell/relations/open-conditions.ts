import type { DataSource, EntityManager } from 'typeorm';
import type { TypeormModule } from '../names/find-operators';
import type { LineObserver } from '../session';
import { FIND_METHODS } from './find-methods';
import { onEveryManager } from './managers';

type Find = (target: unknown, argument: unknown, ...rest: unknown[]) => unknown;

/**
 * TypeORM 0.3 leaves a condition out whose value is undefined or null: `findOneBy({ id: undefined })` answers with the first row of
 * the table. After a line that did so the person hears of it. TypeORM 1.x refuses such conditions by itself.
 * @param typeorm the exports of the copy that the data source is of.
 * @returns the observer itself where there is nothing to say.
 */
export function watchOpenConditions(
  observer: LineObserver,
  dataSource: DataSource,
  typeorm: TypeormModule,
): LineObserver {
  const { invalidWhereValuesBehavior: behavior } = dataSource.options as {
    readonly invalidWhereValuesBehavior?: unknown;
  };
  // What 1.0 has removed tells the versions apart; late versions of 0.3 can be told to refuse.
  if (!('getConnection' in typeorm) || behavior !== undefined) return observer;
  const notices = new Set<string>();
  onEveryManager(dataSource, (manager) => listen(manager, (notice) => notices.add(notice)));
  return {
    startLine: () => {
      notices.clear();
      observer.startLine();
    },
    endLine: () => observer.endLine(),
    beforePrint: (values) => observer.beforePrint(values),
    takeNotices: (error) => {
      const all = [...observer.takeNotices(error), ...notices];
      notices.clear();
      return all;
    },
  };
}

function listen(manager: EntityManager, tell: (notice: string) => void): void {
  const methods = manager as unknown as Record<string, Find | undefined>;
  for (const [name, place] of Object.entries(FIND_METHODS)) {
    const original = methods[name]?.bind(manager);
    if (original === undefined) continue;
    methods[name] = (target, argument, ...rest) => {
      const where = place === 'options' ? (argument as { readonly where?: unknown } | undefined)?.where : argument;
      for (const [path, value] of openConditions(where)) {
        tell(
          `${path} is ${value} in the condition of ${name}: TypeORM 0.3 leaves that out, so it matches every row. ${value === 'null' ? 'Write IsNull() for rows without one.' : 'Check where the value comes from.'}`,
        );
      }
      return original(target, argument, ...rest);
    };
  }
}

/** Paths of conditions that have no value, and what they have instead. Reads data alone, no getter. */
function openConditions(where: unknown, path = ''): readonly (readonly [string, 'null' | 'undefined'])[] {
  if (Array.isArray(where)) return where.flatMap((each) => openConditions(each, path));
  if (typeof where !== 'object' || where === null || Object.getPrototypeOf(where) !== Object.prototype) return [];
  return Object.entries(Object.getOwnPropertyDescriptors(where)).flatMap(([key, { value }]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    return value === undefined || value === null
      ? [[inner, `${value as null | undefined}`] as const]
      : openConditions(value, inner);
  });
}
