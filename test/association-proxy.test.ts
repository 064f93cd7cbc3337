import 'reflect-metadata';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { ASSOCIATION_PROXIES, AssociationProxy, associationProxiesOf } from '../src/association-proxy';
import { definesField } from '../src/association-proxy/class-field';

// Declared to TypeORM and never connected: the proxy reads the decorators alone.
@Entity()
class Author {
  @PrimaryGeneratedColumn()
  id!: number;
  @Column()
  name!: string;
  @OneToMany(() => Credit, (credit) => credit.author)
  credits!: Relation<Credit>[];
  @AssociationProxy<Credit, Book>('credits', 'book')
  declare books: Book[];
}

@Entity()
class Book {
  @PrimaryGeneratedColumn()
  id!: number;
  @Column()
  title!: string;
  @OneToMany(() => Credit, (credit) => credit.book)
  credits!: Relation<Credit>[];
  @AssociationProxy<Credit, Author>('credits', 'author')
  declare authors: Author[];

  toString(): string {
    return this.title;
  }

  [inspect.custom](): string {
    return `<Book ${this.title}>`;
  }
}

@Entity()
class Credit {
  @PrimaryGeneratedColumn()
  id!: number;
  @Column()
  role!: string;
  @ManyToOne(() => Author, (author) => author.credits)
  author!: Relation<Author> | null;
  @ManyToOne(() => Book, (book) => book.credits)
  book!: Relation<Book> | null;
}

class Novelist extends Author {
  @AssociationProxy<Credit, Book>('credits', 'book')
  declare novels: Book[];
}

let ids = 0;

function book(title: string): Book {
  return Object.assign(new Book(), { id: ++ids, title });
}

/** A loaded author with one loaded credit for each book. */
function author(...books: (Book | null)[]): Author {
  const credits = books.map((each) => Object.assign(new Credit(), { id: ++ids, role: `role ${ids}`, book: each }));
  return Object.assign(new Author(), { id: ++ids, name: 'Uri Lee', credits });
}

function titles(owner: Author): (string | undefined)[] {
  return owner.books.map((each) => each.title);
}

function message(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return assert.fail('nothing was thrown');
}

const [flask, react, node] = [book('Flask'), book('React'), book('Node')];

test('reading maps the association', () => {
  const uri = author(flask, react);
  assert.equal(uri.books.length, 2);
  assert.equal(uri.books[1], react);
  assert.equal(uri.books[2], undefined);
  assert.equal(uri.books.at(-1), react);
  assert.deepEqual([...uri.books], [flask, react]);
});

test('is the same array each time, and live', () => {
  const uri = author(flask);
  const { books } = uri;
  assert.equal(uri.books, books);
  uri.credits.push(Object.assign(new Credit(), { book: react }));
  assert.deepEqual([...books], [flask, react]);
  uri.credits = author(node).credits;
  assert.equal(uri.books, books);
  assert.deepEqual([...books], [node]);
});

test('is an array to everything that takes one', () => {
  const uri = author(flask, react);
  const [first, ...rest] = uri.books;
  assert.ok(Array.isArray(uri.books));
  assert.ok(uri.books instanceof Array);
  assert.deepEqual([first, rest], [flask, [react]]);
  assert.deepEqual(uri.books, [flask, react]);
  assert.notDeepEqual(uri.books, [react, flask]);
  assert.deepEqual([node].concat(uri.books), [node, flask, react]);
  assert.deepEqual(Object.keys(uri.books), ['0', '1']);
  assert.deepEqual(Reflect.ownKeys(uri.books), ['0', '1', 'length']);
  assert.ok(1 in uri.books && !(2 in uri.books) && !Object.hasOwn(uri.books, 2));
  assert.equal(JSON.stringify(uri.books), JSON.stringify([flask, react]));
  assert.equal(uri.books.join(), 'Flask,React');
  assert.deepEqual(
    uri.books.toSorted((a, b) => b.title.localeCompare(a.title)),
    [react, flask],
  );
  assert.deepEqual(uri.books.with(0, node), [node, react]);
  assert.deepEqual(uri.books.toSpliced(0, 1), [react]);
  assert.equal(
    uri.books.findLast((each) => each.title < 'G'),
    flask,
  );
  assert.deepEqual(
    uri.books.flatMap((each) => [each, each]),
    [flask, flask, react, react],
  );
  assert.deepEqual(titles(uri), ['Flask', 'React'], 'none of these writes');
});

