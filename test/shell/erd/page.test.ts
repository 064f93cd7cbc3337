import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { svg } from '../../../src/shell/erd/svg';
import { launchChromium, whyNoChromium } from '../../support/chromium';
import { HOSTILE, SHAPE_NAMES, shapeGraph } from './support/graphs';
import { largeGraph, lessonGraph } from './support/models';
import { withPage, type OpenPage } from './support/page';

if (whyNoChromium !== undefined && process.env.CI)
  test(whyNoChromium, () => {
    throw new Error(whyNoChromium);
  });
else if (whyNoChromium !== undefined) console.error(`SKIPPED: the page of the diagram in a browser. ${whyNoChromium}`);

describe('the page', { skip: whyNoChromium }, () => {
  let browser: Browser;
  before(async () => (browser = await launchChromium()));
  after(() => browser.close());

  const onLesson = (title: string, work: (open: OpenPage) => Promise<void>): void =>
    void test(title, async () => withPage(browser, await lessonGraph(), work));

  onLesson('opens on the whole diagram, and its labels are in their boxes', async ({ page, place }) => {
    assert.deepEqual(await page.locator('.box').count(), 5);
    const { scale } = await place();
    assert.ok(scale > 0.5 && scale <= 1.25);
    assert.deepEqual(await outside(page, '#stage', '.box .frame'), []);
    assert.deepEqual(await labelsOutside(page), []);
  });

  onLesson('the wheel zooms where the pointer is, + and - in the middle, 0 shows all', async ({ page, place }) => {
    const start = await place();
    const at = { x: 300, y: 300 };
    const stage = (await page.locator('#stage').boundingBox()) as { x: number; y: number };
    const under = ({ x, y, scale }: typeof start): readonly number[] =>
      [(at.x - stage.x - x) / scale, (at.y - stage.y - y) / scale].map((value) => Math.round(value));
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, -400);
    await page.waitForFunction(
      `!document.querySelector('#world').getAttribute('transform').includes('scale(${start.scale})')`,
    );
    const near = await place();
    assert.ok(near.scale > start.scale);
    assert.deepEqual(under(near), under(start));
    await page.keyboard.press('-');
    assert.ok((await place()).scale < near.scale);
    await page.keyboard.press('+');
    await page.getByRole('button', { name: 'Larger' }).click();
    assert.ok((await place()).scale > near.scale);
    await page.keyboard.press('0');
    assert.deepEqual(await place(), start);
  });

  onLesson('a drag moves the diagram and chooses nothing', async ({ page, place, chosen }) => {
    const start = await place();
    await page.locator('[data-entity=Employee] .frame').hover();
    await page.mouse.down();
    await page.mouse.move(700, 300, { steps: 3 });
    const { x, y } = await place();
    await page.mouse.move(760, 340, { steps: 3 });
    await page.mouse.up();
    const end = await place();
    assert.deepEqual([end.x - x, end.y - y, end.scale].map(Math.round), [60, 40, Math.round(start.scale)]);
    assert.deepEqual(await chosen(), [null, null]);
  });

  onLesson('a click shows columns and relations, and a relation leads on', async ({ page, chosen }) => {
    await page.locator('[data-entity=Employee]').click();
    assert.deepEqual(await chosen(), ['Employee', 'Employee']);
    const panel = page.locator('#panel');
    assert.match(await panel.innerText(), /hireDate\s+hire_date\s+date\s+null/);
    const near = [...(await attributes(page, '.box.near', 'data-entity'))].sort();
    assert.deepEqual(near, ['Assignment', 'Employee', 'Meeting', 'employee_meetings']);
    assert.equal(await page.locator('.line.lit').count(), 3);
    await panel.getByRole('button', { name: 'assignments' }).click();
    assert.deepEqual(await chosen(), ['Assignment', 'Assignment']);
    assert.deepEqual(await centred(page, 'Assignment'), [0, 0]);
    await panel.getByRole('button', { name: /^project / }).click();
    assert.deepEqual(await chosen(), ['Project', 'Project']);
    await panel.getByRole('button', { name: 'Close' }).click();
    assert.deepEqual(await chosen(), [null, null]);
  });

  onLesson(
    '/ finds by table, column and relation; Enter goes from one to the next, Esc takes it back',
    async ({ page, chosen }) => {
      await page.keyboard.press('/');
      await page.keyboard.type('meet');
      const hits = (): Promise<number> => page.locator('.box.hit').count();
      const count = (): Promise<string> => page.locator('#count').innerText();
      assert.deepEqual([await hits(), await count()], [3, '3']);
      await page.keyboard.press('Enter');
      assert.deepEqual([(await chosen())[0], await count()], ['Meeting', '1 of 3']);
      assert.deepEqual(await centred(page, 'Meeting'), [0, 0]);
      await page.keyboard.press('Enter');
      assert.equal((await chosen())[0], 'employee_meetings');
      await page.keyboard.press('Shift+Enter');
      assert.equal((await chosen())[0], 'Meeting');
      await page.locator('#search').fill('hire_date');
      assert.deepEqual([await hits(), await count()], [1, '1']);
      await page.locator('#search').fill('nothing is called so');
      assert.deepEqual([await hits(), await count()], [0, 'none']);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('#search').inputValue(), '');
      await page.keyboard.press('Escape');
      assert.deepEqual(await chosen(), [null, null]);
    },
  );

  onLesson('everything goes by keys: Tab and arrows walk, Enter opens, Esc closes', async ({ page, chosen }) => {
    const focused = (): Promise<string | null> => page.evaluate(`document.activeElement?.dataset.entity ?? null`);
    await page.locator('#keys').focus();
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Meeting');
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), 'employee_meetings');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), 'Assignment');
    await page.keyboard.press('Enter');
    assert.deepEqual(await chosen(), ['Assignment', 'Assignment']);
    assert.equal(await page.locator('[data-entity=Assignment]').getAttribute('aria-pressed'), 'true');
    await page.keyboard.press('Escape');
    assert.deepEqual([await chosen(), await focused()], [[null, null], 'Assignment']);
    await page.keyboard.press('?');
    assert.ok(await page.getByRole('dialog', { name: 'Signs and keys' }).isVisible());
    await page.keyboard.press('Escape');
    assert.ok(await page.getByRole('dialog').isHidden());
  });

  onLesson('each table is a button that says what it is', async ({ page }) => {
    const names = await attributes(page, '.box[role=button]', 'aria-label');
    assert.ok(names.includes('Employee, employees, 3 columns, 2 relations'), names.join('\n'));
    assert.ok(names.includes('employee_meetings, junction, 2 columns, 0 relations'));
    assert.ok(await page.getByRole('searchbox', { name: 'Find a table, column or relation' }).isVisible());
  });

  test('a pinch of two fingers zooms', async () => {
    await withPage(
      browser,
      await lessonGraph(),
      async ({ page, place }) => {
        const start = await place();
        const session = await page.context().newCDPSession(page);
        const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...xs: readonly number[]): Promise<unknown> =>
          session.send('Input.dispatchTouchEvent', { type, touchPoints: xs.map((x, id) => ({ x, y: 400, id })) });
        await touch('touchStart', 550, 650);
        await touch('touchMove', 500, 700);
        await touch('touchMove', 400, 800);
        await touch('touchEnd');
        assert.ok((await place()).scale > start.scale * 1.5, JSON.stringify(await place()));
      },
      { hasTouch: true },
    );
  });

  test('names and comments are text, whatever they are', async () => {
    await withPage(browser, HOSTILE, async ({ page, chosen }) => {
      const id = HOSTILE.entities[0]?.id;
      await page.locator('.box').last().click();
      assert.deepEqual(await chosen(), [id, id]);
      assert.match(await page.locator('#panel').innerText(), /<\/script><img src=x onerror=alert\(2\)>/);
      assert.equal(await page.locator('img, svg svg, [onclick], [onload]').count(), 0);
    });
  });

  test('its policy forbids it to ask the network, or to run anything else', async () => {
    await withPage(browser, await lessonGraph(), async ({ page, complaints }) => {
      const asked = await page.evaluate(
        `fetch('http://127.0.0.1:9/').then(() => 'answered', (error) => String(error))`,
      );
      assert.match(String(asked), /TypeError/);
      assert.match(complaints.join('\n'), /Content Security Policy|violates/);
      await page.evaluate(
        `{ const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); }`,
      );
      assert.equal(await page.evaluate('window.ran'), undefined);
      (complaints as string[]).length = 0;
    });
  });

  test('seventy entities: names can be read from afar, rows when one is opened', async () => {
    await withPage(browser, await largeGraph(), async ({ page, place, chosen }) => {
      assert.equal(await page.locator('.box').count(), 77);
      assert.ok(await page.locator('#stage.far').isVisible());
      assert.ok(await page.locator('[data-entity=Employee] .name-afar').isVisible());
      assert.deepEqual(await outside(page, '#stage', '.box .frame'), []);
      await page.keyboard.press('/');
      await page.keyboard.type('OrderLine');
      await page.keyboard.press('Enter');
      assert.equal((await chosen())[0], 'OrderLine');
      assert.ok((await place()).scale >= 0.9);
      assert.deepEqual(await labelsOutside(page), []);
    });
  });

  test('every shape opens without a complaint', async () => {
    for (const name of SHAPE_NAMES)
      await withPage(browser, await shapeGraph(name), async ({ page }) =>
        assert.deepEqual(await labelsOutside(page), []),
      );
  });

  test('an SVG is well-formed, follows the scheme, and holds no script', async () => {
    const page = await browser.newPage();
    for (const graph of [await lessonGraph(), HOSTILE, await largeGraph()]) {
      const text = await svg(graph);
      const parsed = await page.evaluate(`{
        const { documentElement: root } = new DOMParser().parseFromString(${JSON.stringify(text)}, 'image/svg+xml');
        [root.nodeName, root.querySelectorAll('.box').length, root.querySelectorAll('script, parsererror').length];
      }`);
      assert.deepEqual(parsed, ['svg', graph.entities.length, 0]);
    }
    const paper = async (colorScheme: 'light' | 'dark'): Promise<string> => {
      await page.emulateMedia({ colorScheme });
      await page.setContent(await svg(await lessonGraph()));
      return page.evaluate(`getComputedStyle(document.querySelector('svg > rect')).fill`);
    };
    assert.notEqual(await paper('light'), await paper('dark'));
    await page.close();
  });
});

