import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DOCUMENTS, runDocument, textOf, timeless } from './run-document';
import { shellSteps } from './transcripts';

/** `npm run docs` writes the transcripts anew. */
describe('every transcript in the documents is what the shell prints', () => {
  for (const name of DOCUMENTS) {
    const { length } = shellSteps(textOf(name));
    if (length === 0) continue;
    test(`${name}, ${length} inputs`, async () => {
      const { exitCode } = await runDocument(name, ({ input, output, line }, printed) =>
        assert.equal(timeless(printed), timeless(output), `${name}, line ${line}: ${input}`),
      );
      assert.equal(exitCode, 0);
    });
  }
});

test('the documents have transcripts', () => {
  const counted = DOCUMENTS.filter((name) => shellSteps(textOf(name)).length > 0);
  for (const name of ['README.md', 'docs/lesson.md', 'docs/implicit-await.md']) assert.ok(counted.includes(name), name);
});
