/**
 * The cells of a CSV text, by the grammar of RFC 4180 and nothing beyond it.
 * @returns for each cell its text, and whether it was in quotes
 * @throws for what the grammar does not know
 */
export function parseCsv(csv: string): { readonly text: string; readonly quoted: boolean }[][] {
  const records: { text: string; quoted: boolean }[][] = [];
  let record: { text: string; quoted: boolean }[] = [];
  for (let at = 0; at < csv.length;) {
    const rest = csv.slice(at);
    const [all, quoted, bare] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(rest)!;
    record.push({ text: quoted?.replaceAll('""', '"') ?? bare, quoted: quoted !== undefined });
    at += all.length;
    if (csv.startsWith(',', at)) {
      at += 1;
      if (at === csv.length) throw new Error('a record that ends in a comma, without its end');
    } else if (csv.startsWith('\r\n', at)) {
      at += 2;
      records.push(record);
      record = [];
    } else throw new Error(`not RFC 4180 at ${at}: ${JSON.stringify(csv.slice(at, at + 20))}`);
  }
  return records;
}
