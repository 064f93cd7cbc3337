import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { dot } from '../../../src/shell/erd/dot';
import type { ErdGraph } from '../../../src/shell/erd/graph';
import { HOSTILE, SHAPE_NAMES, shapeGraph } from './support/graphs';
import { largeGraph, lessonGraph } from './support/models';

const LESSON = String.raw`
digraph model {
  graph [rankdir=LR, ranksep=1.2, nodesep=0.4, pad=0.3, fontname="Helvetica"];
  node [shape=plain, fontname="Helvetica", fontsize=11];
  edge [dir=both, color="#64748b", arrowsize=0.9];

  "Meeting" [label=<
    <TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="#475569">
      <TR><TD PORT="header" COLSPAN="3" ALIGN="LEFT" BGCOLOR="#e0e7ff"><B>Meeting</B>  <FONT COLOR="#64748b">meetings</FONT></TD></TR>
      <TR><TD PORT="c0" ALIGN="LEFT">id</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">integer</FONT></TD><TD PORT="m0" ALIGN="RIGHT">PK</TD></TR>
      <TR><TD PORT="c1" ALIGN="LEFT">topic?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">varchar</FONT></TD><TD PORT="m1" ALIGN="RIGHT"> </TD></TR>
      <TR><TD PORT="c2" ALIGN="LEFT">scheduledTime?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">datetime</FONT></TD><TD PORT="m2" ALIGN="RIGHT"> </TD></TR>
      <TR><TD PORT="c3" ALIGN="LEFT">location?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">varchar</FONT></TD><TD PORT="m3" ALIGN="RIGHT"> </TD></TR>
      <HR/>
      <TR><TD PORT="p0" COLSPAN="3" ALIGN="LEFT"><FONT COLOR="#4338ca">employees[]</FONT></TD></TR>
    </TABLE>
  >];

  "Employee" [label=<
    <TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="#475569">
      <TR><TD PORT="header" COLSPAN="3" ALIGN="LEFT" BGCOLOR="#e0e7ff"><B>Employee</B>  <FONT COLOR="#64748b">employees</FONT></TD></TR>
      <TR><TD PORT="c0" ALIGN="LEFT">id</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">integer</FONT></TD><TD PORT="m0" ALIGN="RIGHT">PK</TD></TR>
      <TR><TD PORT="c1" ALIGN="LEFT">name?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">varchar</FONT></TD><TD PORT="m1" ALIGN="RIGHT"> </TD></TR>
      <TR><TD PORT="c2" ALIGN="LEFT">hireDate?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">date</FONT></TD><TD PORT="m2" ALIGN="RIGHT"> </TD></TR>
      <HR/>
      <TR><TD PORT="p0" COLSPAN="3" ALIGN="LEFT"><FONT COLOR="#4338ca">meetings[]</FONT></TD></TR>
      <TR><TD PORT="p1" COLSPAN="3" ALIGN="LEFT"><FONT COLOR="#4338ca">assignments[]</FONT></TD></TR>
    </TABLE>
  >];

  "Project" [label=<
    <TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="#475569">
      <TR><TD PORT="header" COLSPAN="3" ALIGN="LEFT" BGCOLOR="#e0e7ff"><B>Project</B>  <FONT COLOR="#64748b">projects</FONT></TD></TR>
      <TR><TD PORT="c0" ALIGN="LEFT">id</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">integer</FONT></TD><TD PORT="m0" ALIGN="RIGHT">PK</TD></TR>
      <TR><TD PORT="c1" ALIGN="LEFT">title?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">varchar</FONT></TD><TD PORT="m1" ALIGN="RIGHT"> </TD></TR>
      <TR><TD PORT="c2" ALIGN="LEFT">budget?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">integer</FONT></TD><TD PORT="m2" ALIGN="RIGHT"> </TD></TR>
      <HR/>
      <TR><TD PORT="p0" COLSPAN="3" ALIGN="LEFT"><FONT COLOR="#4338ca">assignments[]</FONT></TD></TR>
    </TABLE>
  >];

  "Assignment" [label=<
    <TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="#475569">
      <TR><TD PORT="header" COLSPAN="3" ALIGN="LEFT" BGCOLOR="#e0e7ff"><B>Assignment</B>  <FONT COLOR="#64748b">assignments</FONT></TD></TR>
      <TR><TD PORT="c0" ALIGN="LEFT">id</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">integer</FONT></TD><TD PORT="m0" ALIGN="RIGHT">PK</TD></TR>
      <TR><TD PORT="c1" ALIGN="LEFT">role?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">varchar</FONT></TD><TD PORT="m1" ALIGN="RIGHT"> </TD></TR>
      <TR><TD PORT="c2" ALIGN="LEFT">startDate?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">datetime</FONT></TD><TD PORT="m2" ALIGN="RIGHT"> </TD></TR>
      <TR><TD PORT="c3" ALIGN="LEFT">endDate?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">datetime</FONT></TD><TD PORT="m3" ALIGN="RIGHT"> </TD></TR>
      <TR><TD PORT="c4" ALIGN="LEFT">employeeId?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">integer</FONT></TD><TD PORT="m4" ALIGN="RIGHT">FK</TD></TR>
      <TR><TD PORT="c5" ALIGN="LEFT">projectId?</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">integer</FONT></TD><TD PORT="m5" ALIGN="RIGHT">FK</TD></TR>
      <HR/>
      <TR><TD PORT="p0" COLSPAN="3" ALIGN="LEFT"><FONT COLOR="#4338ca">employee?</FONT>  <FONT COLOR="#64748b">on delete cascade</FONT></TD></TR>
      <TR><TD PORT="p1" COLSPAN="3" ALIGN="LEFT"><FONT COLOR="#4338ca">project?</FONT>  <FONT COLOR="#64748b">on delete cascade</FONT></TD></TR>
    </TABLE>
  >];

  "employee_meetings" [label=<
    <TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="#94a3b8" STYLE="dashed">
      <TR><TD PORT="header" COLSPAN="3" ALIGN="LEFT" BGCOLOR="#f1f5f9"><B>employee_meetings</B>  <FONT COLOR="#64748b">junction</FONT></TD></TR>
      <TR><TD PORT="c0" ALIGN="LEFT">employee_id</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">integer</FONT></TD><TD PORT="m0" ALIGN="RIGHT">PK FK</TD></TR>
      <TR><TD PORT="c1" ALIGN="LEFT">meeting_id</TD><TD ALIGN="LEFT"><FONT COLOR="#64748b">integer</FONT></TD><TD PORT="m1" ALIGN="RIGHT">PK FK</TD></TR>
    </TABLE>
  >];

  "Employee":p0 -> "employee_meetings":c0 [arrowtail=teetee, arrowhead=crowodot];
  "Meeting":p0 -> "employee_meetings":c1 [arrowtail=teetee, arrowhead=crowodot];
  "Employee":p1 -> "Assignment":p0 [arrowtail=teeodot, arrowhead=crowodot];
  "Project":p0 -> "Assignment":p1 [arrowtail=teeodot, arrowhead=crowodot];
}
`;

