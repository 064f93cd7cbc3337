/**
 * A decimal number without exponent, without a plus, without zeros before it: `1.50e3` is `1500`, `.5` is `0.5`.
 * @param trimmed also without zeros at the end of its fraction.
 * @returns the text itself where it is no number.
 */
export function plainDecimal(text: string, trimmed = false): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return text;
  const moved = Number(exponent);
  // Nobody holds so many digits: it is left as it is written.
  if (Math.abs(moved) > MOST_DIGITS) return text;
  const digits = whole + fraction;
  const point = whole.length + moved;
  const before = (point <= 0 ? '' : digits.padEnd(point, '0').slice(0, point)).replace(/^0+(?=\d)/, '') || '0';
  const behind = point < 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  const kept = trimmed ? behind.replace(/0+$/, '') : behind;
  const isZero = !/[1-9]/.test(before + kept);
  return `${sign === '-' && !isZero ? '-' : ''}${before}${kept === '' ? '' : `.${kept}`}`;
}

/** What PostgreSQL's `numeric` holds. */
const MOST_DIGITS = 131_072;

/** The same with as many digits behind the point as a column has, where that is said; digits that are not zero stay. */
export function scaledDecimal(text: string, scale: number | undefined): string {
  const plain = plainDecimal(text);
  if (scale === undefined || !/^-?\d/.test(plain)) return plain;
  const [whole, fraction = ''] = plain.split('.');
  let kept = fraction.length;
  while (kept > scale && fraction[kept - 1] === '0') kept--;
  const digits = fraction.slice(0, kept).padEnd(scale, '0');
  return digits === '' ? whole : `${whole}.${digits}`;
}

/** How many digits a decimal has behind its point, without zeros at the end. */
export function fractionDigits(text: string): number {
  return plainDecimal(text, true).split('.')[1]?.length ?? 0;
}
