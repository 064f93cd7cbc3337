/**
 * What a spreadsheet takes for a formula, and may run, though it is text: https://owasp.org/www-community/attacks/CSV_Injection.
 * The wide forms are what some of them take for the narrow ones.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** `-12.5` is a number and stays one; `+41 44…` is a telephone number, which a spreadsheet would add up. */
const NUMBER = /^-\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** The text with an apostrophe in front where a spreadsheet would run it: with it, it is text like any other. */
export function withoutFormula(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