test('the lesson', async () => {
  assert.equal(dot(await lessonGraph()), LESSON.trimStart());
});

describe('Graphviz', () => {
  const missing = whyNoGraphviz();
  if (missing !== undefined && process.env.CI)
    test(missing, () => {
      throw new Error(missing);
    });
  else if (missing !== undefined) console.error(`SKIPPED: what Graphviz makes of the diagram. ${missing}`);
  const check = (name: string, graph: () => Promise<ErdGraph>): void =>
    void test(`draws ${name}, without a complaint`, { skip: missing }, async () => {
      const asked = await graph();
      const { status, stdout, stderr } = spawnSync('dot', ['-Tsvg'], { input: dot(asked), encoding: 'utf8' });
      assert.deepEqual([status, stderr], [0, '']);
      assert.equal(stdout.match(/class="node"/g)?.length, asked.entities.length);
      assert.equal(stdout.match(/class="edge"/g)?.length ?? 0, asked.relations.length);
    });
  check('the lesson', lessonGraph);
  check('names that are no text', async () => HOSTILE);
  check('seventy entities', largeGraph);
  for (const name of SHAPE_NAMES) check(name, () => shapeGraph(name));
});

function whyNoGraphviz(): string | undefined {
  const { status, error } = spawnSync('dot', ['-V']);
  return status === 0 ? undefined : `dot does not run (${error?.message ?? 'it fails'}): install graphviz.`;
}
