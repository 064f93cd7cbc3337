import { inspect, types } from 'node:util';
import type { EntityMetadata } from 'typeorm';
import { MASK, type Masking } from '../safety/masking/masking';
import { displayWidth } from './display-width';
import type { MetadataOf } from './short-form';
import { countText } from './column-text';
import { errorHead, errorMessage, errorName } from './error-head';
import { ownData, readQuietly } from './own-data';
import type { Theme } from './theme';
import { isConnectionOptions, isTypeormObject, maskedOption, typeormObjectText } from './typeorm-objects';
import { visible, visibleLines } from './visible';

/** Nesting that is shown, as in Node: what lies deeper prints as `[Object]`. */
const DEPTH = 2;
/** So many values are looked at in one result; what is beyond is left out, so that a huge structure costs no time. */
const MOST_VALUES = 20_000;

export interface PrintableOptions {
  readonly metadataOf: MetadataOf;
  /** How an entity prints. */
  readonly entityText: (entity: object, metadata: EntityMetadata, show: (value: object) => string) => string;
  /** The metadata of a class or EntitySchema. */
  readonly metadataOfTarget: MetadataOf;
  readonly masking: Masking;
  readonly theme: Theme;
  readonly width: number;
  readonly limit: number;
  /** The elements of a list one a line, each whole on its line. */
  readonly oneALine: boolean;
}

const PLAIN_INSPECT = { colors: false, stylize: (text: string): string => text };

/** Text that is to be printed in the place of a value, by `util.inspect` and within whatever surrounds it. */
class Text {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text of a stand-in, `undefined` of everything else. Unlike `instanceof` it asks nothing of a Proxy. */
  static of(value: unknown): string | undefined {
    return isObject(value) && #text in value ? value.#text : undefined;
  }

  // Text that a custom printer returns is printed as it is, an object it returns is indented to fit its surroundings. So the text
  // of several lines is handed over in a second object.
  [inspect.custom](): unknown {
    return this.#text.includes('\n') ? { [inspect.custom]: () => this.#text } : this.#text;
  }
}

/**
 * Makes of any value one that `util.inspect` prints well: entities, parts of TypeORM and everything else that must not be taken
 * apart are replaced by their text. What needs no replacement stays the very same object; the rest is copied, nothing is changed.
 */
export class Printer {
  private left = MOST_VALUES;
  private readonly copies = new Map<object, object>();

  constructor(private readonly options: PrintableOptions) {}

  /** The text of a value that stands in a surrounding of `level` brackets. */
  print(value: unknown, level = 0): string {
    if (this.options.oneALine && Array.isArray(value) && value.length > 0) return this.listText(value, level);
    const printable = this.mustReplace(value, level, new Map()) ? this.replace(value, level) : value;
    return this.inspectReplaced(printable, level);
  }

  private inspectReplaced(printable: unknown, level: number): string {
    const replaced = Text.of(printable);
    if (replaced !== undefined) return replaced;
    const { theme, width, limit, oneALine } = this.options;
    try {
      const text = inspect(printable, {
        colors: theme.colored,
        depth: DEPTH - level,
        breakLength: oneALine ? Infinity : Math.max(20, width - 2 * level),
        maxArrayLength: limit,
      });
      return visibleLines(text, theme.colored);
    } catch (error) {
      return this.failureText(printable, error);
    }
  }

  /** What is shown of a value that cannot be: getters of its class, or traps of a Proxy, throw. */
  private failureText(value: unknown, error: unknown): string {
    const name = readQuietly(readQuietly(value, 'constructor'), 'name');
    const what = typeof name === 'string' && name !== '' ? name : 'value';
    return this.options.theme.notice(visible(`[${what} cannot be shown: ${errorMessage(error) || errorName(error)}]`));
  }

  /** The text of what is printed as one piece; `undefined` for what is to be taken apart. */
  private textOf(value: object, level: number): string | undefined {
    const { entityText, metadataOf, metadataOfTarget, theme } = this.options;
    const metadata = metadataOf(value);
    if (metadata) return entityText(value, metadata, (said) => this.instead(value, said, level));
    const line = typeormObjectText(value, theme);
    if (line !== undefined) return line;
    const target = typeof value === 'function' ? metadataOfTarget(value) : undefined;
    if (target) return theme.special(visible(`[class ${target.name}: ${target.tableName}]`));
    if (isOpaque(value)) return this.outsideText(value);
    if (types.isNativeError(value)) return this.errorText(value, level);
    return this.customText(value, level);
  }

