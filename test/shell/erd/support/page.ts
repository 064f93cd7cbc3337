import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ErdGraph } from '../../../../src/shell/erd/graph';
import { html } from '../../../../src/shell/erd/html';

/** The page of a graph, open in a browser. */
export interface OpenPage {
  readonly page: Page;
  /** What the browser complained of. */
  readonly complaints: readonly string[];
  /** What was asked for beside the page itself. */
  readonly requests: readonly string[];
  /** How much the drawing is enlarged, and where its origin is. */
  place(): Promise<{ readonly scale: number; readonly x: number; readonly y: number }>;
  /** The entity that is chosen, and the title of the panel. */
  chosen(): Promise<readonly [entity: string | null, panel: string | null]>;
}

/** @throws when the browser has complained or the page has asked for anything, whatever `work` did. */
export async function withPage(
  browser: Browser,
  graph: ErdGraph,
  work: (open: OpenPage) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-page-'));
  const context = await browser.newContext({
    viewport: { width: 1200, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  try {
    const file = join(folder, 'model.html');
    writeFileSync(file, await html(graph));
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const { href } = pathToFileURL(file);
    page.on('request', (request) => {
      if (request.url() !== href && !request.url().startsWith('data:')) requests.push(request.url());
    });
    await page.goto(href);
    await work({
      page,
      complaints,
      requests,
      place: async () => {
        const transform = (await page.locator('#world').getAttribute('transform')) ?? '';
        const [x = NaN, y = NaN, scale = NaN] = (transform.match(/-?\d[\d.e-]*/g) ?? []).map(Number);
        return { x, y, scale };
      },
      chosen: async () => [
        await page.evaluate(`document.querySelector('.box.chosen')?.dataset.entity ?? null`),
        await page.evaluate(`document.querySelector('#panel:not([hidden]) h2')?.textContent ?? null`),
      ],
    });
    assert.deepEqual([complaints, requests], [[], []]);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
