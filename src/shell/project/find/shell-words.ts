/**
 * The words of a command line as a shell would make them: blanks separate, quotes hold together, `\` takes the next sign as it
 * is. Variables stay as they are written. `&&`, `||`, `;`, `|` and `&` are words of their own.
 */
export function shellWords(command: string): readonly string[] {
  const words: string[] = [];
  for (const [token] of command.matchAll(/&&|\|\||[;|&]|(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\;|&])+/gs)) {
    words.push(
      token.replace(
        /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs,
        (_all, double: string | undefined, single: string | undefined, escaped: string | undefined) =>
          double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? '',
      ),
    );
  }
  return words;
}