  /** Functions, promises, iterators: from the outside only. A class that extends BaseEntity holds its data source in a property. */
  private outsideText(value: object): string {
    const { theme } = this.options;
    return visibleLines(inspect(value, { colors: theme.colored, depth: 0, customInspect: false }), theme.colored);
  }

  /** `[TypeError: message] { code: ... }`: the stack is there when it is asked for, as `error.stack`. */
  private errorText(error: Error, level: number): string {
    const head = `[${errorHead(error)}]`;
    const more: Record<PropertyKey, unknown> = { ...error };
    for (const key of ['cause', 'errors']) {
      if (!(key in more) && Object.hasOwn(error, key)) more[key] = ownData(error, key);
    }
    for (const shown of ['name', 'message', 'stack']) delete more[shown];
    if (level > DEPTH || Reflect.ownKeys(more).length === 0) return head;
    this.copies.set(error, new Text(this.options.theme.special('[Circular]')));
    const properties = this.inspectReplaced(this.replace(more, level), level);
    this.copies.delete(error);
    return `${head} ${properties}`;
  }

  private customText(value: object, level: number): string | undefined {
    const custom = readQuietly(value, inspect.custom);
    if (typeof custom !== 'function' || custom === inspect) return undefined;
    const said: unknown = custom.call(value, DEPTH - level, { ...PLAIN_INSPECT, depth: DEPTH - level }, inspect);
    if (said === value) return undefined;
    if (typeof said !== 'object' || said === null) return visibleLines(String(said), false);
    return this.instead(value, said, level);
  }

  /** The text of what a class returned to be printed in the place of its object, which may hold that object again. */
  private instead(value: object, said: object, level: number): string {
    this.copies.set(value, new Text(this.options.theme.special('[Circular]')));
    const text = this.inspectReplaced(this.replace(said, level), level);
    this.copies.delete(value);
    return text;
  }

  /** Whether `inspect` must not get the value as it is. Looks as deep and as far as printing would. */
  private mustReplace(value: unknown, level: number, seen: Map<object, number>): boolean {
    if (typeof value === 'string') return this.options.masking.redact(value) !== value;
    if (!isObject(value)) return false;
    if ((seen.get(value) ?? Infinity) <= level) return false;
    seen.set(value, level);
    if (--this.left < 0) return true;
    try {
      if (this.isSpecial(value)) return true;
      if (level > DEPTH) return false;
      const parts = partsOf(value, this.options.limit);
      if (parts.cut || parts.names.some((name) => this.options.masking.hidesName(name))) return true;
      return parts.values.some((part) => this.mustReplace(part, level + 1, seen));
    } catch {
      // A Proxy whose traps throw: `replace` says so in its place.
      return true;
    }
  }

  private isSpecial(value: object): boolean {
    const { metadataOf } = this.options;
    return (
      isOpaque(value) ||
      types.isNativeError(value) ||
      readQuietly(value, inspect.custom) !== undefined ||
      metadataOf(value) !== undefined ||
      isTypeormObject(value) ||
      isConnectionOptions(value) ||
      this.holdsSecrets(value) ||
      (types.isProxy(value) && Array.isArray(value))
    );
  }

  /** Whether a property of an object is called as secrets are, one of its class too; of a Proxy its own are looked at later, with their values. */
  private holdsSecrets(value: object): boolean {
    if (Array.isArray(value) || types.isProxy(value) || hasHiddenState(value)) return false;
    if (types.isMap(value))
      return [...first(Map.prototype.keys.call(value), this.options.limit)].some((key) => this.isSecret(key, value));
    for (const key in value) if (this.options.masking.hidesName(key)) return true;
    return false;
  }

  private get secret(): Text {
    return new Text(this.options.theme.special(MASK));
  }

  private isSecret(key: unknown, value: unknown): boolean {
    return (
      typeof key === 'string' &&
      value !== null &&
      value !== undefined &&
      typeof value !== 'function' &&
      typeof value !== 'boolean' &&
      this.options.masking.hidesName(key)
    );
  }

