/** What a statement may begin with and means nothing; `/*!` and `/*M!` hold what MariaDB and MySQL run. */
const BEFORE = /^(?:\s|\(|;|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|\/\*(?!M?!)[\s\S]*?\*\/)*/u;

/** The first word of a statement, in lower case, past comments and brackets; `''` where there is none. */
export function firstWordOf(sql: string): string {
  const before = BEFORE.exec(sql)?.[0].length ?? 0;
  return /^[a-z_]+/iu.exec(sql.slice(before))?.[0].toLowerCase() ?? '';
}
