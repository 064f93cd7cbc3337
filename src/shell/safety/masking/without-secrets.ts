import { maskPasswords } from '../../output/mask-passwords';
import { MASK, type Masking } from './masking';

/**
 * A name and what makes it the name of a value: `password: '…'`, `token ??= "…"`, `user["secret"] = …`, `setPassword('…')`,
 * `{\"otp\":123456}`, `password '…'` in SQL. It begins where a name does, so that a long word is looked at once.
 */
const NAMED =
  /(?<![\p{L}\p{N}_$])([\p{L}_$][\p{L}\p{N}_$]*)\\?['"`]?\s*(?:\]\s*)?(?:(?:\|\||&&|\?\?|\+)?=|:|=>|===?|!==?|<>|\(|\blike\b|(?<=\s)(?=['"]))\s*(?=\\?['"`]|\d)/giu;
/** A text with its quotes, or a number. */
const VALUE = /(\\?['"`])(?:\\.|(?!\1)[^\\])+?\1|\d[\d_.]{3,}n?/suy;

/** MariaDB's and MySQL's `IDENTIFIED BY '…'`. */
const IDENTIFIED = /\b(identified\s+(?:(?:via|with)\s+\S+\s+)?(?:by|using|as)\s+)(['"])((?:\\.|(?!\2)[^\\])+?)\2/gisu;

/** What is a secret by how it is made, whatever it is called. */
const KNOWN_FORMS: readonly RegExp[] = [
  // Private keys, also without their end.
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // JSON web tokens
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  // AWS
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  // Stripe
  /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{8,}/g,
  /\bwhsec_[A-Za-z0-9+/=]{16,}/g,
  // GitHub, GitLab, npm
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bglpat-[\w-]{20,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  // Slack, Google, SendGrid, OpenAI and others
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\bAIza[\w-]{35}/g,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/g,
  /\bsk-[A-Za-z0-9][\w-]{20,}/g,
];

/** `Authorization: Bearer …` */
const CREDENTIALS = /\b(Bearer\s+|Basic\s+(?=\S{16}))[\w.~+/=-]{8,}/g;

/**
 * An input as it may be written down: without the secrets that are known, without texts and numbers that are given to names that hold
 * secrets, without passwords in URLs and without what is a secret by its form (keys of well-known services, tokens, private keys).
 */
export function withoutSecrets(input: string, masking: Masking): string {
  let text = input;
  for (const form of KNOWN_FORMS) text = text.replace(form, MASK);
  text = withoutNamed(text, masking)
    .replace(IDENTIFIED, (_whole, before: string, quote: string) => `${before}${quote}${MASK}${quote}`)
    .replace(CREDENTIALS, (_whole, before: string) => `${before}${MASK}`);
  return masking.redact(maskPasswords(text));
}

/** A value that is none of a secret's is read on: there may be SQL or JSON in it. */
function withoutNamed(text: string, masking: Masking): string {
  let written = '';
  let from = 0;
  for (const { 0: head, 1: name, index } of text.matchAll(NAMED)) {
    const at = index + head.length;
    if (at < from || !masking.hidesName(name)) continue;
    VALUE.lastIndex = at;
    const [value, quote = ''] = VALUE.exec(text) ?? [];
    if (value === undefined) continue;
    written += `${text.slice(from, at)}${quote}${MASK}${quote}`;
    from = at + value.length;
  }
  return written + text.slice(from);
}