  private replace(value: unknown, level: number): unknown {
    if (typeof value === 'string') return this.options.masking.redact(value);
    if (!isObject(value)) return value;
    const known = this.copies.get(value);
    if (known) return known;
    if (--this.left < -MOST_VALUES) return new Text('…');
    try {
      const text = this.textOf(value, level);
      if (text !== undefined) return new Text(text);
      return level > DEPTH || hasHiddenState(value) ? value : this.replaceParts(value, level);
    } catch (error) {
      return new Text(this.failureText(value, error));
    }
  }

  private replaceParts(value: object, level: number): object {
    if (Array.isArray(value)) return this.replaceArray(value, level);
    if (types.isMap(value)) return this.replaceMap(value, level);
    if (types.isSet(value)) return this.replaceSet(value, level);
    return this.replaceObject(value, level);
  }

  private replaceArray(array: readonly unknown[], level: number): object {
    const length = array.length;
    if (this.isList(array)) return new Text(this.listText(array, level));
    const copy: unknown[] = types.isProxy(array) ? [] : subclassed(new Array(0), array);
    this.copies.set(array, copy);
    for (let index = 0; index < Math.min(length, this.options.limit); index++) {
      if (index in array) copy[index] = this.replace(elementOf(array, index), level + 1);
    }
    // The empty places behind are only counted, `inspect` shows none of them.
    copy.length = length;
    return copy;
  }

  /** Whether an array holds entities, directly or in arrays: then it prints as the lists of the lesson do. */
  private isList(array: readonly unknown[], level = 0): boolean {
    const shown = Math.min(array.length, this.options.limit);
    for (let index = 0; index < shown; index++) {
      const element = elementOf(array, index);
      if (!isObject(element)) continue;
      if (this.options.metadataOf(element)) return true;
      if (level < DEPTH && Array.isArray(element) && this.isList(element, level + 1)) return true;
    }
    return false;
  }

  /** Whether a list of many elements is printed one a line. */
  isOneALine(array: readonly unknown[]): boolean {
    return this.options.oneALine || this.isList(array);
  }

  /** The lines of some elements of such a list, each printed when it is taken. */
  *elementLines(array: readonly unknown[], from: number, to: number): Generator<string> {
    for (let index = from; index < to; index++) {
      this.left = MOST_VALUES;
      this.copies.clear();
      // A list that holds itself would not end otherwise.
      this.copies.set(array, new Text(this.options.theme.special('[Circular]')));
      const text = this.inspectReplaced(this.replace(elementOf(array, index), 1), 1);
      yield `  ${text.replaceAll('\n', '\n  ')}${index < array.length - 1 ? ',' : ''}`;
    }
  }

  /** `[<Employee 1, ...>, <Employee 2, ...>]`, or one a line when that is too long. */
  private listText(array: readonly unknown[], level: number): string {
    const { limit, width, theme, oneALine } = this.options;
    const length = array.length;
    const texts: string[] = [];
    // A list that holds itself would not end otherwise.
    this.copies.set(array, new Text(theme.special('[Circular]')));
    for (let index = 0; index < Math.min(length, limit); index++) {
      texts.push(this.inspectReplaced(this.replace(elementOf(array, index), level + 1), level + 1));
    }
    this.copies.delete(array);
    if (length > limit) texts.push(theme.dim(`… ${countText(length - limit)} more`));
    const line = `[${texts.join(', ')}]`;
    if ((!oneALine || level > 0) && !line.includes('\n') && displayWidth(line) <= width - 2 * level) return line;
    return `[\n${texts.map((text) => `  ${text.replaceAll('\n', '\n  ')}`).join(',\n')}\n]`;
  }

  private replaceMap(map: ReadonlyMap<unknown, unknown>, level: number): object {
    const copy = subclassed(new Map<unknown, unknown>(), map);
    this.copies.set(map, copy);
    for (const [key, value] of first(Map.prototype.entries.call(map), this.options.limit)) {
      const shown = this.isSecret(key, value) ? this.secret : this.replace(value, level + 1);
      Map.prototype.set.call(copy, this.replace(key, level + 1), shown);
    }
    // Only counted, never shown: so that the size is right.
    const size = mapSize.call(map) as number;
    for (let more = size - (mapSize.call(copy) as number); more > 0; more--)
      Map.prototype.set.call(copy, Symbol(), undefined);
    return copy;
  }