test('copies are plain arrays', () => {
  const uri = author(flask);
  for (const copy of [
    uri.books.slice(),
    uri.books.filter(Boolean),
    uri.books.map((each) => each),
    Array.from(uri.books),
  ]) {
    copy.push(react);
    assert.equal(uri.credits.length, 1);
  }
});

test('prints like the plain array', () => {
  const uri = author(flask, null);
  assert.equal(inspect(uri.books), '[ <Book Flask>, null ]');
  assert.equal(inspect({ books: uri.books }), '{ books: [ <Book Flask>, null ] }');
  assert.equal(inspect(author().books), '[]');
});

test('what is not loaded prints as …, and printing the owner does not read the proxy', () => {
  const uri = author(flask);
  Reflect.deleteProperty(uri.credits[0], 'book');
  assert.equal(inspect(uri.books), '…');
  assert.doesNotMatch(inspect(Object.assign(new Author(), { id: 7 })), /books/);
});

test('an association object that leads nowhere reads as null', () => {
  const uri = author(flask, null);
  assert.equal(uri.books[1], null);
  uri.credits.push(Object.assign(new Credit(), { role: 'unsaved, no book given' }));
  assert.equal(uri.books[2], null);
});

test('push makes association objects with both sides set', () => {
  const uri = author(flask);
  assert.equal(uri.books.push(react, react), 3);
  assert.deepEqual(titles(uri), ['Flask', 'React', 'React']);
  const [, first, second] = uri.credits;
  assert.ok(first instanceof Credit && second instanceof Credit && first !== second);
  assert.equal(first.author, uri);
  assert.equal(first.book, react);
});

test('a loaded list at the far end follows; one that is not loaded stays so', () => {
  const loaded = Object.assign(book('Loaded'), { credits: [] });
  const uri = author();
  uri.books.push(loaded, react);
  assert.deepEqual([...loaded.authors], [uri]);
  assert.equal(react.credits, undefined);
  uri.books.shift();
  assert.deepEqual([...loaded.authors], []);
  uri.books[0] = loaded;
  assert.deepEqual([...loaded.authors], [uri]);
  uri.books = [];
  assert.deepEqual([...loaded.authors], []);
});

test('a dropped association object forgets its owner, and another object for its row leaves the far list', () => {
  const loaded = book('Loaded');
  const uri = author(loaded);
  const [credit] = uri.credits;
  credit.author = uri;
  loaded.credits = [Object.assign(new Credit(), { id: credit.id })];
  uri.books.pop();
  assert.equal(credit.author, undefined);
  assert.deepEqual(loaded.credits, []);
});

test('index assignment keeps the association object and its role', () => {
  const uri = author(flask);
  const [credit] = uri.credits;
  uri.books[0] = react;
  assert.deepEqual(uri.credits, [credit]);
  assert.equal(credit.book, react);
  uri.books[1] = node;
  assert.deepEqual(titles(uri), ['React', 'Node']);
});

test('splice drops the right association objects and keeps the others', () => {
  const uri = author(flask, react, node);
  const [first, , third] = uri.credits;
  assert.deepEqual(uri.books.splice(1, 1, flask), [react]);
  assert.deepEqual(titles(uri), ['Flask', 'Flask', 'Node']);
  assert.equal(uri.credits[0], first);
  assert.equal(uri.credits[2], third);
});

test('assigning a list writes the difference, in the new order', () => {
  const uri = author(flask, react);
  const [first, second] = uri.credits;
  uri.books = [node, react];
  assert.deepEqual(titles(uri), ['Node', 'React']);
  assert.equal(uri.credits[1], second);
  uri.books = new Set([react, flask]) as Iterable<Book> as Book[];
  assert.equal(uri.credits[0], second);
  assert.notEqual(uri.credits[1], first);
});

test('assigning a list keeps as many association objects of one far object as the list has', () => {
  const uri = author(flask, flask, react);
  const [first] = uri.credits;

  uri.books = [flask];
  assert.deepEqual(uri.credits, [first]);
  uri.books = [flask, flask];
  assert.equal(uri.credits[0], first);
  assert.equal(uri.credits.length, 2);
});

test('another object for the same row keeps the association object', () => {
  const uri = author(flask, react);
  const [first, second] = uri.credits;
  const again = Object.assign(new Book(), { id: flask.id, title: 'Flask, read again' });
  uri.books = [react, again];
  assert.deepEqual(uri.credits, [second, first]);
  assert.equal(uri.books[1], again);
  // eslint-disable-next-line no-self-assign -- the setter is under test
  uri.books = uri.books;
  assert.deepEqual(uri.credits, [second, first]);
});

