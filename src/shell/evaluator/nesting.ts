/** Brackets in brackets, classes in classes, and what a statement may hold of words and arrows after each of which another may stand. */
const MOST = { brackets: 500, classes: 12, heads: 1_000 } as const;

/** Brackets, the words and marks that nest without one, and what holds neither: comments and strings. */
const MARKS =
  /\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[()[\]{};]|=>|:|<|\b(?:class|if|for|while|with|do|else)\b/g;

/**
 * Whether a text may be nested more deeply than the TypeScript compiler can follow: swc has the stack of the process and no check,
 * and what goes over its end ends the process (swc 1.16: from 1,000 to 8,000 brackets on, by what is nested); for classes in the
 * static fields of classes it takes twice the time with each level, some 0.2 s for 20, and for types in `<>` four times with twice as many.
 *
 * Strings of a template and regular expressions are taken for code: a text that nobody writes is enough to be refused.
 */
export function isTooDeep(text: string): boolean {
  const open: ('bracket' | 'class')[] = [];
  let [classes, heads, afterClass] = [0, 0, false];
  for (const [mark] of text.matchAll(MARKS)) {
    if (mark === '(' || mark === '[' || mark === '{') {
      const isClass = mark === '{' && afterClass;
      open.push(isClass ? 'class' : 'bracket');
      if (isClass) {
        afterClass = false;
        classes++;
      }
      if (open.length > MOST.brackets || classes > MOST.classes) return true;
    } else if (mark === 'class') afterClass = true;
    else if (mark === ')' || mark === ']' || mark === '}') {
      if (open.pop() === 'class') classes--;
    }
    if (mark === ';' || mark === '{' || mark === '}') heads = 0;
    else if (!/^["'/([]/.test(mark) && ++heads > MOST.heads) return true;
  }
  return false;
}
