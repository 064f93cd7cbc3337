/** What a text says of the type of a name, by where the name begins. */
export type Annotations = ReadonlyMap<number, string>;

export interface Erased {
  /** As long as the text that it was made of, with blanks in place of types. */
  readonly text: string;
  readonly annotations: Annotations;
}

export const NO_ANNOTATIONS: Annotations = new Map();

/** A type as people write one at a prompt: a name with its arguments, lists, unions, texts; no object and no function. */
const PART = String.raw`(?:(?:readonly |typeof |keyof )?[\w$.]+(?:<[^<>()=]*(?:<[^<>()=]*>[^<>()=]*)*>)?(?:\[[\w'"]*\])*|'[^'\n]*'|"[^"\n]*"|\{[^{}=()]*\}(?:\[\])*)`;
const TYPE = String.raw`${PART}(?:\s*[|&]\s*${PART})*`;

/** Strings, comments, and templates without code: nothing in them is a type. */
const TEXTS = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|${'`'}(?:[^${'`'}\\$]|\\.|\$(?!\{))*${'`'}|\/\/[^\n]*|\/\*[\s\S]*?\*\/`;

/**
 * What is a type for certain, or nearly so, by what stands before it. What is looked for backwards is looked for last: white space
 * may be long.
 */
const TYPES = new RegExp(
  [
    `(?<text>${TEXTS})`,
    // const x: Type = …
    String.raw`(?<declared>\b(?:const|let|var)\s+(?<variable>[\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?<variableType>!?:\s*${TYPE})(?=\s*(?:=(?!=|>)|;|\n|$)))`,
    // (x: Type, …) and what follows it: a parameter; the return type of a function
    String.raw`(?<parameter>(?=[\p{ID_Start}$_])(?<=[(,]\s*(?:\.\.\.)?)(?<name>[\p{ID_Start}$_][\p{ID_Continue}$]*)(?<parameterType>\??:\s*${TYPE})(?=\s*(?:[,)]|=(?![=>]))))`,
    String.raw`(?<destructured>:(?<=[}\]]\s*:)\s*${TYPE}(?=\s*(?:\)\s*=>|=(?![=>]))))`,
    String.raw`(?<returned>:(?<=\)\s*:)\s*${TYPE}(?=\s*(?:=>|\{)))`,
    String.raw`(?<cast>(?<=[\w$)\]}'"]\s)\s*\b(?:as|satisfies)\s+(?:const\b|${TYPE}))`,
    String.raw`(?<arguments>(?<=[\w$])<${TYPE}(?:\s*,\s*${TYPE})*>(?=\())`,
    String.raw`(?<certain>(?<=[\w$)\]])!(?=[.[;),\s]|$)(?!\s*=))`,
    String.raw`(?<declaration>^[ \t]*(?:export\s+)?(?:declare\s+)?(?:type\s+\w+(?:<[^>]*>)?\s*=[^;\n]*|interface\s+\w+[^{]*\{[^{}]*\}))`,
  ].join('|'),
  'gmu',
);

/** Blanks out what looks like TypeScript's types, for a parser of JavaScript; nothing else moves. */
export function eraseTypes(text: string): Erased {
  const annotations = new Map<number, string>();
  const erased = text.replaceAll(TYPES, (...found: unknown[]) => {
    const [whole] = found as [string];
    const groups = found.at(-1) as Readonly<Record<string, string | undefined>>;
    const at = found.at(-3) as number;
    if (groups.text !== undefined) return whole;
    const type = groups.variableType ?? groups.parameterType;
    if (type === undefined) return blank(whole);
    const name = groups.variable ?? groups.name ?? '';
    const before = whole.length - type.length;
    annotations.set(at + whole.lastIndexOf(name, before - 1), type.replace(/^[!?]?:\s*/, ''));
    return whole.slice(0, before) + blank(type);
  });
  return { text: erased, annotations };
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}
