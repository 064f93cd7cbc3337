import type { TypeScriptApi } from '../project/typescript/compiler';
import { colorsFor } from '../colors';
import { highlighted } from '../output/highlight/highlighted';
import { Completions } from './completions';
import { documentationOf, sourceOf } from './documentation';
import type { QuestionKind, Questions, Request, ScopeFacts } from './messages';
import { SessionProgram } from './session-program';
import { typeOfText } from './type-answer';
import { warningsOn } from './warnings';

type Answer<Kind extends QuestionKind> = (ask: Questions[Kind]['ask']) => Questions[Kind]['answer'];

/** Answers questions about a session. */
export class Answers {
  readonly #program: SessionProgram;
  readonly #completions: Completions;
  #session = '';

  constructor(typescript: TypeScriptApi, scope: ScopeFacts) {
    this.#program = new SessionProgram(typescript, scope);
    this.#completions = new Completions(this.#program);
  }

  answer<Kind extends QuestionKind>({ kind, ask, session }: Request<Kind>): Questions[Kind]['answer'] {
    const { before, ran, ...rest } = session;
    if (before !== this.#program.length) throw new Error(`inputs are missing: ${before} of ${this.#program.length}`);
    const now = JSON.stringify([before + ran.length, rest]);
    if (now !== this.#session) this.#completions.forget();
    this.#session = now;
    this.#program.update(session);
    return (this.#answers[kind] as Answer<Kind>)(ask);
  }

  dispose(): void {
    this.#program.dispose();
  }

  readonly #answers: { readonly [Kind in QuestionKind]: Answer<Kind> } = {
    complete: ({ text, cursor }) => this.#completions.complete(text, cursor),
    type: ({ text }) => typeOfText(text, this.#program),
    doc: ({ text }) => documentationOf(text, this.#program),
    source: ({ text, colored }) => {
      const found = sourceOf(text, this.#program);
      return found && { ...found, text: highlighted(found.text, colorsFor(colored)()) };
    },
    check: ({ text }) => warningsOn(text, this.#program),
  };
}
