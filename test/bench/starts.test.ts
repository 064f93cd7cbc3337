import { describe, test } from 'node:test';
import { comparing } from './support/tiny-bench';

/** The benchmarks that start processes, or fill databases: they take longest. */
describe('npm run bench, whole programs', () => {
  for (const [name, comparisons] of [
    ['start', 1],
    ['project-start', 4],
    ['types', 2],
    ['erd', 2],
    ['seed', 1],
    ['dump', 2],
  ] as const)
    test(name, async () => void (await comparing(name, comparisons)));
});
