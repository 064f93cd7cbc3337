import { themeOf, type Colors } from '../theme';
import { codeTokens } from './code-tokens';
import { codeSpans } from './spans';

/** TypeScript with its words coloured; the same text where there are no colours. */
export function highlighted(text: string, colors: Colors): string {
  const theme = themeOf(colors);
  if (!theme.colored) return text;
  let result = '';
  let done = 0;
  for (const { from, to, style } of codeSpans(codeTokens(text))) {
    result += text.slice(done, from) + theme[style](text.slice(from, to));
    done = to;
  }
  return result + text.slice(done);
}
