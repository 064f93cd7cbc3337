import type { Completion, CompletionRequest } from '../completion/suggestion';

/** A property of an entity as its metadata tells it. */
export interface PropertyFacts {
  readonly name: string;
  readonly kind: 'column' | 'relation';
  /** In TypeScript, for entities whose class says none: `string | null`, `Book[]`. Entities go by their names at the prompt. */
  readonly type: string;
  /** `column employees.hire_date`, `relation to Meeting`. */
  readonly detail: string;
}

/** What the metadata tells of an entity; what TypeScript says of its class comes before it. */
export interface EntityFacts {
  /** At the prompt. */
  readonly name: string;
  /** As its class is called in the code; `undefined` for an EntitySchema without one. */
  readonly className: string | undefined;
  readonly properties: readonly PropertyFacts[];
  /** Properties whose values are promises of what they stand for. */
  readonly lazy: readonly string[];
  /** Methods that the shell gives its objects because its class has none of that name. */
  readonly methods: readonly string[];
  readonly isTree: boolean;
}

/** What the shell is opened on, as data. */
export interface ScopeFacts {
  /** The current folder: `import` at the prompt begins there. Absolute. */
  readonly folder: string;
  /** Where the data source came from, where that is known. */
  readonly sourceFile: string | undefined;
  /** Files of the project that are loaded: the entities are declared in one of them, or in one that they import. */
  readonly files: readonly string[];
  readonly entities: readonly EntityFacts[];
  /** TypeORM's exports that are in scope. */
  readonly operators: readonly string[];
}

/** A variable whose type the code does not tell, and what its value is. */
export interface LiveValue {
  readonly name: string;
  /** An entity's name at the prompt; absent where the value is none. */
  readonly entity?: string;
  readonly isList?: boolean;
}

/** An input that ran. */
export interface InputText {
  readonly text: string;
  readonly implicitAwait: boolean;
}

/** The session as it is: all names of the person's, and what has run since it was told last. */
export interface SessionFacts {
  /** How many inputs came before `ran`. */
  readonly before: number;
  readonly ran: readonly InputText[];
  /** Names in scope that are no entities' and none of the shell's. */
  readonly variables: readonly LiveValue[];
  readonly implicitAwait: boolean;
}

/** What TypeScript knows of a declaration. */
export interface Documentation {
  /** As it is declared, one for each overload, without a body. */
  readonly signatures: readonly string[];
  /** The comment, its tags included; '' where there is none. */
  readonly comment: string;
  /** Absent for what has no file. */
  readonly place?: Place;
  /** The entity whose class it is, or whose property: by its name at the prompt. */
  readonly entity?: string;
  readonly property?: string;
}

export interface Place {
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface SourceText {
  readonly text: string;
  /** Absent for what was entered at the prompt. */
  readonly place?: Place;
}

/** What is asked of the thread, with the answer that belongs to it. */
export interface Questions {
  readonly complete: { readonly ask: CompletionRequest; readonly answer: Completion | undefined };
  readonly type: { readonly ask: { readonly text: string }; readonly answer: TypeAnswer };
  readonly doc: { readonly ask: { readonly text: string }; readonly answer: Documentation | undefined };
  readonly source: {
    readonly ask: { readonly text: string; readonly colored: boolean };
    readonly answer: SourceText | undefined;
  };
  readonly check: { readonly ask: { readonly text: string }; readonly answer: readonly string[] };
}

export type QuestionKind = keyof Questions;

/** The type of an expression, or TypeScript's words on what is wrong with it. */
export type TypeAnswer =
  { readonly kind: 'type'; readonly text: string } | { readonly kind: 'problem'; readonly text: string };

/** To the thread. Each request brings along what the thread has not heard of yet. */
export interface Request<Kind extends QuestionKind = QuestionKind> {
  readonly id: number;
  readonly kind: Kind;
  readonly ask: Questions[Kind]['ask'];
  /** Absent where it is the same as before. */
  readonly scope?: ScopeFacts;
  readonly session: SessionFacts;
}

/** From the thread. */
export interface Response {
  readonly id: number;
  readonly answer: Questions[QuestionKind]['answer'];
  /** What went wrong; then there is no answer. */
  readonly error?: string;
}
