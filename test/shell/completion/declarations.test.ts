/** What is written down of TypeORM's interfaces, against its own declarations: those of every version that this repository has. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import * as ts from 'typescript';
import { REPOSITORY_METHODS } from '../../../src/shell/completion/expected/methods';
import {
  CLEAR_OPTIONS,
  FIND_MANY_OPTIONS,
  FIND_ONE_OPTIONS,
  REMOVE_OPTIONS,
  SAVE_OPTIONS,
  TREE_OPTIONS,
  UPDATE_OPTIONS,
  UPSERT_OPTIONS,
  type OptionTable,
} from '../../../src/shell/completion/expected/options';
import { isInternal, isProtected } from '../../../src/shell/completion/sources/internals';

const MODULES = resolve(__dirname, '../../../node_modules');
const VERSIONS = ['typeorm', 'typeorm-0.3'] as const;
type Version = (typeof VERSIONS)[number];

function sourceOf(version: Version, path: string): ts.SourceFile | undefined {
  try {
    const text = readFileSync(join(MODULES, version, `${path}.d.ts`), 'utf8');
    return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  } catch {
    return undefined;
  }
}

type Members = ts.NodeArray<ts.TypeElement | ts.ClassElement>;

/** The members of an interface, a class or a type that is an object. */
function membersOf(source: ts.SourceFile, name: string): Members {
  for (const statement of source.statements) {
    if ((ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name?.text === name)
      return statement.members;
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === name && ts.isTypeLiteralNode(statement.type))
      return statement.type.members;
  }
  return assert.fail(`there is no ${name} in ${source.fileName}`);
}

function namesOf(members: Members): readonly string[] {
  return [...new Set(members.flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : [])))];
}

/** The keys of an interface, and of those that it extends in the files that are named. */
function keysOf(version: Version, files: readonly (readonly [path: string, name: string])[]): readonly string[] {
  const keys = files.flatMap(([path, name]) => {
    const source = sourceOf(version, path);
    return source === undefined ? [] : namesOf(membersOf(source, name));
  });
  return [...new Set(keys)].sort();
}

/** The keys of a table that a version has. */
function inTable(table: OptionTable, version: Version): readonly string[] {
  const isOld = version === 'typeorm-0.3';
  return Object.entries(table)
    .filter(([, { only }]) => only === undefined || (only === 'before 1') === isOld)
    .map(([name]) => name)
    .sort();
}

/** The texts in the type of a member, wherever they are in it: `"join" | "query"`. */
function textsIn(node: ts.Node): readonly string[] {
  const found: string[] = [];
  const look = (each: ts.Node): void => {
    if (ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal)) found.push(each.literal.text);
    ts.forEachChild(each, look);
  };
  look(node);
  return [...new Set(found)].sort();
}

const OPTIONS: readonly (readonly [what: string, table: OptionTable, files: readonly (readonly [string, string])[]])[] =
  [
    ['findOne', FIND_ONE_OPTIONS, [['find-options/FindOneOptions', 'FindOneOptions']]],
    [
      'find',
      FIND_MANY_OPTIONS,
      [
        ['find-options/FindOneOptions', 'FindOneOptions'],
        ['find-options/FindManyOptions', 'FindManyOptions'],
      ],
    ],
    ['save', SAVE_OPTIONS, [['repository/SaveOptions', 'SaveOptions']]],
    ['remove', REMOVE_OPTIONS, [['repository/RemoveOptions', 'RemoveOptions']]],
    ['update', UPDATE_OPTIONS, [['repository/UpdateOptions', 'UpdateOptions']]],
    ['findTrees', TREE_OPTIONS, [['find-options/FindTreeOptions', 'FindTreeOptions']]],
    [
      'upsert',
      UPSERT_OPTIONS,
      [
        ['repository/UpsertOptions', 'UpsertOptions'],
        ['query-builder/InsertOrUpdateOptions', 'InsertOrUpdateOptions'],
      ],
    ],
  ];

