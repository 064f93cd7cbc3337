/** The colours of a drawing, light and dark; the page uses them too. */
export const PALETTE = `
  :root {
    color-scheme: light dark;
    --paper: #f8fafc; --card: #ffffff; --border: #cbd5e1; --rule: #e2e8f0; --ink: #0f172a; --soft: #64748b; --faint: #94a3b8;
    --entity: #eef2ff; --entity-ink: #3730a3; --view: #ecfdf5; --view-ink: #065f46; --made: #f1f5f9; --made-ink: #475569;
    --property: #4338ca; --line: #64748b; --primary: #b45309; --foreign: #0369a1; --unique: #7e22ce; --accent: #6366f1;
    --mono: ui-monospace, 'SF Mono', Menlo, 'DejaVu Sans Mono', 'Liberation Mono', Consolas, monospace;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #0b1120; --card: #131c31; --border: #334155; --rule: #233047; --ink: #e2e8f0; --soft: #94a3b8; --faint: #64748b;
      --entity: #1e2347; --entity-ink: #c7d2fe; --view: #0f2f2a; --view-ink: #a7f3d0; --made: #1a2438; --made-ink: #cbd5e1;
      --property: #a5b4fc; --line: #7c8ba1; --primary: #fbbf24; --foreign: #38bdf8; --unique: #d8b4fe; --accent: #818cf8;
    }
  }`;

export const DRAWING_STYLE = `
  .drawing text { font-family: var(--mono); fill: var(--ink); dominant-baseline: central; white-space: pre; }
  .drawing text:not(.name-afar) { font-size: 12px; }
  .drawing .frame { fill: var(--card); }
  .drawing .edge { fill: none; stroke: var(--border); }
  .drawing .head { fill: var(--entity); }
  .drawing text.title { font-size: 13px; font-weight: 700; fill: var(--entity-ink); }
  .drawing .view .head { fill: var(--view); }
  .drawing .view .title { fill: var(--view-ink); }
  .drawing .junction .head, .drawing .closure .head { fill: var(--made); }
  .drawing .junction .title, .drawing .closure .title { fill: var(--made-ink); font-weight: 600; }
  .drawing .junction .edge, .drawing .closure .edge { stroke-dasharray: 5 3; }
  .drawing .rule { stroke: var(--rule); }
  .drawing .soft { fill: var(--soft); }
  .drawing text.mark { font-size: 10px; font-weight: 700; text-anchor: end; }
  .drawing .end { text-anchor: end; }
  .drawing .PK { fill: var(--primary); }
  .drawing .FK { fill: var(--foreign); }
  .drawing .UQ { fill: var(--unique); }
  .drawing .property { fill: var(--property); }
  .drawing .elsewhere { fill: var(--faint); }
  .drawing .line path { fill: none; stroke: var(--line); stroke-width: 1.4; stroke-linejoin: round; stroke-linecap: round; }
  .drawing .line .reach { stroke: transparent; stroke-width: 12; }
  .drawing .line .hollow { fill: var(--paper); }
  .drawing .inheritance .way { stroke-dasharray: 5 4; }`;
