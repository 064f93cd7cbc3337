import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mermaid, mermaidInMarkdown } from '../../../src/shell/erd/mermaid';
import { HOSTILE, SHAPE_NAMES, shapeGraph } from './support/graphs';
import { checkMermaid } from './support/mermaid-grammar';
import { largeGraph, lessonGraph } from './support/models';

const LESSON = `
erDiagram
  "Meeting" {
    integer id PK
    varchar topic "null"
    datetime scheduledTime "null"
    varchar location "null"
  }
  "Employee" {
    integer id PK
    varchar name "null"
    date hireDate "null"
  }
  "Project" {
    integer id PK
    varchar title "null"
    integer budget "null"
  }
  "Assignment" {
    integer id PK
    varchar role "null"
    datetime startDate "null"
    datetime endDate "null"
    integer employeeId FK "null"
    integer projectId FK "null"
  }
  %% junction
  "employee_meetings" {
    integer employee_id PK, FK
    integer meeting_id PK, FK
  }
  "Employee" ||--o{ "employee_meetings" : "meetings"
  "Meeting" ||--o{ "employee_meetings" : "employees"
  "Employee" |o--o{ "Assignment" : "assignments / employee"
  "Project" |o--o{ "Assignment" : "assignments / project"
`;

test('the lesson', async () => {
  assert.equal(mermaid(await lessonGraph()), LESSON.trimStart());
});

test('in Markdown it stands in a fence', async () => {
  const text = mermaidInMarkdown(await lessonGraph());
  assert.match(text, /^# The model\n\n```mermaid\nerDiagram\n[^]*\n```\n$/);
});

test('Mermaid takes it, whatever things are called', async () => {
  for (const name of SHAPE_NAMES) checkMermaid(mermaid(await shapeGraph(name)), await shapeGraph(name));
  checkMermaid(mermaid(await largeGraph()), await largeGraph());
  checkMermaid(mermaid(HOSTILE), HOSTILE);
});

test('what has no name that Mermaid takes is written out behind', async () => {
  const text = mermaid(await shapeGraph('embedded'));
  assert.match(text, /^ {4}integer number_year PK "number\.year"$/m);
  assert.match(mermaid(HOSTILE), /^ {4}unknown column_pk FK, UK "pk, null"$/m);
});
