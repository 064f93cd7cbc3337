import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where systems put it. */
const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

const path = [process.env.CHROMIUM_PATH, ...USUAL].find((each) => each !== undefined && existsSync(each));

/** What to say when there is none; `undefined` when there is one. A missing one is a failure in CI, not a skipped test. */
export const whyNoChromium =
  path === undefined ? 'There is no Chromium: install it, or say where it is with CHROMIUM_PATH.' : undefined;

/** A browser without a window, with a profile of its own that is gone when it is closed. It asks nobody anything by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    headless: true,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
