import type { AskRows, Fact } from './catalogue';

/** What MySQL and MariaDB say of the database that is in use: the lines of their own `SHOW CREATE`. */
export async function mysqlFacts(ask: AskRows): Promise<readonly Fact[]> {
  const tables = await ask(
    'SELECT table_name AS `name`, table_type AS `type` FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  const facts: Fact[] = [];
  for (const { name, type } of tables) {
    const isView = String(type).endsWith('VIEW');
    if (!isView && type !== 'BASE TABLE') continue;
    const [row] = await ask(`SHOW CREATE TABLE \`${String(name).replaceAll('`', '``')}\``);
    const text = String(row[isView ? 'Create View' : 'Create Table']);
    const object = `${isView ? 'view' : 'table'} ${String(name)}`;
    if (isView) facts.push({ object, text });
    else facts.push(...linesOf(text).map((line) => ({ object, text: line })));
  }
  const triggers = await ask(
    `SELECT trigger_name AS \`name\`, event_object_table AS \`table\`, action_statement AS \`text\`,
       CONCAT(action_timing, ' ', event_manipulation) AS \`moment\`
     FROM information_schema.triggers WHERE trigger_schema = DATABASE()`,
  );
  for (const { name, table, text, moment } of triggers)
    facts.push({ object: `trigger ${String(name)}`, text: `${String(moment)} on ${String(table)}: ${String(text)}` });
  const routines = await ask(
    'SELECT routine_name AS `name`, routine_type AS `type`, routine_definition AS `text` FROM information_schema.routines WHERE routine_schema = DATABASE()',
  );
  for (const { name, type, text } of routines)
    facts.push({ object: `${String(type).toLowerCase()} ${String(name)}`, text: String(text) });
  return facts;
}

/** A line for each column and key, and what is said of the whole table. */
function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .slice(1)
    .map((line) =>
      line
        .trim()
        .replace(/,$/, '')
        .replace(/^\) /, '')
        // How far it has counted is no part of the schema.
        .replace(/ AUTO_INCREMENT=\d+/, ''),
    );
}
