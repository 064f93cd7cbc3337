/** Words that mean a secret wherever they stand in a name. (Rails' `filter_parameters` has the like.) */
const SECRET_WORDS = new Set(
  `credential credentials cvc cvv jwt otp passcode passphrase passwd password passwords pwd salt secret secrets ssn token tokens totp`.split(
    ' ',
  ),
);
/** Words that mean one with `key` behind them. */
const KEY_WORDS = new Set(['access', 'api', 'auth', 'encryption', 'private', 'secret', 'signing']);
/** Last words of names that only tell something about a secret: when it was made, how often, whether there is one. */
const ABOUT = new Set(
  `at attempts attempt by changed count counter enabled expired expires expiry hint id ids length required reset set state status
  strength type used valid verified version`.split(/\s+/),
);

/**
 * Whether something called so is likely to hold a secret: `passwordHash`, `api_key`, `TOKEN`, `user_secret`, but not
 * `passwordChangedAt`, `token_count`, `tokenizer`.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (ABOUT.has(words.at(-1) ?? '')) return false;
  return words.some(
    (word, index) =>
      SECRET_WORDS.has(word) ||
      /^(?:api|private|access|secret)keys?$/.test(word) ||
      (/^keys?$/.test(word) && KEY_WORDS.has(words[index - 1] ?? '')),
  );
}

/** `userAPIKey_2` is `user`, `api`, `key`, `2`. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
