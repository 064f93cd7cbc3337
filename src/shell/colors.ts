import type * as ChalkModule from 'chalk' with { 'resolution-mode': 'import' };
import { NO_COLORS, type Colors } from './output/theme';

/**
 * Colours for an output that takes them, or none.
 * @returns gives them; chalk is loaded when they are first asked for: many a run needs none.
 */
export function colorsFor(colored: boolean): () => Colors {
  let colors: Colors | undefined = colored ? undefined : NO_COLORS;
  return () => (colors ??= chalk());
}

/** chalk is an ES module; Node 20.19 and later can require one. */
function chalk(): Colors {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Chalk } = require('chalk') as typeof ChalkModule;
  return new Chalk({ level: 1 });
}