test('sort and reverse order the association objects', () => {
  const uri = author(react, flask, node);
  const [first, second, third] = uri.credits;
  assert.equal(uri.books.sort(), uri.books);
  assert.deepEqual(uri.credits, [second, third, first]);
  assert.deepEqual(titles(uri), ['Flask', 'Node', 'React']);
  uri.books.reverse();
  assert.deepEqual(uri.credits, [first, third, second]);
  assert.throws(() => uri.books.sort(() => assert.fail('from the comparator')), /from the comparator/);
  assert.deepEqual(uri.credits, [first, third, second]);
});

test('fill and copyWithin lead the association objects elsewhere', () => {
  const uri = author(flask, react, node);
  const before = [...uri.credits];
  uri.books.copyWithin(0, 1);
  assert.deepEqual(titles(uri), ['React', 'Node', 'Node']);
  uri.books.fill(flask, 1);
  assert.deepEqual(titles(uri), ['React', 'Flask', 'Flask']);
  assert.deepEqual(uri.credits, before);
});

test('length and delete take elements out', () => {
  const uri = author(flask, react, node);
  const [, second] = uri.credits;
  uri.books.length = 2;
  // eslint-disable-next-line @typescript-eslint/no-array-delete -- deleting an index is under test
  delete uri.books[0];
  assert.deepEqual(uri.credits, [second]);
  uri.books.length = 0;
  assert.deepEqual(uri.credits, []);
});

test('there are no holes', () => {
  const uri = author(flask);
  assert.equal(
    message(() => (uri.books[3] = react)),
    'RangeError: Author.books has 1 element and no place for one at 3\nadd it with books.push(...)',
  );
  assert.match(
    message(() => (uri.books.length = 3)),
    /^RangeError: Author.books has 1 element and cannot be made longer/,
  );
  assert.deepEqual(titles(uri), ['Flask']);
});

test('cannot be frozen, and takes other properties as arrays do', () => {
  const { books } = author(flask) as { books: Book[] & { note?: string } };
  assert.throws(() => Object.freeze(books), TypeError);
  books.note = 'seen';
  assert.equal(books.note, 'seen');
  assert.deepEqual(Object.keys(books), ['0', 'note']);
  Object.defineProperty(books, 0, { value: react, writable: true, enumerable: true, configurable: true });
  assert.equal(books[0], react);
  assert.throws(() => Object.defineProperty(books, 0, { get: () => react }), TypeError);
});

test('a value that is no far object changes nothing', () => {
  const uri = author(flask);
  const before = [...uri.credits];
  for (const [value, named] of [
    ['x', '"x"'],
    [1, '1'],
    [undefined, 'undefined'],
    [author(), 'an Author'],
    [{ id: 1 }, 'an Object'],
    [Book, 'a function'],
  ] as const) {
    for (const write of [
      () => uri.books.push(react, value as never),
      () => uri.books.unshift(value as never),
      () => uri.books.splice(0, 1, value as never),
      () => uri.books.fill(value as never),
      () => (uri.books[0] = value as never),
      () => (uri.books = [react, value as never]),
    ]) {
      assert.equal(message(write), `TypeError: Author.books holds Book objects: ${named} is not one`);
    }
  }
  assert.equal(
    message(() => uri.books.push(Promise.resolve(react) as never)),
    'TypeError: Author.books holds Book objects: a Promise is not one\nawait it first',
  );
  assert.deepEqual(uri.credits, before);
  assert.equal(uri.credits[0].book, flask);
});

test('what is no list cannot be assigned', () => {
  const uri = author(flask);
  for (const [value, named] of [
    [5, '5'],
    [null, 'null'],
    [undefined, 'undefined'],
    [react, 'a Book'],
  ] as const) {
    assert.equal(
      message(() => (uri.books = value as never)),
      `TypeError: Author.books takes a list of Book objects: ${named} is not iterable`,
    );
  }
  assert.deepEqual(titles(uri), ['Flask']);
});

test('an association that is not loaded says what to load', () => {
  const uri = Object.assign(new Author(), { id: 1 });
  const expected =
    'Error: Author.books needs credits and their book, and met an Author whose credits are not loaded\n' +
    'load them with relations: { credits: { book: true } }';
  assert.equal(
    message(() => uri.books),
    expected,
  );
  assert.equal(
    message(() => (uri.books = [])),
    expected,
  );
});

