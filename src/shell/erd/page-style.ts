/** How the page looks, beside the drawing. */
export const PAGE_STYLE = `
  * { box-sizing: border-box; }
  html, body { height: 100%; margin: 0; overflow: hidden; }
  body { display: grid; grid-template: auto 1fr / 1fr auto; background: var(--paper); color: var(--ink); font: 14px/1.45 system-ui, sans-serif; }
  button, input { font: inherit; color: inherit; }
  .bar { grid-column: 1 / -1; display: flex; align-items: center; gap: 14px; padding: 9px 16px; background: var(--card); border-bottom: 1px solid var(--border); }
  .bar h1 { margin: 0; font-size: 15px; font-weight: 650; white-space: nowrap; }
  .bar h1 span { margin-left: 8px; font-weight: 400; color: var(--soft); }
  .find { position: relative; flex: 0 1 340px; margin-left: auto; }
  .find input { width: 100%; padding: 6px 64px 6px 12px; border: 1px solid var(--border); border-radius: 8px; background: var(--paper); }
  .find output { position: absolute; right: 12px; top: 0; line-height: 34px; color: var(--soft); font-size: 12px; pointer-events: none; }
  .zoom { display: flex; align-items: center; border: 1px solid var(--border); border-radius: 8px; overflow: hidden; }
  .zoom button, .keys { padding: 5px 11px; border: 0; background: none; cursor: pointer; }
  .zoom button:hover, .keys:hover { background: var(--entity); }
  .zoom span { min-width: 52px; text-align: center; color: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
  .keys { border: 1px solid var(--border); border-radius: 8px; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
  #stage { position: relative; overflow: hidden; cursor: grab; touch-action: none; user-select: none;
    background-image: radial-gradient(var(--rule) 1px, transparent 1px); background-size: 22px 22px; }
  #stage.dragging { cursor: grabbing; }
  #drawing { display: block; width: 100%; height: 100%; }
  .box { cursor: pointer; transition: opacity .15s; }
  .line { transition: opacity .15s; }
  .box:focus { outline: none; }
  .box:hover .edge { stroke: var(--accent); }
  .searching .box.hit .edge { stroke: var(--primary); stroke-width: 2; }
  .box.chosen .edge, .box:focus-visible .edge, .searching .box.hit.chosen .edge { stroke: var(--accent); stroke-width: 2.5; stroke-dasharray: none; }
  .choosing .box:not(.near), .searching .box:not(.hit):not(.chosen) { opacity: .22; }
  .choosing .line:not(.lit) { opacity: .1; }
  .searching:not(.choosing) .line { opacity: .18; }
  .searching .box.hit { opacity: 1; }
  .drawing .line.lit .way, .drawing .line.lit path:not(.reach) { stroke: var(--accent); stroke-width: 2; }
  .drawing .line:hover .way { stroke: var(--accent); stroke-width: 2.5; }
  .drawing text.name-afar { display: none; text-anchor: middle; font-weight: 700; }
  .far .box text, .far .box .rule { display: none; }
  .far .drawing text.name-afar { display: inline; fill: var(--entity-ink); }
  .far .drawing .view text.name-afar { fill: var(--view-ink); }
  .far .drawing .junction text.name-afar, .far .drawing .closure text.name-afar { fill: var(--made-ink); font-weight: 600; }
  .far .drawing .frame { fill: var(--entity); }
  .far .drawing .edge, .far .drawing .line path { vector-effect: non-scaling-stroke; }
  .far .drawing .edge { stroke: var(--faint); }
  .far .drawing .hollow { fill: none; }
  .far .drawing .view .frame { fill: var(--view); }
  .far .drawing .junction .frame, .far .drawing .closure .frame { fill: var(--made); }
  .far .drawing .head { display: none; }
  .far .drawing .line path:not(.reach):not(.way) { display: none; }
  .far .drawing .line .way { stroke-width: 1; stroke-opacity: .55; }
  .far .drawing .line.lit .way { stroke-width: 1.8; stroke-opacity: 1; }
  #panel { width: min(380px, 80vw); overflow-y: auto; padding: 16px 18px; background: var(--card); border-left: 1px solid var(--border); }
  #panel[hidden] { display: none; }
  #panel header { display: flex; justify-content: space-between; gap: 12px; }
  #panel h2 { margin: 0; font: 700 17px/1.3 var(--mono); color: var(--entity-ink); overflow-wrap: anywhere; }
  #panel h2.view { color: var(--view-ink); }
  #panel h2.junction, #panel h2.closure { color: var(--made-ink); }
  #panel p { margin: 2px 0 0; overflow-wrap: anywhere; }
  #panel .comment { color: var(--ink); }
  #panel p.comment { margin-top: 10px; }
  #panel h3 { margin: 20px 0 6px; font-size: 12px; font-weight: 600; color: var(--soft); }
  #panel table { width: 100%; border-collapse: collapse; font: 12.5px/1.4 var(--mono); }
  #panel td { padding: 5px 8px 5px 0; border-top: 1px solid var(--rule); vertical-align: top; overflow-wrap: anywhere; }
  #panel code { font: inherit; }
  #panel small { display: block; color: var(--soft); font-size: 11px; }
  #panel td.type { color: var(--soft); }
  #panel td.marks { padding-right: 0; text-align: right; white-space: nowrap; font-size: 10.5px; font-weight: 700; }
  #panel abbr { margin-left: 6px; }
  .soft { color: var(--soft); }
  abbr.PK { color: var(--primary); } abbr.FK { color: var(--foreign); } abbr.UQ { color: var(--unique); }
  #panel ul { list-style: none; margin: 0; padding: 0; }
  .relation { display: block; width: 100%; padding: 6px 8px; margin: 0 -8px; border: 0; border-radius: 7px; background: none; text-align: left; cursor: pointer; font: 12.5px/1.45 var(--mono); overflow-wrap: anywhere; }
  .relation:hover:enabled { background: var(--entity); }
  .relation:disabled { cursor: default; }
  .relation .name { color: var(--property); }
  .relation .name:not(:empty)::after { content: ' '; }
  .relation .amount { color: var(--soft); }
  .relation .target { margin-left: .6ch; font-weight: 700; }
  .relation:enabled .target { text-decoration: underline; text-decoration-color: var(--faint); text-underline-offset: 3px; }
  .close { align-self: flex-start; width: 30px; height: 30px; border: 0; border-radius: 7px; background: none; font-size: 20px; line-height: 1; cursor: pointer; color: var(--soft); }
  .close:hover { background: var(--entity); }
  dialog { border: 1px solid var(--border); border-radius: 12px; padding: 22px 26px; background: var(--card); color: var(--ink); max-width: 560px; }
  dialog::backdrop { background: rgb(15 23 42 / .45); }
  dialog h2 { margin: 0 0 10px; font-size: 15px; }
  dialog h2 + dl + h2 { margin-top: 18px; }
  dialog dl { display: grid; grid-template-columns: auto 1fr; gap: 5px 18px; margin: 0; }
  dialog dt { font-family: var(--mono); font-size: 12.5px; }
  dialog dt svg { display: block; width: 64px; height: 20px; }
  dialog dd { margin: 0; color: var(--soft); }
  dialog form { margin-top: 18px; text-align: right; }
  dialog form button { padding: 5px 14px; border: 1px solid var(--border); border-radius: 8px; background: none; cursor: pointer; }
  .aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (max-width: 640px) {
    body { grid-template: auto 1fr auto / 1fr; }
    .bar h1 span, .zoom span { display: none; }
    #panel { width: 100%; max-height: 45vh; border-left: 0; border-top: 1px solid var(--border); }
  }
  @media (prefers-reduced-motion: reduce) { .box, .line { transition: none; } }
`;
