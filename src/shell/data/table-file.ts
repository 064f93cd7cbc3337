/** What a name of a file cannot have everywhere. */
const RESERVED = /[%/\\:*?"<>|\p{Cc}]/gu;

/** The file of a table in a folder of CSV. */
export function fileOfTable(table: string): string {
  return `${table.replace(RESERVED, (found) => encodeURIComponent(found).replace('*', '%2A'))}.csv`;
}

/** The table of such a file. */
export function tableOfFile(file: string): string {
  const name = file.replace(/\.csv$/i, '');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
