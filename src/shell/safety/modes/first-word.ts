/** The first word of a statement, in lower case, past comments and brackets; `''` where there is none. */
export function firstWordOf(sql: string): string {
  const before = /^(?:\s|\(|;|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/u.exec(sql)?.[0].length ?? 0;
  return /^[a-z_]+/iu.exec(sql.slice(before))?.[0].toLowerCase() ?? '';
}
