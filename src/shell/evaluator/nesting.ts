/**
 * How deep a text may be: brackets in brackets, classes in classes, and what one line has, without a comma or a brace between, of
 * words and marks that take a statement or an expression after them, and of operators.
 */
const MOST = { brackets: 250, classes: 12, heads: 250, operators: 1_000 } as const;

/** What holds no code, and then what nests with a bracket or without one, and what ends a stretch of that. */
const MARKS =
  /\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.)*`|[()[\]{}]|[;,\n]|=>|[:<]|\b(?:class|if|for|while|with|do|else)\b|[!~?=+*%&|^>.-]+|\b(?:new|typeof|void|delete|await|yield|in|instanceof)\b/g;

const HEAD = /^(?:=>|[:<]|class|if|for|while|with|do|else)$/;

/**
 * Whether a text may be nested more deeply than parsers can follow; nobody writes such a one. They come to the end of the stack there,
 * and not all of them notice it:
 *
 * - swc has no check of its own and ends the process: from 1,000 to 8,000 brackets on, by what is nested (1.16). For classes in the
 *   static fields of classes it takes twice the time with each level, some 0.2 s for 20;
 * - V8 ends the process when a regular expression is compiled with its first use while the stack is nearly full, and acorn uses them.
 *
 * Templates with `${` in them and regular expressions are taken for code.
 */
export function isTooDeep(text: string): boolean {
  const open: ('bracket' | 'class')[] = [];
  let [classes, heads, operators, afterClass] = [0, 0, 0, false];
  for (const [mark] of text.matchAll(MARKS)) {
    if (/^[[({]$/.test(mark)) {
      const isClass = mark === '{' && afterClass;
      open.push(isClass ? 'class' : 'bracket');
      if (isClass) {
        afterClass = false;
        classes++;
      }
      if (open.length > MOST.brackets || classes > MOST.classes) return true;
    } else if (/^[\])}]$/.test(mark)) {
      if (open.pop() === 'class') classes--;
    } else if (HEAD.test(mark)) {
      if (mark === 'class') afterClass = true;
      if (++heads > MOST.heads) return true;
    } else if (/^[\w!~?=+*%&|^>.-]/.test(mark) && ++operators > MOST.operators) return true;
    if (/^[{};,\n]$/.test(mark)) heads = operators = 0;
  }
  return false;
}
