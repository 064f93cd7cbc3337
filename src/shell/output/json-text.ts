// JSON.stringify leaves these as they are. They only occur inside strings, where JSON may spell them out.
const UNESCAPED_CONTROL = /[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * One line of JSON in which no control character is left for a terminal to act on.
 * @param indent several lines instead, each level further to the right by so many blanks
 */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, undefined, indent).replace(
    UNESCAPED_CONTROL,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
