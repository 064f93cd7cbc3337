import type { Guide } from './guide';

/** A step of the tour. */
export interface TourStep {
  readonly title: string;
  /** What is going to be seen, and why it is so. */
  readonly text: string;
  /** What is entered, one after the other: inputs and dot-commands. None where there is nothing to see. */
  readonly lines: readonly string[];
  /** Of these lines, the one that has to be entered whatever becomes of those before it. */
  readonly end?: string;
}

const SAVEPOINT = 'before_the_tour';

/**
 * How the tour writes: in a transaction of its own, at a savepoint of the one that is open, in a sandbox in which nothing has been
 * written; or not at all, and why.
 */
export type Writing = 'transaction' | 'savepoint' | 'sandbox' | { readonly not: string };

const AROUND = {
  transaction: { begin: ['.begin'], end: '.rollback' },
  savepoint: { begin: [`.savepoint ${SAVEPOINT}`], end: `.rollback ${SAVEPOINT}` },
  sandbox: { begin: [], end: '.rollback' },
} as const;

/** So many entities are listed; of more, the one that is looked at. */
const MOST_LISTED = 12;
/** A project may have any number of rows: so many are looked at. */
const MOST_ROWS = 50;

/**
 * The steps through a model, each of which can be taken without the others once the row is in its variable.
 * @param fill what fills an empty database, where that is known: `npm run seed`.
 */
export function tourSteps(guide: Guide, writing: Writing, fill?: string): readonly TourStep[] {
  const { entity, one, variable, byKey, table } = guide;
  const overview: TourStep = {
    title: 'What there is',
    text: 'Each entity of the project is a class in scope. .models lists them, .schema tells all of one.',
    lines: guide.entities > MOST_LISTED ? [`.models ${entity}`] : ['.models'],
  };
  if (byKey === undefined)
    return [
      overview,
      {
        title: 'No rows',
        text: `There are no rows of ${entity} yet, so there is little to show. Fill the database${fill === undefined ? '' : ` (${fill})`}, then .tour begins again.`,
        lines: [`${entity}.count()`],
      },
    ];
  return [
    overview,
    {
      title: 'A row',
      text: 'A line is TypeScript. A query gives a promise, which is waited for where its value is used: nothing needs await. What it cost stands below.',
      lines: [`${variable} = ${entity}.findOneBy(${byKey})`],
    },
    ...relationSteps(guide),
    {
      title: 'Conditions',
      text: "TypeORM's find operators are in scope: Like, In, MoreThan, Not, … What others write otherwise ({ gt: 1 }, '> 1') is refused, with what to write.",
      lines: guide.condition === undefined ? [] : [`${entity}.findBy(${guide.condition})`],
    },
    {
      title: 'A slip of the pen',
      text: `A name that ${aOrAn(one)} does not have is told, and what is near. It is the same in conditions, options and methods, and for commands.`,
      lines: [`${variable}.${misspelt(guide.property)}`],
    },
    {
      title: 'SQL by hand',
      text: 'For all else there is sql`…`: values go in as parameters, names through sql.name(…).',
      lines: [`sql\`select count(*) as "howMany" from \${sql.name('${table}')}\``],
    },
    writingStep(guide, writing),
    {
      title: 'Where to go from here',
      text: 'Tab completes, Ctrl-R searches what was entered, Ctrl-D leaves. .help lists the commands, .help NAME tells more of one; .code gives what was done at the prompt as code for a program.',
      lines: [],
    },
  ];
}

function relationSteps({ entity, one, variable, toMany, proxy }: Guide): readonly TourStep[] {
  if (toMany === undefined) return [];
  const { name, further } = toMany;
  const steps: TourStep[] = [
    {
      title: 'Touching a relation',
      text: `The ${name} were not read with the ${one}. Touching a relation at the prompt loads it, and it stays on the entity: the second line asks nothing.`,
      lines: [`${variable}.${name}`, `${variable}.${name}.length`],
    },
  ];
  if (proxy !== undefined)
    steps.push({
      title: 'Through an association',
      text: `Between the ${one} and the ${proxy.name} stand the ${proxy.association}, which are entities too and know more about it. The ${proxy.name} are a list that reaches across them.`,
      lines: [`${variable}.${proxy.association}`, `${variable}.${proxy.name}`],
    });
  else if (further !== undefined)
    steps.push({
      title: 'Further on',
      text: `And so on, as far as the model goes: the ${further} of all these at once, in one query.`,
      lines: [`${variable}.${name}.map(each => each.${further})`],
    });
  const touched = proxy?.name ?? name;
  steps.push({
    title: 'Many at once',
    text: 'What came out of one result is loaded together: one query for each relation, however many rows there are. .sql last shows them.',
    lines: [`${entity}.find({ take: ${MOST_ROWS} }).map(${one} => ${one}.${touched}.length)`, '.sql last'],
  });
  steps.push({
    title: 'What is loaded',
    text: `.relations tells what ${aOrAn(one)} has in memory, and how many rows there are.`,
    lines: [`.relations ${variable}`],
  });
  return steps;
}

function writingStep({ variable, change }: Guide, writing: Writing): TourStep {
  const title = 'Writing';
  if (typeof writing === 'object' || change === undefined) {
    const why =
      typeof writing === 'object'
        ? writing.not
        : 'there is nothing that could be linked without knowing more of the project';
    return {
      title,
      text: `Left out: ${why}. In .mode sandbox anything may be tried: nothing of it is kept.`,
      lines: [],
    };
  }
  const { begin, end } = AROUND[writing];
  return {
    title,
    text: `What was loaded is changed as any object is, and saved. Here it is rolled back afterwards: nobody else ever sees it, and the data stays as it was.`,
    lines: [...begin, change.line, `${variable}.save()`, change.shown, end, `${variable}.reload()`, change.after],
    end,
  };
}

/** Two letters in each other's place: `nmae`. */
function misspelt(name: string): string {
  const at = [...name].findIndex((letter, index) => index > 0 && letter !== name[index + 1]);
  return at < 1 || at + 1 >= name.length
    ? `${name}x`
    : `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`;
}

function aOrAn(one: string): string {
  return `${/^[aeiou]/i.test(one) ? 'an' : 'a'} ${one}`;
}
