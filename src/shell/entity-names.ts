import type { EntityMetadata } from 'typeorm';

/** Names that the shell itself has at the prompt, or cannot do without; an entity of such a name goes by another one. */
const SHELL_NAMES: ReadonlySet<string> = new Set([
  ...['dataSource', 'manager', 'repo', 'sql', '_', '_error'],
  ...['console', 'globalThis', 'process', 'require'],
]);

/** Words that cannot be the name of a variable in strict code, or are something else wherever they stand. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public return ' +
    'static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Built-in names that people write at a prompt: worth a word when an entity has one of them. */
const BUILT_IN: ReadonlySet<string> = new Set(
  (
    'Array BigInt Boolean Buffer Date Error Function Intl JSON Map Math Number Object Promise Proxy Reflect RegExp Set ' +
    'String Symbol URL'
  ).split(' '),
);

/**
 * Names for entities at the prompt, each another: an entity's own name where it can be one. What is no identifier is put
 * together in capitals (`order-line`: `OrderLine`), and so is what the shell itself is called (`sql`: `Sql`); of several
 * entities with the same name the later ones are numbered (`User`, `User2`).
 */
export function namesOfEntities(metadatas: readonly EntityMetadata[]): ReadonlyMap<string, EntityMetadata> {
  const names = new Map<string, EntityMetadata>();
  const asTheyAre = metadatas.filter(({ name }) => canBeName(name));
  const others = metadatas.filter(({ name }) => !canBeName(name));
  for (const metadata of [...asTheyAre, ...others]) names.set(freeName(metadata.name, names), metadata);
  return names;
}

/**
 * What the person should know of the names: entities that go by another one, and what an entity's name hides.
 * @param operators the find operators by name.
 */
export function noticesOnNames(
  names: ReadonlyMap<string, EntityMetadata>,
  operators: Readonly<Record<string, unknown>>,
): readonly string[] {
  const notices: string[] = [];
  for (const [name, metadata] of names) {
    const first = names.get(metadata.name);
    if (name !== metadata.name && first !== undefined && first.name === metadata.name)
      notices.push(
        `Two entities are called ${metadata.name}: here, ${metadata.name} is of the table ${first.tableName}, ${name} of ${metadata.tableName}.`,
      );
    else if (name !== metadata.name) notices.push(`The entity "${metadata.name}" is called ${name} here.`);
    else if (name in operators)
      notices.push(`${name} means the entity here; the find operator is require('typeorm').${name}.`);
    else if (BUILT_IN.has(name)) notices.push(`${name} means the entity here; JavaScript's is globalThis.${name}.`);
  }
  return notices;
}

function canBeName(name: string): boolean {
  return IDENTIFIER.test(name) && !RESERVED.has(name) && !SHELL_NAMES.has(name);
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  const wanted = canBeName(name) ? name : inCapitals(name);
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.has(`${wanted}${number}`)) return `${wanted}${number}`;
}

/** `order-line`, `order line` and `order.line` as `OrderLine`. */
function inCapitals(name: string): string {
  const words = name.match(/[\p{ID_Continue}$]+/gu) ?? [];
  const together = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return canBeName(together) ? together : `Entity${together}`;
}
