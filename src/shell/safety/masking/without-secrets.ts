import { maskPasswords } from '../../output/mask-passwords';
import { MASK, type Masking } from './masking';

/** A name, what makes it the name of a value, and a text: `password: '…'`, `token = "…"`, `user["secret"] = …`, `api_key=…`. */
const NAMED_TEXT =
  /([\p{L}_$][\p{L}\p{N}_$]*)(['"`]?\s*\]?\s*(?::|=>?|===?|!==?|<>|\blike\b)\s*)(['"`])((?:\\.|(?!\3)[^\\])+)\3/giu;

/**
 * An input as it may be written down: without the secrets that are known, without texts that are given to names that hold secrets,
 * without passwords in URLs.
 */
export function withoutSecrets(input: string, masking: Masking): string {
  const named = input.replace(NAMED_TEXT, (whole, name: string, between: string, quote: string) =>
    masking.hidesName(name) ? `${name}${between}${quote}${MASK}${quote}` : whole,
  );
  return masking.redact(maskPasswords(named));
}