type Page = OpenPage['page'];

/** An attribute of each of some elements. */
async function attributes(page: Page, selector: string, name: string): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll('${selector}')].map((each) => each.getAttribute('${name}'))`);
}

/** Elements that reach beyond another, by their text. */
async function outside(page: Page, inside: string, selector: string): Promise<unknown> {
  return page.evaluate(`{
    const { left, right, top, bottom } = document.querySelector('${inside}').getBoundingClientRect();
    [...document.querySelectorAll('${selector}')]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.left < left || box.right > right || box.top < top || box.bottom > bottom;
      })
      .map((element) => element.parentElement.dataset.entity);
  }`);
}

/** Labels that leave their box, as the browser has set them. */
async function labelsOutside(page: Page): Promise<unknown> {
  return page.evaluate(`
    [...document.querySelectorAll('.box')].flatMap((box) => {
      const frame = box.querySelector('.frame').getBoundingClientRect();
      return [...box.querySelectorAll('text')]
        .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
        .filter(({ box: { width, left, right } }) => width > 0 && (left < frame.left - 1 || right > frame.right + 1))
        .map(({ text }) => text);
    })`);
}

/** How far a box is from the middle of the stage, in whole pixels. */
async function centred(page: Page, entity: string): Promise<readonly number[]> {
  const [box, stage] = await Promise.all(
    [`[data-entity=${entity}] .frame`, '#stage'].map((selector) => page.locator(selector).boundingBox()),
  );
  assert.ok(box && stage);
  return [box.x + box.width / 2 - stage.x - stage.width / 2, box.y + box.height / 2 - stage.y - stage.height / 2].map(
    (distance) => Math.abs(Math.round(distance)),
  );
}
