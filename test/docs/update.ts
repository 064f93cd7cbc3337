/**
 * `npm run docs [-- WORD...]`: writes into the documents what the shell prints now, so that it can be read in the difference. A
 * transcript whose times alone have changed stays as it is.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DOCUMENTS, runDocument, textOf, timeless } from './run-document';
import { shellSteps, withOutputs } from './transcripts';

async function update(document: string): Promise<void> {
  const text = textOf(document);
  if (shellSteps(text).length === 0) return;
  const outputs: string[] = [];
  await runDocument(document, ({ output }, printed) => {
    outputs.push(timeless(printed) === timeless(output) ? output : printed);
  });
  writeFileSync(join(resolve(__dirname, '../..'), document), withOutputs(text, outputs));
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  for (const document of DOCUMENTS)
    if (words.length === 0 || words.some((word) => document.includes(word))) await update(document);
}

void main();
