import ts from 'typescript';
import type { Step } from './flow-graph';
import type { Place } from './places';
import type { Receivers } from './receivers';

/** Tells by types which entities a value cannot hold. */
export class TypeFit {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly receivers: Receivers,
  ) {}

  /** The step of those that the value of a node may hold. */
  stepTo(node: ts.Node): Step {
    const type = this.checker.getTypeAtLocation(node);
    return (place) => (this.#mentions(type, place, 4) ? place : undefined);
  }

  /** Whether a value of a type may hold entities of a place. */
  #mentions(type: ts.Type, place: Place, depth: number): boolean {
    if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) !== 0) return true;
    if (depth === 0) return true;
    if (type.isUnionOrIntersection()) return type.types.some((each) => this.#mentions(each, place, depth));
    const entity = this.receivers.entityOfType(type);
    if (entity !== undefined) return isOfOneKind(entity.metadata, place);
    if ((type.flags & ts.TypeFlags.Object) === 0) return false;
    const given = this.checker.getTypeArguments(type as ts.TypeReference);
    if (given.length > 0) return given.some((each) => this.#mentions(each, place, depth - 1));
    const signatures = type.getCallSignatures();
    if (signatures.length > 0) return false;
    const isPlain = /^__(?:object|type)$/.test(type.symbol?.name ?? '');
    if (!isPlain) return typeof place.metadata.target === 'string';
    return type
      .getProperties()
      .some((property) => this.#mentions(this.checker.getTypeOfSymbol(property), place, depth - 1));
  }
}

function isOfOneKind(metadata: Place['metadata'], place: Place): boolean {
  return metadata === place.metadata || metadata.tablePath === place.metadata.tablePath;
}