for (const version of VERSIONS) {
  describe(version, () => {
    for (const [what, table, files] of OPTIONS) {
      test(`the options of ${what}`, () => assert.deepEqual(inTable(table, version), keysOf(version, files)));
    }

    test('the texts that options take', () => {
      const members = membersOf(sourceOf(version, 'find-options/FindOneOptions')!, 'FindOneOptions');
      const isOld = version === 'typeorm-0.3';
      for (const name of ['lock', 'relationLoadStrategy']) {
        const declared = textsIn(members.find((each) => each.name?.getText() === name)!);
        assert.deepEqual(textsOf(FIND_ONE_OPTIONS[name], isOld), declared, name);
      }
      const upsertTypes = textsIn(sourceOf(version, 'driver/types/UpsertType')!);
      assert.deepEqual(textsOf(UPSERT_OPTIONS.upsertType, isOld), upsertTypes);
    });

    test('the options in options', () => {
      const members = membersOf(sourceOf(version, 'find-options/FindOneOptions')!, 'FindOneOptions');
      for (const name of ['lock', 'cache', 'loadRelationIds']) {
        const declared = members.find((each) => each.name?.getText() === name)!;
        assert.deepEqual(keysBelow(FIND_ONE_OPTIONS[name]), keysIn(declared), name);
      }
      const join = sourceOf(version, 'find-options/JoinOptions');
      if (version === 'typeorm-0.3')
        assert.deepEqual(keysBelow(FIND_ONE_OPTIONS.join), [...namesOf(membersOf(join!, 'JoinOptions'))].sort());
    });

    test('the methods of repositories', () => {
      const declared = ['repository/Repository', 'repository/TreeRepository'].flatMap((path) => {
        const members = membersOf(sourceOf(version, path)!, path.split('/')[1]);
        return namesOf(members.filter(ts.isMethodDeclaration) as unknown as Members);
      });
      const known = Object.keys(REPOSITORY_METHODS);
      assert.deepEqual(
        declared.filter((name) => !known.includes(name)),
        [],
        'not written down',
      );
      const all = new Set(VERSIONS.flatMap((each) => [...declaredMethods(each)]));
      assert.deepEqual(
        known.filter((name) => !all.has(name)),
        [],
        'in no version',
      );
    });

    test('how many arguments the methods of repositories take', () => {
      for (const path of ['repository/Repository', 'repository/TreeRepository']) {
        for (const member of membersOf(sourceOf(version, path)!, path.split('/')[1])) {
          if (!ts.isMethodDeclaration(member) || !ts.isIdentifier(member.name)) continue;
          const { takes } = REPOSITORY_METHODS[member.name.text] ?? { takes: [] };
          const declared = member.parameters.length;
          const isRest = member.parameters.at(-1)?.dotDotDotToken !== undefined;
          // Of several ways to call it the longest is written down.
          if (isRest) assert.ok(takes.length >= declared, member.name.text);
          else assert.ok(takes.length >= declared, `${member.name.text} takes ${declared}`);
        }
      }
    });

    test('the options of clear', () => {
      const clear = membersOf(sourceOf(version, 'repository/Repository')!, 'Repository').find(
        (each): each is ts.MethodDeclaration => ts.isMethodDeclaration(each) && each.name.getText() === 'clear',
      );
      assert.deepEqual(inTable(CLEAR_OPTIONS, version), clear === undefined ? [] : keysIn(clear));
    });

    test('which members of data sources and managers nobody uses', () => {
      const members = ['data-source/DataSource', 'entity-manager/EntityManager'].flatMap((path) => [
        ...membersOf(sourceOf(version, path)!, path.replace(/^.*\//, '')),
      ]);
      const hidden = members.filter(
        (each) =>
          (ts.getCombinedModifierFlags(each as ts.Declaration) &
            (ts.ModifierFlags.Protected | ts.ModifierFlags.Private)) !==
          0,
      );
      const names = (of: readonly ts.Node[]): readonly string[] =>
        of.flatMap((each) => (each as ts.ClassElement).name?.getText() ?? []);
      // What begins with _ is shown to nobody anyway.
      const isShown = (name: string): boolean => !name.startsWith('_') && !isProtected(name);
      assert.deepEqual(names(hidden).filter(isShown), [], 'shown, and not public');
      const open = names(members.filter((each) => !hidden.includes(each)));
      assert.deepEqual(open.filter(isProtected), [], 'hidden, and public');
    });

    test('which methods of query builders nobody calls', () => {
      const folder = join(MODULES, version, 'query-builder');
      const [people, internal]: [Set<string>, Set<string>] = [new Set(), new Set()];
      for (const file of readdirSync(folder).filter((name) => /QueryBuilder\.d\.ts$/.test(name))) {
        const source = sourceOf(version, join('query-builder', file.replace('.d.ts', '')))!;
        for (const statement of source.statements.filter(ts.isClassDeclaration)) {
          for (const member of statement.members.filter(ts.isMethodDeclaration)) {
            const flags = ts.getCombinedModifierFlags(member);
            if (flags & ts.ModifierFlags.Static) continue;
            const isHidden = (flags & (ts.ModifierFlags.Protected | ts.ModifierFlags.Private)) !== 0;
            (isHidden ? internal : people).add(member.name.getText());
          }
        }
      }
      // What one builder hides and another shows is shown.
      assert.deepEqual([...people].filter(isInternal), [], 'hidden, and public');
      assert.deepEqual(
        [...internal].filter((name) => !people.has(name) && !isInternal(name)),
        [],
        'shown, and not public',
      );
    });
  });
}

function declaredMethods(version: Version): ReadonlySet<string> {
  const members = ['Repository', 'TreeRepository'].flatMap((name) => [
    ...membersOf(sourceOf(version, `repository/${name}`)!, name),
  ]);
  return new Set(members.flatMap((each) => (ts.isMethodDeclaration(each) ? [each.name.getText()] : [])));
}

type Facts = OptionTable[string];

/** The texts of an option, those of the options in it among them. */
function textsOf({ takes }: Facts, isOld: boolean): readonly string[] {
  const found = takes.flatMap((value) => {
    if (typeof value !== 'object') return [];
    if ('options' in value) return Object.values(value.options).flatMap((each) => textsOf(each, isOld));
    return [...value.texts, ...((isOld ? value.before1 : value.since1) ?? [])];
  });
  return [...new Set(found)].sort();
}

function keysBelow({ takes }: Facts): readonly string[] {
  return takes
    .flatMap((value) => (typeof value === 'object' && 'options' in value ? Object.keys(value.options) : []))
    .sort();
}

/** The keys of the object types in a declaration. */
function keysIn(node: ts.Node): readonly string[] {
  const found: string[] = [];
  const look = (each: ts.Node): void => {
    if (ts.isTypeLiteralNode(each)) found.push(...namesOf(each.members));
    ts.forEachChild(each, look);
  };
  look(node);
  return [...new Set(found)].sort();
}
