/** The entities that examples are written with: those of the lesson. */
const WRITTEN = ['Employee', 'Project'] as const;

/**
 * An example as it works in this project: where there is no entity of the name in it, one of the project's own stands there.
 * @param example `.path Employee Project`
 * @param entities by name at the prompt
 */
export function exampleFor(example: string, entities: readonly string[]): string {
  const others = entities.filter((name) => !WRITTEN.some((written) => written === name));
  const instead = new Map<string, string>();
  WRITTEN.forEach((written, at) => {
    const other = others[Math.min(at, others.length - 1)];
    if (!entities.includes(written) && other !== undefined) instead.set(written, other);
  });
  return example.replace(/\b[A-Z]\w*\b/g, (word) => instead.get(word) ?? word);
}

/** `For example: .path Employee Project`, for the second line of an error. */
export function forExample(example: string, { entities }: { readonly entities: readonly string[] }): string {
  return `For example: ${exampleFor(example, entities)}`;
}
