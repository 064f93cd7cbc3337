/** More suggestions than this are no help. */
const MOST = 3;

/**
 * The distance of two words: how many letters must be added, taken away, changed, or swapped with their neighbour (each counts one)
 * to make one from the other. The "optimal string alignment" form of Damerau and Levenshtein's distance.
 */
export function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let best = Math.min(at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, at(before, column - 2) + 1);
      current.push(best);
    }
    [before, above] = [above, current];
  }
  return at(above, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

/** A word of two letters may differ in one, of six in two, of nine in three. */
function allowedDistance(word: string): number {
  return Math.min(3, Math.max(1, Math.floor(word.length / 3)));
}

/**
 * The names that somebody may have meant, nearest first, at most three. Case does not count, and a name of which the word is the
 * beginning counts as near (`assign`, `assignments`).
 * @param word what was written
 * @param names what could have been written
 */
export function nearNames(word: string, names: Iterable<string>): string[] {
  const wanted = word.toLowerCase();
  const allowed = allowedDistance(word);
  const near: { readonly name: string; readonly distance: number }[] = [];
  for (const name of new Set(names)) {
    if (name === word) continue;
    const candidate = name.toLowerCase();
    const begins = wanted.length >= 3 && candidate.startsWith(wanted);
    // A difference in length alone is a distance.
    if (!begins && Math.abs(candidate.length - wanted.length) > allowed) continue;
    const distance = begins ? Math.min(allowed, candidate.length - wanted.length) : editDistance(wanted, candidate);
    // Of a single letter, any other is one away.
    if (distance <= allowed && distance < word.length) near.push({ name, distance });
  }
  near.sort((one, other) => one.distance - other.distance);
  return near.slice(0, MOST).map(({ name }) => name);
}

/**
 * `Did you mean "name" or "names"?`; `undefined` when nothing is near.
 * @param before what stands before each name: `address.` for those of an embedded object.
 */
export function didYouMean(word: string, names: Iterable<string>, quote = '"', before = ''): string | undefined {
  const near = nearNames(word, names).map((name) => `${quote}${before}${name}${quote}`);
  const last = near.pop();
  if (last === undefined) return undefined;
  return `Did you mean ${near.length === 0 ? last : `${near.join(', ')} or ${last}`}?`;
}
