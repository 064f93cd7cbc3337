import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErdGraph } from '../../../src/shell/erd/graph';
import { METRICS, pictureOf, textWidth, type Picture, type PictureBox } from '../../../src/shell/erd/picture';
import { SHAPE_NAMES, shapeGraph } from './support/graphs';
import { largeGraph, lessonGraph } from './support/models';

/** How near a line may come to a box that it does not end at, in pixels. */
const CLEAR = 4;

test('the lesson, every shape, and seventy entities: boxes apart, lines from box to box, labels inside', async () => {
  check(await lessonGraph(), await pictureOf(await lessonGraph()));
  for (const name of SHAPE_NAMES) check(await shapeGraph(name), await pictureOf(await shapeGraph(name)));
  const large = await largeGraph();
  assert.equal(large.entities.filter(({ kind }) => kind === 'entity').length, 70);
  check(large, await pictureOf(large));
});

test('the same graph is always drawn the same', async () => {
  const graph = await shapeGraph('shop');
  assert.deepEqual(await pictureOf(graph), await pictureOf(graph));
});

function check(graph: ErdGraph, { width, height, boxes, lines }: Picture): void {
  assert.equal(boxes.length, graph.entities.length);
  assert.equal(lines.length, graph.relations.length);
  for (const [index, box] of boxes.entries()) {
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, box.entity.id);
    for (const other of boxes.slice(index + 1))
      assert.ok(!overlap(box, other), `${box.entity.id} on ${other.entity.id}`);
    checkLabels(box);
  }
  for (const { relation, left, right, points } of lines) {
    const name = JSON.stringify([relation.from, relation.to]);
    const [first, last] = [points[0], points.at(-1)];
    assert.ok(first && last && points.length >= 2, name);
    const box = (id: string): PictureBox => boxes.find(({ entity }) => entity.id === id) as PictureBox;
    for (const [end, point] of [
      [left, first],
      [right, last],
    ] as const) {
      const { x, y, width: wide, height: high } = box(end.entity);
      assert.ok(Math.abs(point.x - x) < 0.5 || Math.abs(point.x - x - wide) < 0.5, `${name} ends beside ${end.entity}`);
      assert.ok(point.y > y && point.y < y + high, `${name} ends above or below ${end.entity}`);
    }
    for (const [index, point] of points.slice(1).entries()) {
      const before = points[index];
      assert.ok(
        Math.abs(point.x - before.x) < 0.01 || Math.abs(point.y - before.y) < 0.01,
        `${name} is not at right angles`,
      );
      for (const each of boxes) assert.ok(!crosses(before, point, each), `${name} runs through ${each.entity.id}`);
    }
  }
}

function checkLabels({ entity, subtitle, width, height, rows, detailX }: PictureBox): void {
  const { side, rowFont, titleFont } = METRICS;
  const right = width - side + 1;
  const title = textWidth(entity.id, titleFont) + textWidth(subtitle, rowFont);
  assert.ok(side + title <= right, entity.id);
  for (const { part, name, detail, marks, y } of rows) {
    assert.ok(y > METRICS.header && y < height, `${entity.id}.${name}`);
    const after = part === 'column' ? detailX : side + textWidth(name, rowFont);
    assert.ok(side + textWidth(name, rowFont) <= after, `${entity.id}.${name}`);
    const marked = marks.length === 0 ? 0 : textWidth(marks.join(' '), rowFont);
    assert.ok(after + textWidth(detail, rowFont) + marked <= right, `${entity.id}.${name}: ${detail}`);
  }
}

function overlap(one: PictureBox, other: PictureBox): boolean {
  const apart = (a: number, length: number, b: number, another: number): boolean => a + length <= b || b + another <= a;
  return !apart(one.x, one.width, other.x, other.width) && !apart(one.y, one.height, other.y, other.height);
}

interface At {
  readonly x: number;
  readonly y: number;
}

function crosses(from: At, to: At, { x, y, width, height }: PictureBox): boolean {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return left < x + width - CLEAR && right > x + CLEAR && top < y + height - CLEAR && bottom > y + CLEAR;
}
