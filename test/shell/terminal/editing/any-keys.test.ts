import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EditorInProcess } from './editor-in-process';

const CLEAR = '\x0c';
const KEYS = [
  'a',
  'Employee ',
  'x'.repeat(58),
  '漢字',
  '👨‍👩‍👧',
  'e\u0301',
  '{',
  '}',
  '`${',
  '\x1b\r', // Alt-Enter
  '\x1b[A', // up
  '\x1b[B', // down
  '\x1b[C', // right
  '\x1b[D', // left
  '\x1b[H', // Home
  '\x1b[F', // End
  '\x1bb', // Alt-B
  '\x7f', // Backspace
  '\x17', // Ctrl-W
  '\x15', // Ctrl-U
  '\x0b', // Ctrl-K
  '\x19', // Ctrl-Y
  '\x1by', // Alt-Y
  '\x1f', // undo
  '\x1b/', // redo
  '\x14', // Ctrl-T
  '\x10', // Ctrl-P
  '\x0e', // Ctrl-N
  '\x12', // Ctrl-R
  '\x07', // Ctrl-G
  '\t',
  '\x1b[Z', // Shift-Tab
  `\x1b[200~${'line of a paste\r'.repeat(9)}end\x1b[201~`,
] as const;
const HISTORY = ['const a = [\n  1,\n]', 'Employee.find({ where: { id: 1 } })', 'x'.repeat(200)];

/** Some words for Tab, whatever stands there. */
function complete({ cursor }: { readonly cursor: number }) {
  const suggestions = ['one', 'two', 'three'].map((text) => ({ text, kind: 'value' }) as const);
  return { from: cursor, to: cursor, suggestions };
}

test('whatever keys are pressed, what is on the screen is what a screen that is drawn anew shows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 40 }), async (keys) => {
      const editor = new EditorInProcess({ history: HISTORY, complete });
      try {
        for (const key of keys) await editor.press(key);
        const [shown, cursor] = [await editor.text(), editor.cursor];
        assert.equal(await editor.press(CLEAR), shown);
        assert.deepEqual(editor.cursor, cursor);
      } finally {
        await editor.close();
      }
    }),
    { numRuns: 150 },
  );
});

test('nor does it matter when the terminal becomes narrower or wider', async () => {
  const steps = fc.oneof(fc.constantFrom(...KEYS), fc.integer({ min: 12, max: 70 }));
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 2, maxLength: 15 }), async (all) => {
      const editor = new EditorInProcess({ history: HISTORY, complete });
      try {
        for (const step of all) {
          if (typeof step === 'number') editor.resize(step);
          await editor.press(typeof step === 'number' ? 'y' : step);
        }
        const shown = await editor.text();
        assert.equal(await editor.press(CLEAR), shown);
      } finally {
        await editor.close();
      }
    }),
    { numRuns: 150 },
  );
});
