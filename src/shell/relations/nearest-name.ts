/**
 * The name most like `wrong`, for "did you mean": at most a third of its letters, and never more than three, are missing, added,
 * changed or swapped with their neighbour.
 * @returns `undefined` when no name is near.
 */
export function nearestName(wrong: string, names: Iterable<string>): string | undefined {
  const most = Math.min(3, Math.max(1, Math.floor(wrong.length / 3)));
  let best: { readonly name: string; readonly steps: number } | undefined;
  for (const name of names) {
    if (Math.abs(name.length - wrong.length) > most) continue;
    const steps = editSteps(wrong.toLowerCase(), name.toLowerCase());
    if (steps <= most && (best === undefined || steps < best.steps)) best = { name, steps };
  }
  return best?.name;
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
function editSteps(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let steps = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        steps = Math.min(steps, at(beforeLast, j - 2) + 1);
      row.push(steps);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, right.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
