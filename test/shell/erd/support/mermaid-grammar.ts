import assert from 'node:assert/strict';
import type { ErdGraph } from '../../../../src/shell/erd/graph';

/**
 * A strict reader of what Mermaid's own grammar for `erDiagram` takes (its lexer and rules are in
 * packages/mermaid/src/diagrams/er/parser/erDiagram.jison), as far as it is used here. The package itself brings a hundred others
 * along, and draws only in a browser.
 */
const NAME = '"[^"%\\r\\n\\v\\b\\\\]+"';
const WORD = '[A-Za-z\\u00c0-\\uffff][A-Za-z0-9_\\u00c0-\\uffff()\\[\\]-]*';
const LINES = {
  open: new RegExp(`^  (${NAME}) \\{$`, 'u'),
  alone: new RegExp(`^  (${NAME})$`, 'u'),
  attribute: new RegExp(`^    (${WORD}) (${WORD})((?: (?:PK|FK|UK))(?:, (?:PK|FK|UK))*)?( "[^"\\n]*")?$`),
  close: /^ {2}\}$/,
  relation: new RegExp(
    `^  (${NAME}) (?:\\|\\||\\|o|\\}o)(?:--|\\.\\.)(?:\\|\\||o\\||o\\{) (${NAME}) : ("[^"\\n]*")$`,
    'u',
  ),
  comment: /^ {2}%% [^\n]*$/,
} as const;

/** @throws an AssertionError for a line that Mermaid would not take, and for what of the graph is missing. */
export function checkMermaid(text: string, graph: ErdGraph): void {
  const [head, ...lines] = text.trimEnd().split('\n');
  assert.equal(head, 'erDiagram');
  let isOpen = false;
  const counts = { entities: 0, attributes: 0, relations: 0 };
  for (const line of lines) {
    if (isOpen && LINES.close.test(line)) isOpen = false;
    else if (isOpen) {
      const attribute = LINES.attribute.exec(line);
      assert.ok(attribute, `no attribute: ${line}`);
      // The lexer takes these for keys, in any case, wherever a word may stand.
      for (const word of attribute.slice(1, 3)) assert.doesNotMatch(word, /^(pk|fk|uk)\b/i, line);
      counts.attributes++;
    } else if (LINES.open.test(line)) {
      isOpen = true;
      counts.entities++;
    } else if (LINES.alone.test(line)) counts.entities++;
    else if (LINES.relation.test(line)) counts.relations++;
    else assert.match(line, LINES.comment);
  }
  assert.ok(!isOpen, 'an entity that does not end');
  assert.deepEqual(counts, {
    entities: graph.entities.length,
    attributes: graph.entities.flatMap(({ columns }) => columns).length,
    relations: graph.relations.length,
  });
}