  private replaceSet(set: ReadonlySet<unknown>, level: number): object {
    const copy = subclassed(new Set<unknown>(), set);
    this.copies.set(set, copy);
    for (const value of first(Set.prototype.values.call(set), this.options.limit)) {
      Set.prototype.add.call(copy, this.replace(value, level + 1));
    }
    const size = setSize.call(set) as number;
    for (let more = size - (setSize.call(copy) as number); more > 0; more--) Set.prototype.add.call(copy, Symbol());
    return copy;
  }

  private replaceObject(object: object, level: number): object {
    const copy = Object.create(Object.getPrototypeOf(object) as object | null) as object;
    this.copies.set(object, copy);
    const options = isConnectionOptions(object);
    const keys = Reflect.ownKeys(object).filter((key) => Object.prototype.propertyIsEnumerable.call(object, key));
    for (const key of keys.slice(0, this.options.limit)) {
      const descriptor = Object.getOwnPropertyDescriptor(object, key);
      if (!descriptor) continue;
      if ('value' in descriptor) {
        const value: unknown = options ? maskedOption(String(key), descriptor.value) : descriptor.value;
        descriptor.value = this.isSecret(key, value) ? this.secret : this.replace(value, level + 1);
      }
      Object.defineProperty(copy, key, { ...descriptor, configurable: true });
    }
    // A module's namespace is known by this property alone, which is not enumerable.
    const tag = ownData(object, Symbol.toStringTag);
    if (typeof tag === 'string') Object.defineProperty(copy, Symbol.toStringTag, { value: tag, configurable: true });
    const more = keys.length - this.options.limit;
    if (more > 0) Object.defineProperty(copy, '…', { value: new Text(`${countText(more)} more`), enumerable: true });
    return copy;
  }
}

// Not through the objects: a subclass may have changed what these mean.
const mapSize = sizeGetter(Map.prototype);
const setSize = sizeGetter(Set.prototype);

function sizeGetter(prototype: object): () => unknown {
  return Object.getOwnPropertyDescriptor(prototype, 'size')?.get ?? (() => 0);
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Values that are not taken apart: what they hold is reached by running them, or is theirs alone. */
function isOpaque(value: object): boolean {
  return (
    typeof value === 'function' ||
    types.isPromise(value) ||
    types.isGeneratorObject(value) ||
    types.isMapIterator(value) ||
    types.isSetIterator(value) ||
    types.isArgumentsObject(value) ||
    types.isExternal(value) ||
    Object.prototype.toString.call(value) === '[object WeakRef]'
  );
}

/** Objects whose contents are in places that a copy would not have; `inspect` knows how to print them. */
function hasHiddenState(value: object): boolean {
  return (
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isAnyArrayBuffer(value) ||
    ArrayBuffer.isView(value) ||
    types.isBoxedPrimitive(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value)
  );
}

/** An element, by itself when it is stored, through the Proxy when the array is one (an association's view). Runs no getter. */
function elementOf(array: readonly unknown[], index: number): unknown {
  if (types.isProxy(array)) return array[index];
  const descriptor = Object.getOwnPropertyDescriptor(array, index);
  return descriptor?.get ? new Text('[Getter]') : descriptor?.value;
}

interface Parts {
  readonly values: readonly unknown[];
  /** Under which an object holds them; none in lists and the like. */
  readonly names: readonly string[];
  /** There are more than may be shown. */
  readonly cut: boolean;
}

/** What printing an object would go into. Runs no getter. */
function partsOf(value: object, limit: number): Parts {
  if (hasHiddenState(value)) return { values: [], names: [], cut: false };
  if (Array.isArray(value)) {
    const length = Math.min(value.length, limit);
    return { values: Array.from({ length }, (_, index) => elementOf(value, index)), names: [], cut: false };
  }
  if (types.isMap(value))
    return { values: [...first(Map.prototype.entries.call(value), limit)].flat(), names: [], cut: false };
  if (types.isSet(value)) return { values: [...first(Set.prototype.values.call(value), limit)], names: [], cut: false };
  const keys = Object.keys(value);
  const names = keys.slice(0, limit);
  return { values: names.map((key) => ownData(value, key)), names, cut: keys.length > limit };
}

function* first<Value>(values: Iterable<Value>, count: number): Generator<Value> {
  let left = count;
  for (const value of values) {
    if (left-- <= 0) return;
    yield value;
  }
}

/** Gives a copy the class of its original, so that its name is shown. */
function subclassed<Copy extends object>(copy: Copy, original: object): Copy {
  return Object.setPrototypeOf(copy, Object.getPrototypeOf(original) as object | null) as Copy;
}