test('a far side that is not loaded says what to load', () => {
  const uri = author(flask);
  Reflect.deleteProperty(uri.credits[0], 'book');
  assert.equal(uri.books.length, 1);
  for (const read of [() => uri.books[0], () => [...uri.books], () => (uri.books = []), () => uri.books.pop()]) {
    assert.equal(
      message(read),
      'Error: Author.books needs credits and their book, and met a Credit whose book is not loaded\n' +
        'load them with relations: { credits: { book: true } }',
    );
  }
  assert.equal(uri.credits.length, 1);
  uri.books.push(react);
  assert.equal(uri.books[1], react, 'adding needs to know nothing of the others');
});

test('an owner that was never saved starts empty, and gets a list when there is something to keep', () => {
  const uri = new Author();
  assert.deepEqual([...uri.books], []);
  uri.books = [];
  assert.equal(uri.books.pop(), undefined);
  assert.equal(Reflect.get(uri, 'credits'), undefined, 'an empty list would tell TypeORM to delete the rows');
  uri.books.push(flask);
  assert.deepEqual(
    uri.credits.map((credit) => credit.author === uri),
    [true],
  );
  const tristan = Object.assign(new Author(), { name: 'Tristan', books: [flask, react] });
  assert.deepEqual(titles(tristan), ['Flask', 'React']);
});

test('a list held in a variable still reads after its relation was forgotten, and refuses to be written', () => {
  const uri = author(flask);
  const { books } = uri;
  Reflect.deleteProperty(uri, 'credits');
  assert.deepEqual([...books], [flask]);
  assert.match(
    message(() => books.push(react)),
    /^Error: Author.books needs credits/,
  );
});

test('the creator makes the association object, and what it leaves out is set', () => {
  class Shelf {
    id?: number;
    items: { book?: Book | null; from?: Shelf }[] = [];
    @AssociationProxy<{ book?: Book | null; from?: Shelf }, Book>('items', 'book', {
      creator: (_book, shelf: Shelf) => ({ from: shelf }),
    })
    declare books: Book[];
  }
  const shelf = new Shelf();
  shelf.books.push(flask);
  assert.deepEqual(shelf.items, [{ from: shelf, book: flask }]);
  assert.throws(() => shelf.books.push('x' as never), { message: 'Shelf.books holds entities: "x" is not one' });
});

test('a creator that fails changes nothing', () => {
  let made = 0;
  class Shelf {
    items: { book: Book | null }[] = [];
    @AssociationProxy<{ book: Book | null }, Book>('items', 'book', {
      creator: (each) => {
        if (++made === 2) throw new Error('no more');
        return { book: each };
      },
    })
    declare books: Book[];
  }
  const shelf = new Shelf();
  assert.throws(() => (shelf.books = [flask, react]), /no more/);
  assert.deepEqual(shelf.items, []);
});

test('a creator that gives a promise for the far side, or no object, changes nothing', () => {
  const given: unknown[] = [{ book: Promise.resolve(flask) }, Promise.resolve({}), undefined];
  class Shelf {
    items: { book?: Book | null }[] = [{ book: node }];
    @AssociationProxy<{ book?: Book | null }, Book>('items', 'book', { creator: () => given.shift() as never })
    declare books: Book[];
  }
  const shelf = new Shelf();
  assert.match(
    message(() => (shelf.books = [react])),
    /^TypeError: Shelf.books reads Object.book, which is a promise/,
  );
  assert.match(
    message(() => (shelf.books = [react])),
    /^TypeError: Shelf.books: its creator gave a Promise in place of/,
  );
  assert.match(
    message(() => (shelf.books = [react])),
    /^TypeError: Shelf.books: its creator gave undefined in place of/,
  );
  assert.deepEqual([...shelf.books], [node]);
});

test('a creator that gives one object twice is refused', () => {
  const only = {};
  class Shelf {
    items: { book?: Book | null }[] = [];
    @AssociationProxy<{ book?: Book | null }, Book>('items', 'book', { creator: () => only })
    declare books: Book[];
  }
  const shelf = new Shelf();
  shelf.books.push(flask);
  assert.equal(
    message(() => shelf.books.push(react)),
    'TypeError: Shelf.books: its creator gave an object that is in items already',
  );
  assert.deepEqual([...shelf.books], [flask]);
});

