import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { Edits } from '../../../../src/shell/code/edits';
import { parse } from '../../../../src/shell/code/input-facts';

function editsOf(text: string): { readonly edits: Edits; readonly nodes: ReadonlyMap<string, ts.Node> } {
  const source = parse(text);
  const nodes = new Map<string, ts.Node>();
  const visit = (node: ts.Node): void => {
    if (!nodes.has(node.getText(source))) nodes.set(node.getText(source), node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return { edits: new Edits(source), nodes };
}

test('texts around nodes are nested as the nodes are, in whatever order they are asked for', () => {
  for (const order of [
    ['a.b()', 'a'],
    ['a', 'a.b()'],
  ]) {
    const { edits, nodes } = editsOf('x(a.b(), 1)');
    for (const each of order) edits.wrap(nodes.get(each)!, '(await ', ')');
    assert.equal(edits.apply(), 'x((await (await a).b()), 1)');
  }
});

test('of two texts around one node the later is the outer', () => {
  const { edits, nodes } = editsOf('x(y)');
  edits.wrap(nodes.get('y')!, '[', ']');
  edits.wrap(nodes.get('y')!, '(', ')');
  assert.equal(edits.apply(), 'x(([y]))');
});

test('what is replaced takes what lies in it with it, and not what lies around it', () => {
  const { edits, nodes } = editsOf('x(a.b)');
  edits.wrap(nodes.get('b')!, '!');
  edits.wrap(nodes.get('a.b')!, '<', '>');
  edits.replaceNode(nodes.get('a.b')!, 'c');
  assert.equal(edits.apply(), 'x(<c>)');
});

test('without edits the text is the same', () => {
  const { edits } = editsOf('x ( 1 )');
  assert.ok(edits.isEmpty);
  assert.equal(edits.apply(), 'x ( 1 )');
});
