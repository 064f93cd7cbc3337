/** Words that mean a secret wherever they stand in a name. (Rails' `filter_parameters` has the like.) */
const SECRET_WORDS = new Set('credential credentials cvc cvv jwt otp passcode pwd salt ssn totp'.split(' '));
/** What a word that means a secret begins or ends with: databases write `passwordHash` in lower case, people forget the capital. */
const SECRET_PARTS = /^(?:password|passwd|passphrase)|(?:passwords?|passwd|passphrase|tokens?|secrets?)$/;
/** Words that mean one with `key` behind them. */
const KEY_WORDS = '(?:access|api|auth|encryption|private|secret|signing)';
const KEY_IN_ONE = new RegExp(`${KEY_WORDS}keys?$`);
const KEY_WORD = new RegExp(`^${KEY_WORDS}$`);
/** Last words of names that only tell something about a secret: when it was made, how often, whether there is one. */
const ABOUT = new Set(
  `at attempt attempts by changed count counter enabled endpoint expired expires expiry hint id ids length limit name policy required
  reset set state status strength type uri url used valid verified version`.split(/\s+/),
);
/** First words of names that ask whether. */
const WHETHER = new Set(['allow', 'allows', 'can', 'has', 'is', 'needs', 'requires', 'should', 'uses', 'with']);
/** Words that make tokens what is counted. */
const COUNTED = new Set('completion input max min number num of output prompt total used'.split(' '));

/**
 * Whether something called so is likely to hold a secret: `passwordHash`, `api_key`, `TOKEN`, `user_secret`, but not
 * `passwordChangedAt`, `hasPassword`, `maxTokens`, `tokenizer`.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (ABOUT.has(words.at(-1) ?? '') || WHETHER.has(words[0] ?? '')) return false;
  return words.some((word, index) => {
    const before = words[index - 1] ?? '';
    if (word === 'tokens' && COUNTED.has(before)) return false;
    if (SECRET_WORDS.has(word) || SECRET_PARTS.test(word) || KEY_IN_ONE.test(word)) return true;
    return /^keys?$/.test(word) && KEY_WORD.test(before);
  });
}

/** `userAPIKey2` is `user`, `api`, `key`, `2`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether an SQL text may have a name in it that tells: a quick look before the text is read. */
export const MAY_NAME_SECRET = new RegExp(
  String.raw`pass|pwd|token|secret|${KEY_WORDS}[\W_]*key|credential|cvc|cvv|jwt|otp|salt|ssn`,
  'i',
);
