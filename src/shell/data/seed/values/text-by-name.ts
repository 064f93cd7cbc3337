import type { Random } from '../random';
import { CITIES, COUNTRIES, STREETS } from '../words/places';
import { ADJECTIVES, COMPANIES, NOUNS, VERBS } from '../words/things';
import { hasWord } from './name-words';
import type { RowFacts } from './row-facts';

type MakeText = (random: Random, facts: RowFacts) => string;

const PEOPLE = [
  ...['author', 'user', 'employee', 'customer', 'person', 'people', 'member', 'contact', 'owner', 'patient', 'student'],
  ...[
    'teacher',
    'writer',
    'client',
    'guest',
    'driver',
    'player',
    'artist',
    'doctor',
    'manager',
    'assignee',
    'reviewer',
  ],
  ...[
    'passenger',
    'subscriber',
    'applicant',
    'candidate',
    'staff',
    'agent',
    'sender',
    'recipient',
    'actor',
    'director',
  ],
];
const ORGANISATIONS = [
  'company',
  'organization',
  'organisation',
  'vendor',
  'supplier',
  'publisher',
  'employer',
  'brand',
];

const person: MakeText = (_, facts) => `${facts.firstName} ${facts.lastName}`;
const company: MakeText = (random) => `${random.pick(COMPANIES)} ${random.pick(['AG', 'Group', 'Inc.', 'Ltd', 'SA'])}`;
const thing: MakeText = (random) => capital(`${random.pick(ADJECTIVES)} ${random.pick(NOUNS)}`);
const slug = (random: Random): string => `${random.pick(ADJECTIVES)}-${random.pick(NOUNS)}`;
const word: MakeText = (random) => random.pick(NOUNS);
const login: MakeText = (random, { firstName, lastName }) =>
  `${firstName}${random.pick(['.', '_', ''])}${lastName}`.toLowerCase();
const code: MakeText = (random) => `${letters(random, 3)}-${String(random.below(10_000)).padStart(4, '0')}`;

/** The first whose words a column has decides. The domains and the telephone numbers are of those that lead to nobody (RFC 2606, 555-01xx). */
const BY_NAME: readonly (readonly [words: readonly string[], make: MakeText])[] = [
  [
    ['email', 'e mail', 'mail'],
    (random, facts) => `${login(random, facts)}@example.${random.pick(['com', 'net', 'org'])}`,
  ],
  [['password', 'passwd', 'pwd', 'hash', 'digest', 'checksum', 'fingerprint'], (random) => random.hex(40)],
  [['token', 'secret', 'api key', 'nonce', 'salt', 'signature'], (random) => random.hex(32)],
  [['first', 'first name', 'firstname', 'given name', 'forename'], (_, { firstName }) => firstName],
  [['last', 'last name', 'lastname', 'surname', 'family name'], (_, { lastName }) => lastName],
  [['username', 'user name', 'login', 'nick', 'nickname', 'handle', 'screen name'], login],
  [['full name', 'fullname', 'display name'], person],
  [['domain', 'host', 'hostname'], (random) => `${slug(random)}.example.com`],
  [
    ['avatar', 'photo', 'image', 'picture', 'thumbnail', 'logo'],
    (random) => `https://example.com/images/${random.hex(8)}.png`,
  ],
  [['url', 'uri', 'link', 'website', 'homepage', 'href'], (random) => `https://example.com/${slug(random)}`],
  [['phone', 'telephone', 'mobile', 'fax'], (random) => `+1 ${random.between(201, 989)} 555 01${digits(random, 2)}`],
  [['country code', 'country iso', 'iso code'], (random) => countryOf(random)[0]],
  [['country', 'nationality'], (random) => countryOf(random)[1]],
  [['city', 'town', 'place', 'location'], (random) => random.pick(CITIES)],
  [
    ['state', 'region', 'province', 'county', 'district'],
    (random) => `${random.pick(['North', 'South', 'East', 'West'])} ${random.pick(STREETS)}`,
  ],
  [['zip', 'zip code', 'postcode', 'postal code', 'plz'], (random) => digits(random, 5)],
  [
    ['street', 'address', 'address line', 'road'],
    (random) =>
      `${random.between(1, 199)} ${random.pick(STREETS)} ${random.pick(['Street', 'Road', 'Lane', 'Avenue'])}`,
  ],
  [['currency', 'currency code'], (random) => random.pick(['CHF', 'EUR', 'GBP', 'JPY', 'SEK', 'USD'])],
  [['language', 'language code', 'locale', 'lang'], (random) => random.pick(['de', 'en', 'es', 'fr', 'it', 'pt'])],
  [
    ['timezone', 'time zone', 'tz'],
    (random) => random.pick(['UTC', 'Europe/Zurich', 'America/New_York', 'Asia/Tokyo']),
  ],
  [['ip', 'ip address'], (random) => `192.0.2.${random.between(1, 254)}`],
  [
    ['user agent', 'browser'],
    (random) => `${random.pick(['Firefox', 'Chrome', 'Safari', 'Edge'])}/${random.between(90, 130)}.0`,
  ],
  [
    ['mime', 'mime type', 'content type'],
    (random) => random.pick(['image/png', 'text/plain', 'application/pdf', 'application/json']),
  ],
  [
    ['file', 'filename', 'file name', 'attachment'],
    (random) => `${slug(random)}.${random.pick(['pdf', 'png', 'txt', 'csv'])}`,
  ],
  [['path', 'folder', 'directory'], (random) => `/${random.pick(NOUNS)}/${random.pick(NOUNS)}`],
  [['version'], (random) => `${random.below(9)}.${random.below(20)}.${random.below(20)}`],
  [
    ['color', 'colour'],
    (random) => random.pick(['amber', 'black', 'blue', 'brown', 'green', 'grey', 'red', 'white', 'yellow']),
  ],
  [['gender', 'sex'], (random) => random.pick(['female', 'male', 'other'])],
  [['status', 'phase'], (random) => random.pick(['active', 'closed', 'draft', 'new', 'pending'])],
  [
    ['role', 'job', 'position', 'profession', 'occupation'],
    (random) => random.pick(['admin', 'analyst', 'author', 'editor', 'manager', 'reviewer', 'viewer']),
  ],
  [['type', 'kind', 'category', 'group', 'genre', 'label', 'tag'], word],
  [['slug', 'permalink', 'key'], slug],
  [['sku', 'code', 'reference', 'ref', 'number', 'no', 'barcode', 'isbn', 'serial', 'iban'], code],
  [['unit'], (random) => random.pick(['kg', 'l', 'm', 'piece'])],
  [['size'], (random) => random.pick(['S', 'M', 'L', 'XL'])],
  [
    [
      'description',
      'body',
      'content',
      'text',
      'comment',
      'bio',
      'biography',
      'summary',
      'note',
      'message',
      'abstract',
      'review',
      'about',
      'remark',
      'details',
      'excerpt',
      'motto',
      'reason',
      'data',
      'value',
    ],
    sentences,
  ],
  [ORGANISATIONS, company],
  [['name of person', ...PEOPLE, 'created by', 'updated by', 'by'], person],
  [['title', 'subject', 'topic', 'headline', 'caption', 'question', 'what'], title],
];

