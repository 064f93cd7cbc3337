import type { Sign } from '../rows';

/** Crow's feet, from the box outwards: on its right side, and on its left. */
export const SIGNS: Readonly<Record<Sign, readonly [right: string, left: string]>> = {
  one: ['╫', '╫'],
  'none or one': ['┼o', '┼o'],
  many: ['>o', '<o'],
  parent: ['◁', '▷'],
  child: ['', ''],
};

/** A line that leads to such an end, from the left: `─o<`. */
export function lineTo(sign: Sign): string {
  return `─${[...SIGNS[sign][1]].reverse().join('')}`;
}
