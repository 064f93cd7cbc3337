import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { colorsFor } from '../../../src/shell/colors';
import { around } from '../../../src/shell/erd/around';
import type { ErdGraph } from '../../../src/shell/erd/graph';
import { drawFitting } from '../../../src/shell/erd/terminal/fit';
import { displayWidth } from '../../../src/shell/output/display-width';
import { NO_COLORS, themeOf } from '../../../src/shell/output/theme';
import { HOSTILE, SHAPE_NAMES, shapeGraph } from './support/graphs';
import { largeGraph, lessonGraph } from './support/models';

const drawn = (graph: ErdGraph, width: number): Promise<readonly string[]> =>
  drawFitting(graph, { theme: themeOf(NO_COLORS), width });

const LESSON = `
┌──────────────────────────────┐
│ Meeting             meetings │
├──────────────────────────────┤
│ id              integer   PK │
│ topic?          varchar      │        ┌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┐
│ scheduledTime?  datetime     │        ╎ employee_meetings  junction ╎
│ location?       varchar      │        ├╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
├──────────────────────────────┤    ╭─o<╎ employee_id  integer  PK FK ╎
│ employees[]                  │╫───│─o<╎ meeting_id   integer  PK FK ╎
└──────────────────────────────┘    │   └╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┘
                                    │
┌────────────────────────┐          │   ┌───────────────────────────┐
│ Employee     employees │          │   │ Assignment    assignments │
├────────────────────────┤          │   ├───────────────────────────┤
│ id         integer  PK │          │   │ id           integer   PK │
│ name?      varchar     │          │   │ role?        varchar      │
│ hireDate?  date        │          │   │ startDate?   datetime     │
├────────────────────────┤          │   │ endDate?     datetime     │
│ meetings[]             │╫─────────╯   │ employeeId?  integer   FK │
│ assignments[]          │┼o────────╮   │ projectId?   integer   FK │
└────────────────────────┘          │   ├───────────────────────────┤
                                    ╰─o<│ employee?         cascade │
┌──────────────────────┐            ╭─o<│ project?          cascade │
│ Project     projects │            │   └───────────────────────────┘
├──────────────────────┤            │
│ id       integer  PK │            │
│ title?   varchar     │            │
│ budget?  integer     │            │
├──────────────────────┤            │
│ assignments[]        │┼o──────────╯
└──────────────────────┘

─╫ exactly one   ─o┼ none or one   ─o< any number   ? may be null
cascade: ON DELETE
`;

test('the lesson at 80 columns', async () => {
  assert.equal((await drawn(await lessonGraph(), 80)).join('\n'), LESSON.trim());
});

test('a narrower terminal shows keys, then names, then a list', async () => {
  const lesson = await lessonGraph();
  const [wide, keys, names, list] = await Promise.all([80, 66, 60, 54].map((width) => drawn(lesson, width)));
  const text = (lines: readonly string[] | undefined): string => (lines ?? []).join('\n');
  assert.match(text(wide), /hireDate\? +date/);
  assert.doesNotMatch(text(keys), /hireDate/);
  assert.match(text(keys), /employeeId\? +integer +FK/);
  assert.match(text(keys), /keys alone/);
  assert.doesNotMatch(text(names), /integer/);
  assert.match(text(names), /assignments\[\]/);
  assert.match(text(list), /^ {2}meetings {4}─o< Meeting {2}through employee_meetings$/m);
  assert.match(text(list), /^ {2}employee ─o┼ Employee {2}on delete cascade$/m);
  assert.match(text(list), /\.erd \w+ draws what/m);
});

test('colours change nothing else', async () => {
  const lesson = await lessonGraph();
  const coloured = await drawFitting(lesson, { theme: themeOf(colorsFor(true)()), width: 80 });
  assert.notDeepEqual(coloured, await drawn(lesson, 80));
  assert.deepEqual(coloured.map(stripVTControlCharacters), await drawn(lesson, 80));
});

describe('any model', () => {
  for (const name of SHAPE_NAMES) {
    test(`${name}: no line is wider than the terminal, and every one has two ends`, async () => {
      const graph = await shapeGraph(name);
      for (const width of [60, 80, 130, 200]) {
        const lines = await drawn(graph, width);
        for (const line of lines) assert.ok(displayWidth(line) <= width, line);
        if (lines.some((line) => line.startsWith('┌') || line.includes('┐'))) checkEnds(graph, lines);
        for (const { id, kind } of graph.entities)
          assert.ok(kind === 'junction' || lines.some((line) => line.includes(id)), `${id} at ${width}`);
      }
    });
  }

  test('names of other scripts keep boxes straight, and control characters are spelled out', async () => {
    const lines = await drawn(HOSTILE, 130);
    const table = lines.slice(lines.findIndex((line) => line.includes('emoji')) - 6, lines.length - 3);
    const sides = table
      .filter((line) => /[│┐┘]/.test(line))
      .map((line) => displayWidth(line.replace(/(?<=.[│┐┘┤]).*/, '')));
    assert.ok(lines.some((line) => line.includes('名前')));
    assert.ok(sides.length > 0 && lines.every((line) => displayWidth(line) <= 130));
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(lines.join(''), /[\x00-\x1f\u2028]/);
  });

  test('seventy entities are a list with advice, and one of them a drawing', async () => {
    const graph = await largeGraph();
    const list = await drawn(graph, 130);
    assert.match(list.join('\n'), /^To draw 77 boxes takes more than 130 columns\.$/m);
    const near = await drawn(around(graph, 'Order', 1), 130);
    assert.match(near.join('\n'), /│ Order +│/);
    checkEnds(around(graph, 'Order', 1), near);
  });
});

/** Where the characters of a drawing lead to. */
const WAYS: Readonly<Record<string, readonly (readonly [x: number, y: number])[]>> = Object.fromEntries(
  (
    [
      ['─┄╌', 'left right'],
      ['│┆╎', 'up down'],
      ['╭┌', 'right down'],
      ['╮┐', 'left down'],
      ['╰└', 'up right'],
      ['╯┘', 'up left'],
      ['├', 'up down right'],
      ['┤', 'up down left'],
      ['┬', 'left right down'],
      ['┴', 'left right up'],
      ['╫', 'left right'],
    ] as const
  ).flatMap(([characters, ways]) => [...characters].map((character) => [character, ways.split(' ').map(step)])),
);

function step(way: string): readonly [number, number] {
  return way === 'left' ? [-1, 0] : way === 'right' ? [1, 0] : way === 'up' ? [0, -1] : [0, 1];
}

/** Nothing ends in the open, and there are crow's feet: those of relations that share a place are one. */
function checkEnds({ relations }: ErdGraph, lines: readonly string[]): void {
  const text = lines.join('\n');
  const cells = lines.map((line) => [...line]);
  cells.forEach((row, y) => {
    // The legend.
    if (row.join('').includes('any number')) return;
    row.forEach((character, x) => {
      for (const [stepX, stepY] of WAYS[character] ?? []) {
        const next = cells[y + stepY]?.[x + stepX] ?? ' ';
        assert.notEqual(next, ' ', `${character} at line ${y + 1}, column ${x + 1} leads nowhere\n${text}`);
      }
    });
  });
  const feet = text.match(/o<[│╎]|[│╎]>o/g)?.length ?? 0;
  const wanted = relations.filter(({ kind, from }) => kind === 'relation' && from.many).length;
  assert.ok(feet <= wanted && (wanted === 0 || feet > 0), `${feet} crow's feet for ${wanted} relations\n${text}`);
}