/** Of a name alone one cannot tell: of whom, says the entity. */
function nameOf(entity: string): MakeText {
  if (hasWord(entity, PEOPLE)) return person;
  if (hasWord(entity, ORGANISATIONS)) return company;
  if (hasWord(entity, ['city', 'town'])) return (random) => random.pick(CITIES);
  if (hasWord(entity, ['country'])) return (random) => countryOf(random)[1];
  if (hasWord(entity, ['tag', 'category', 'label', 'genre'])) return word;
  return thing;
}

/**
 * How texts of a column are made.
 * @param column the words of its name, as `nameWords` gives them.
 * @param entity the same of its entity.
 * @param most how long it may be.
 */
export function textByName(column: string, entity: string, most = Infinity): MakeText {
  if (most <= 3 && hasWord(column, ['country', 'nation', 'nationality'])) return (random) => countryOf(random)[0];
  if (
    / (?:name|label) $/.test(column) &&
    !hasWord(column, [
      'file name',
      'user name',
      'first name',
      'last name',
      'full name',
      'display name',
      'given name',
      'family name',
      'host name',
      'screen name',
      ...PEOPLE,
      ...ORGANISATIONS,
    ])
  )
    return nameOf(column === ' name ' ? entity : `${column}${entity}`);
  // The last word says what it is: `customerEmail`, `emailSubject`.
  const last = column.trimEnd().split(' ').slice(-2);
  const ends = [` ${last.join(' ').trim()} `, ` ${last.at(-1)} `];
  for (const words of [...ends, column]) {
    const found = BY_NAME.find(([wanted]) => hasWord(words, wanted));
    if (found !== undefined) return found[1];
  }
  return thing;
}

function countryOf(random: Random): readonly [code: string, name: string] {
  const [isoCode = '', name = ''] = random.pick(COUNTRIES).split(':');
  return [isoCode, name];
}

function title(random: Random): string {
  const [first, second] = [random.pick(NOUNS), random.pick(NOUNS)];
  return capital(
    random.pick([
      `the ${random.pick(ADJECTIVES)} ${first}`,
      `the ${first} and the ${second}`,
      `a ${first} for every ${second}`,
      `${random.pick(ADJECTIVES)} ${first}s`,
    ]),
  );
}

function sentences(random: Random): string {
  const count = random.between(1, 3);
  return Array.from({ length: count }, () => sentence(random)).join(' ');
}

function sentence(random: Random): string {
  const thingLike = (): string => `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)}`;
  return `The ${thingLike()} ${random.pick(VERBS)} ${random.pick(['one', 'the', 'every', 'no'])} ${thingLike()}.`;
}

export function letters(random: Random, count: number): string {
  return Array.from({ length: count }, () => String.fromCharCode(65 + random.below(26))).join('');
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.below(10)).join('');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
