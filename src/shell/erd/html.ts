import { createHash } from 'node:crypto';
import { counted, countRelations, type ErdGraph } from './graph';
import { pageScript } from './page-script';
import { PAGE_STYLE } from './page-style';
import { pictureOf } from './picture';
import { drawingMarkup } from './svg';
import { signSample } from './svg-line';
import type { Sign } from './rows';
import { DRAWING_STYLE, PALETTE } from './svg-style';

const SIGNS: readonly (readonly [Sign, string])[] = [
  ['one', 'exactly one'],
  ['none or one', 'none or one'],
  ['many', 'any number'],
  ['parent', 'is a: one table for both'],
];

const KEYS: readonly (readonly [string, string])[] = [
  ['drag', 'moves the diagram'],
  ['wheel, pinch, + −', 'zoom; 0 shows all'],
  ['/', 'finds a table, column or relation; Enter goes from one to the next'],
  ['Tab, arrows', 'go from table to table'],
  ['Enter, click', 'shows columns and relations; a relation leads to its other end'],
  ['Esc', 'closes'],
];

/**
 * A page to walk through the model: one file that loads nothing. Its policy forbids it to, and lets no other script run than its
 * own, whatever an entity or a comment is called.
 */
export async function html(graph: ErdGraph): Promise<string> {
  const picture = await pictureOf(graph);
  const style = `${PALETTE}\n${DRAWING_STYLE}\n${PAGE_STYLE}`;
  const script = pageScript();
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const tables = counted(graph.entities.length, 'table');
  const relations = counted(countRelations(graph), 'relation');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>The model: ${tables}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div class="bar">
  <h1>The model<span>${tables} · ${relations}</span></h1>
  <div class="find" role="search">
    <label class="aside" for="search">Find a table, column or relation</label>
    <input id="search" type="search" placeholder="Find a table, column or relation (/)" autocomplete="off" spellcheck="false">
    <output id="count" for="search" aria-live="polite"></output>
  </div>
  <div class="zoom" role="group" aria-label="Zoom">
    <button type="button" id="out" aria-label="Smaller" title="Smaller (-)">−</button>
    <span id="scale" aria-live="off"></span>
    <button type="button" id="in" aria-label="Larger" title="Larger (+)">+</button>
    <button type="button" id="fit" title="Show all (0)">Fit</button>
  </div>
  <button type="button" class="keys" id="keys" aria-label="Signs and keys" title="Signs and keys (?)">?</button>
</div>
<main id="stage" aria-label="Entity-relationship diagram">
<svg class="drawing" id="drawing" role="group" aria-label="Tables" data-width="${picture.width}" data-height="${picture.height}">
<g id="world">
${drawingMarkup(picture, { isPage: true })}
</g>
</svg>
</main>
<aside id="panel" aria-label="The chosen table" hidden></aside>
<dialog id="help" aria-label="Signs and keys">
  <h2>Signs</h2>
  <dl>${SIGNS.map(([sign, meaning]) => `<dt>${signSample(sign)}</dt><dd>${meaning}</dd>`).join('')}<dt>name?</dt><dd>may be null</dd><dt>cascade</dt><dd>ON DELETE</dd></dl>
  <h2>Keys</h2>
  <dl>${KEYS.map(([key, meaning]) => `<dt>${key}</dt><dd>${meaning}</dd>`).join('')}</dl>
  <form method="dialog"><button>Close</button></form>
</dialog>
<script type="application/json" id="model">${jsonInHtml(graph)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON that ends no script element and begins no comment. */
function jsonInHtml(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)
    .replace(/[\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