test('without a creator and without a declared association the error asks for one', () => {
  class Shelf {
    items: { book: Book | null }[] = [];
    @AssociationProxy<{ book: Book | null }, Book>('items', 'book')
    declare books: Book[];
  }
  assert.equal(
    message(() => new Shelf().books.push(flask)),
    'Error: Shelf.books does not know how to make an object for items\n' +
      'give @AssociationProxy a creator: { creator: (book) => ... }',
  );
});

test('lazy relations: what TypeORM has loaded is used, and nothing is loaded', () => {
  @Entity()
  class LazyOwner {
    @PrimaryGeneratedColumn()
    id!: number;
    @OneToMany(() => LazyLink, (link) => link.owner)
    links!: Promise<LazyLink[]>;
    @AssociationProxy<LazyLink, Book>('links', 'book')
    declare books: Book[];
  }
  @Entity()
  class LazyLink {
    @PrimaryGeneratedColumn()
    id!: number;
    @ManyToOne(() => LazyOwner, (owner) => owner.links)
    owner!: Promise<LazyOwner | null>;
    @ManyToOne(() => Book)
    book!: Promise<Book | null>;
  }
  const owner = Object.assign(new LazyOwner(), { id: 1 });
  // As TypeORM defines it; a read would be a query.
  Object.defineProperty(owner, 'links', {
    get: () => assert.fail('links were read'),
    set: () => {},
    configurable: true,
  });
  assert.match(
    message(() => owner.books),
    /needs links and their book/,
  );
  Object.assign(owner, { __links__: [Object.assign(new LazyLink(), { id: 1, __book__: flask, __has_book__: true })] });
  owner.books.push(react);
  assert.deepEqual([...owner.books], [flask, react]);
});

test('a promise where the relation is declared plain is a clear error', () => {
  const uri = author(flask);
  Object.assign(uri.credits[0], { book: Promise.resolve(flask) });
  assert.match(
    message(() => uri.books[0]),
    /^TypeError: Author.books reads Credit.book, which is a promise/,
  );
  Object.assign(uri, { credits: Promise.resolve([]) });
  assert.match(
    message(() => uri.books),
    /^TypeError: Author.books reaches across a list, and credits is a Promise/,
  );
});

test('associationProxiesOf lists what a class has and what it inherits', () => {
  const [[name, { association, far }] = assert.fail()] = associationProxiesOf(Author);
  assert.deepEqual([name, association, far], ['books', 'credits', 'book']);
  assert.deepEqual([...associationProxiesOf(Novelist).keys()], ['books', 'novels']);
  assert.deepEqual([...associationProxiesOf(class extends Novelist {}).keys()], ['books', 'novels']);
  assert.equal(associationProxiesOf(Credit).size, 0);
  assert.equal(associationProxiesOf(() => {}).size, 0);
  assert.deepEqual(Reflect.get(Author.prototype, ASSOCIATION_PROXIES), associationProxiesOf(Author));
  assert.deepEqual(
    Reflect.get(Novelist.prototype, Symbol.for('typeorm-shell.associationProxies')),
    associationProxiesOf(Novelist),
  );
});

test('the prototype itself reads as undefined', () => {
  assert.equal(Author.prototype.books, undefined);
});

test('a class field that would hide the proxy is refused', () => {
  const Hidden = (0, eval)('(class Hidden { books; other = 1; })') as new () => object;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-argument -- an odd value on purpose
  assert.throws(() => AssociationProxy<Credit, Book>('credits', 'book')(Hidden.prototype, 'books'), {
    name: 'TypeError',
    message:
      'Hidden.books is compiled to a class field, which hides the association proxy\n' +
      'write "declare books: ...", or set "useDefineForClassFields": false in tsconfig.json',
  });
});

test('fields are told from whatever else names the property', () => {
  for (const source of [
    'class A { books; }',
    'class A { other = 1; books = []; }',
    'class A { "books"; }',
    'class A { constructor() { _define_property(this, "books", void 0); } }',
    'class A { constructor() { Object.defineProperty(this, "books", { enumerable: true, value: void 0 }); } }',
  ]) {
    assert.equal(definesField(source, 'books'), true, source);
  }
  for (const source of [
    'class A { }',
    'class A { static books; }',
    'class A { #books; }',
    'class A { notebooks; books() {} }',
    'class A { f() { const books = this.books; return books; } }',
    'class A { ["books"]; }',
    'class A { constructor() { this.books = []; } }',
    'not even JavaScript: books;',
  ]) {
    assert.equal(definesField(source, 'books'), false, source);
  }
});
