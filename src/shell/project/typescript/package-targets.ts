// What `imports` and `exports` of a package.json mean.

/** The pattern with the longest beginning that fits, and what its star stands for. */
export function bestPattern(specifier: string, patterns: readonly string[]): readonly [string | undefined, string] {
  let best: readonly [string | undefined, string] = [undefined, ''];
  let longest = -1;
  for (const pattern of patterns) {
    if (pattern === specifier) return [pattern, ''];
    const star = pattern.indexOf('*');
    if (star === -1 || star <= longest) continue;
    const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
    if (specifier.length >= pattern.length - 1 && specifier.startsWith(before) && specifier.endsWith(after)) {
      best = [pattern, specifier.slice(before.length, specifier.length - after.length)];
      longest = star;
    }
  }
  return best;
}

const CONDITIONS: ReadonlySet<string> = new Set(['node', 'import', 'require', 'module-sync', 'default']);

/** The first path that Node may take of a target with conditions. */
export function firstTarget(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (Array.isArray(target)) return target.map(firstTarget).find((found) => found !== undefined);
  if (typeof target !== 'object' || target === null) return undefined;
  return Object.entries(target)
    .filter(([condition]) => CONDITIONS.has(condition))
    .map(([, inner]) => firstTarget(inner))
    .find((found) => found !== undefined);
}
