/** The parameters that a condition of a query builder names: `:name`, `:...ids`. */
export function parametersIn(condition: string): readonly string[] {
  const found = condition.matchAll(/(?<![:\w]):(?:\.\.\.)?([A-Za-z_]\w*)/g);
  return [...new Set([...found].map(([, name = '']) => name))];
}
