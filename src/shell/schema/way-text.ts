import { displayWidth } from '../output/display-width';
import { counted } from '../output/sql/query-summary';
import type { Theme } from '../output/theme';
import { visible } from '../output/visible';
import { dataSourceOf, isKindOf, type EntityNames } from './entity-facts';
import { proxyFacts } from './relation-facts';
import { holdersOf, type Way } from './ways';

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

export interface WayTextOptions {
  readonly names: EntityNames;
  readonly theme: Theme;
  /** Columns of the output. */
  readonly width: number;
}

/** What stands before each part of a way is as wide as the longest of these. */
const LABELS = ['short', 'find', 'builder', 'SQL'] as const;
const INDENT = 2 + Math.max(...LABELS.map(({ length }) => length)) + 2;

/** A way with everything that is written to go it: in short, as a find, with the query builder, in SQL. */
export function wayText(way: Way, { names, theme, width }: WayTextOptions): string {
  const parts: readonly (readonly [(typeof LABELS)[number], readonly string[]])[] = [
    ['short', proxiesAlong(way, names)],
    ['find', brokenInBraces(findText(way, names), width - INDENT)],
    ['builder', builderLines(way, names)],
    ['SQL', joinLines(way, names).flatMap((line) => brokenAtOn(line, width - INDENT))],
  ];
  return [
    `${stepsText(way, names)}${theme.dim(`, ${counted(way.steps.length, 'step')}${someOnly(way, names)}`)}`,
    ...parts.flatMap(([label, lines]) =>
      lines.map((line, at) => `${theme.dim(`  ${at === 0 ? label : ''}`.padEnd(INDENT))}${visible(line)}`),
    ),
  ].join('\n');
}

/** A relation to the parent of several classes gives objects of all of them. */
function someOnly({ to, steps }: Way, names: EntityNames): string {
  const reached = steps.at(-1)?.inverseEntityMetadata;
  return reached === undefined || isKindOf(reached, to)
    ? ''
    : `, to each ${names.of(reached)} that is a ${names.of(to)}`;
}

/** A join that is too wide has its condition below it. */
function brokenAtOn(line: string, width: number): readonly string[] {
  const at = line.indexOf(' ON ');
  return displayWidth(line) <= width || at === -1 ? [line] : [line.slice(0, at), `  ${line.slice(at + 1)}`];
}

/** Code that is too wide has what is in its braces on lines of their own. */
function brokenInBraces(code: string, width: number): readonly string[] {
  const [, before, inner, behind] = /^([^{]*\{) (.*) (\}[^}]*)$/.exec(code) ?? [];
  if (displayWidth(code) <= width || inner === undefined) return [code];
  return [before, ...brokenInBraces(`${inner},`, width - 2).map((line) => `  ${line}`), behind];
}

/** `Employee.assignments → Assignment.project`. */
export function stepsText(way: Way, names: EntityNames): string {
  const holders = holdersOf(way);
  return way.steps.map(({ propertyPath }, at) => `${names.of(holders[at])}.${propertyPath}`).join(' → ');
}

/** The ways that association proxies make short, as they are written: `employee.projects`; none where no proxy goes along it. */
export function proxiesAlong(way: Way, names: EntityNames): readonly string[] {
  const { steps } = way;
  return holdersOf(way).flatMap((holder, at) =>
    proxyFacts(holder)
      .filter(({ association, far }) => association === steps[at].propertyPath && far === steps[at + 1]?.propertyPath)
      .map(({ name }) => `${variableOf(names.of(holder))}.${name}`),
  );
}

/** The find that loads the way: `Employee.find({ relations: { assignments: { project: true } } })`. */
export function findText(way: Way, names: EntityNames): string {
  const relations = way.steps
    .flatMap(({ propertyPath }) => propertyPath.split('.'))
    .reduceRight((inner, name) => `{ ${propertyKey(name)}: ${inner} }`, 'true');
  // TypeORM (0.3.20 to 1.1.1) makes an alias with a dot for a relation two objects deep, and then finds no relation of it.
  const isTooDeep = way.steps.slice(0, -1).some(({ propertyPath }) => propertyPath.split('.').length > 2);
  const options = isTooDeep ? `${relations}, relationLoadStrategy: 'query'` : relations;
  return `${names.of(way.from)}.find({ relations: ${options} })`;
}

/** The same as a chain of the query builder, line by line. */
export function builderLines(way: Way, names: EntityNames): readonly string[] {
  const aliases = aliasesOf(way, names);
  const [first] = aliases;
  return [
    `repo(${names.of(way.from)}).createQueryBuilder('${first}')`,
    ...way.steps.map(
      ({ propertyPath }, at) => `  .leftJoinAndSelect('${aliases[at]}.${propertyPath}', '${aliases[at + 1]}')`,
    ),
    '  .getMany()',
  ];
}

/**
 * The joins as TypeORM writes them in SQL, a line each, from FROM on: with the junction tables between, without what is soft-deleted.
 * Sends nothing.
 */
export function joinLines(way: Way, names: EntityNames): readonly string[] {
  const aliases = aliasesOf(way, names);
  const builder = dataSourceOf(way.from).createQueryBuilder(way.from.target, aliases[0]);
  way.steps.forEach(({ propertyPath }, at) => builder.leftJoin(`${aliases[at]}.${propertyPath}`, aliases[at + 1]));
  const [sql, parameters] = builder.select('1').setOption('disable-global-order').getQueryAndParameters();
  return withValues(sql, parameters as readonly unknown[])
    .replace(/^.*? FROM /s, 'FROM ')
    .split(/\s+(?=(?:LEFT JOIN|WHERE) )/u)
    .map((line) => line.trim());
}

/** The classes of a hierarchy with one table are told apart by parameters. */
function withValues(sql: string, parameters: readonly unknown[]): string {
  let next = 0;
  return sql.replace(/\?|\$(\d+)/gu, (placeholder, numbered: string | undefined) => {
    const value = parameters[numbered === undefined ? next++ : Number(numbered) - 1];
    return value === undefined ? placeholder : `'${String(value).replaceAll("'", "''")}'`;
  });
}

/** A name for each entity on the way, each another. */
function aliasesOf(way: Way, names: EntityNames): readonly string[] {
  const aliases = [variableOf(names.of(way.from))];
  for (const { inverseEntityMetadata } of way.steps) {
    const wanted = variableOf(names.of(inverseEntityMetadata));
    let alias = wanted;
    for (let number = 2; aliases.includes(alias); number++) alias = `${wanted}${number}`;
    aliases.push(alias);
  }
  return aliases;
}

/** `OrderLine` as `orderLine`. */
function variableOf(name: string): string {
  const last = name.split('.').at(-1) ?? name;
  return last.charAt(0).toLowerCase() + last.slice(1);
}

function propertyKey(name: string): string {
  return IDENTIFIER.test(name) ? name : JSON.stringify(name);
}
