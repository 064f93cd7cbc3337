import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { resolve } from 'node:path';
import { COMMANDS } from '../../../../src/shell/commands';
import { complete } from '../../../../src/shell/completion/complete';
import type { CompletionScope } from '../../../../src/shell/completion/scope';
import { sessionScope } from '../../../../src/shell/completion/session-completer';
import type { Completion, Suggestion } from '../../../../src/shell/completion/suggestion';
import type { ShellParts } from '../../../../src/shell/shell-parts';
import { ShapeShell } from '../../shapes/support/shape-shell';
import type { Version } from '../../shapes/support/copies';
import { SHAPES } from '../../shapes/models';

/** A session to complete in. */
export class Completing {
  readonly #scope: () => CompletionScope;

  constructor(readonly parts: ShellParts) {
    this.#scope = sessionScope(parts, { commands: () => COMMANDS, resolvePath: (path) => resolve(path) });
  }

  /** @param marked a text with `|` where the cursor is: the last one. */
  at(marked: string, scope: Partial<CompletionScope> = {}): Completion {
    const cursor = marked.lastIndexOf('|');
    assert.notEqual(cursor, -1, `no cursor in ${marked}`);
    const text = marked.slice(0, cursor) + marked.slice(cursor + 1);
    return complete({ text, cursor }, { ...this.#scope(), ...scope });
  }

  suggestions(marked: string): readonly Suggestion[] {
    return this.at(marked).suggestions;
  }

  texts(marked: string): readonly string[] {
    return this.suggestions(marked).map(({ text }) => text);
  }

  async run(input: string): Promise<void> {
    const outcome = await this.parts.session.run(input);
    if (!outcome.ok) throw outcome.error;
  }
}

/** A model of test/shell/shapes/models, with its rows. */
export async function shape(name: string, inputs: readonly string[] = [], version?: Version): Promise<Completing> {
  const shell = await ShapeShell.open(SHAPES[name], { version });
  const completing = new Completing(shell.parts);
  for (const input of inputs) await completing.run(input);
  return completing;
}

/** A text with its cursor, and what is suggested: all of it, or with `…` behind them the first ones; a list where there are blanks in them. */
export type Line = readonly [marked: string, suggested: string | readonly string[]];

/** One test a line. */
export function completes(what: string, open: () => Promise<Completing>, lines: readonly Line[]): void {
  describe(what, () => {
    let completing: Completing;
    before(async () => {
      completing = await open();
    });
    after(() => completing.parts.close());
    for (const [marked, suggested] of lines) {
      test(marked, () => {
        const texts = completing.texts(marked);
        const wanted = typeof suggested === 'string' ? suggested.split(' ').filter(Boolean) : suggested;
        if (wanted.at(-1) !== '…') return assert.deepEqual(texts, wanted);
        assert.deepEqual(texts.slice(0, wanted.length - 1), wanted.slice(0, -1), `all of them: ${texts.join(' ')}`);
        assert.ok(texts.length >= wanted.length, 'there are more');
      });
    }
  });
}
