import ts from 'typescript';
import { importedNames } from './input-facts';
import type { ProgramEntity, ProgramNames } from './program-names';
import { awaited, walk } from './syntax';

/** What an expression of TypeORM's is that is asked for entities. */
export type ReceiverKind = 'repository' | 'manager' | 'class' | 'query builder';

export interface Receiver {
  readonly kind: ReceiverKind;
  /** Whose entities it gives; `undefined` for a manager that is told in the call. */
  readonly entity: ProgramEntity | undefined;
}

const KINDS: Readonly<Record<string, ReceiverKind>> = {
  Repository: 'repository',
  TreeRepository: 'repository',
  MongoRepository: 'repository',
  EntityManager: 'manager',
  SelectQueryBuilder: 'query builder',
};

/** Knows TypeORM's objects and the entities in a program by their types, and failing that by how they are written. */
export class Receivers {
  readonly #bySymbol = new Map<ts.Symbol, ProgramEntity>();
  /** For entities that nothing exports; `undefined` for a name that several have. */
  readonly #byTypeName = new Map<string, ProgramEntity | undefined>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly names: ProgramNames,
    source: ts.SourceFile,
  ) {
    for (const entity of names.entities.values()) {
      const { target } = entity.metadata;
      if (typeof target !== 'function') continue;
      this.#byTypeName.set(target.name, this.#byTypeName.has(target.name) ? undefined : entity);
    }
    for (const statement of source.statements) if (ts.isImportDeclaration(statement)) this.#noteImported(statement);
  }

  /** An imported class is the type of its entities; of an `EntitySchema<Label>` that is `Label`. */
  #noteImported(statement: ts.ImportDeclaration): void {
    for (const name of importedNames(statement)) {
      const entity = this.names.entities.get(name.text);
      const symbol = this.checker.getSymbolAtLocation(name);
      if (entity === undefined || symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) continue;
      const type = this.checker.getTypeAtLocation(name);
      const isSchema = type.symbol?.name === 'EntitySchema';
      const [of] = isSchema ? this.checker.getTypeArguments(type as ts.TypeReference) : [];
      const own = isSchema ? of?.symbol : this.checker.getAliasedSymbol(symbol);
      if (own !== undefined) this.#bySymbol.set(own, entity);
    }
  }

  /** The entity that values of a type are of. */
  entityOfType(type: ts.Type): ProgramEntity | undefined {
    const found = this.checker.getNonNullableType(type);
    if (found.isUnion()) return found.types.map((each) => this.entityOfType(each)).find((each) => each !== undefined);
    if (found.isIntersection())
      return found.types.map((each) => this.entityOfType(each)).find((each) => each !== undefined);
    const symbol = found.symbol as ts.Symbol | undefined;
    return symbol && (this.#bySymbol.get(symbol) ?? this.#byTypeName.get(symbol.name));
  }

  /** The entity that a variable was given, as it is written: for what has no types. */
  entityWrittenAs(node: ts.Expression): ProgramEntity | undefined {
    const inner = awaited(node);
    return ts.isIdentifier(inner) || ts.isCallExpression(inner) ? this.#written(inner) : undefined;
  }

  /** What a method is called on, when that is something of TypeORM's. */
  receiverOf(node: ts.CallExpression): Receiver | undefined {
    if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
    const { expression } = node.expression;
    const type = this.checker.getNonNullableType(this.checker.getTypeAtLocation(expression));
    const name = type.symbol?.name ?? '';
    const kind = KINDS[name] ?? this.#extended(type);
    if (kind === 'manager') return { kind, entity: this.#named(node.arguments[0]) };
    if (kind !== undefined) {
      const [of] = this.checker.getTypeArguments(type as ts.TypeReference);
      const entity = (of && this.entityOfType(of)) ?? this.#written(expression);
      return { kind, entity };
    }
    const named = ts.isIdentifier(expression) ? this.#named(expression) : undefined;
    const isClass = named !== undefined && typeof named.target === 'function';
    return isClass ? { kind: 'class', entity: named } : undefined;
  }

  /** A repository that was extended is an intersection. */
  #extended(type: ts.Type): ReceiverKind | undefined {
    if (!type.isIntersection()) return undefined;
    return type.types.map((each) => KINDS[each.symbol?.name ?? '']).find((each) => each !== undefined);
  }

  #named(node: ts.Expression | undefined): ProgramEntity | undefined {
    if (node === undefined) return undefined;
    const text = ts.isStringLiteral(node) ? `'${node.text}'` : node.getText();
    return [...this.names.entities.values()].find(({ expression }) => expression === text);
  }

  /** `getRepository(X)` somewhere in how a receiver is written, or in what its variable was given. */
  #written(node: ts.Expression): ProgramEntity | undefined {
    let found: ProgramEntity | undefined;
    const inner = awaited(node);
    if (ts.isIdentifier(inner)) {
      const declaration = this.checker.getSymbolAtLocation(inner)?.valueDeclaration;
      const initializer =
        declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
      return initializer === undefined ? undefined : this.#written(initializer);
    }
    walk(inner, (each) => {
      if (ts.isCallExpression(each) && ts.isPropertyAccessExpression(each.expression))
        if (/^get(?:Tree)?Repository$/.test(each.expression.name.text)) found ??= this.#named(each.arguments[0]);
      return found === undefined;
    });
    return found;
  }
}
