import type typescript from 'typescript';
import { themeOf, type Colors } from '../output/theme';
import type { TypeScriptApi } from '../project/typescript/compiler';

/**
 * TypeScript with its words coloured; the same text where there are no colours.
 * @param ts the copy of TypeScript that the caller has loaded.
 */
export function highlighted(ts: TypeScriptApi, text: string, colors: Colors): string {
  const theme = themeOf(colors);
  if (!theme.colored) return text;
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  let result = '';
  let braces: number[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    // The scanner does not know by itself that a brace ends a piece of a template.
    if (kind === ts.SyntaxKind.OpenBraceToken && braces.length > 0) braces[braces.length - 1]++;
    else if (kind === ts.SyntaxKind.TemplateHead) braces.push(0);
    else if (kind === ts.SyntaxKind.CloseBraceToken && braces.length > 0) {
      if (braces[braces.length - 1] > 0) braces[braces.length - 1]--;
      else {
        kind = scanner.reScanTemplateToken(false);
        if (kind === ts.SyntaxKind.TemplateTail) braces = braces.slice(0, -1);
      }
    }
    result += painted(kind, scanner.getTokenText());
  }
  return result;

  function painted(kind: typescript.SyntaxKind, token: string): string {
    const isWord = kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword;
    if (isWord) return theme.special(token);
    if (kind === ts.SyntaxKind.NumericLiteral || kind === ts.SyntaxKind.BigIntLiteral) return theme.number(token);
    if (kind === ts.SyntaxKind.StringLiteral) return theme.string(token);
    if (kind >= ts.SyntaxKind.FirstTemplateToken && kind <= ts.SyntaxKind.LastTemplateToken) return theme.string(token);
    const isComment = kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
    return isComment ? theme.dim(token) : token;
  }
}
