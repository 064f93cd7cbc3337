import { types } from 'node:util';
import type { AnyNode } from '../../evaluator/walk';
import { dataSourceOf } from '../../schema/entity-facts';
import { dataOf } from '../plain-data';
import { columnType } from '../model/column-type';
import { propertiesOf, propertiesOfKinds, type Holder } from '../model/properties';
import type { Inference } from './inference';
import { isKnown, listOf, primitive, UNKNOWN, waited, type Known } from './known';
import { liveKnown } from './live';

/** What a property of a value is; a method is what its call gives, and is not known here. */
export function memberOf(known: Known, name: string, inference: Inference): Known {
  switch (known.kind) {
    case 'entity':
      return entityMember(known.holder, name) ?? (known.live ? liveMember(known.live, name, inference) : UNKNOWN);
    case 'array':
    case 'primitive':
      return name === 'length' ? primitive('number') : UNKNOWN;
    case 'built-in':
      return name === 'size' ? primitive('number') : UNKNOWN;
    case 'target':
      return known.live ? liveMember(known.live, name, inference) : UNKNOWN;
    case 'repository':
      if (name === 'target') return { kind: 'target', metadata: known.metadata };
      return name === 'manager' ? { kind: 'manager', dataSource: dataSourceOf(known.metadata) } : UNKNOWN;
    case 'data source':
      return name === 'manager' ? { ...known, kind: 'manager' } : liveMember(known.dataSource, name, inference);
    case 'manager':
      return name === 'dataSource' || name === 'connection' ? { ...known, kind: 'data source' } : UNKNOWN;
    case 'query runner':
      return name === 'manager' ? { ...known, kind: 'manager' } : UNKNOWN;
    case 'literal':
      return literalMember(known.node, name, inference);
    case 'object':
      return known.properties.get(name) ?? UNKNOWN;
    case 'instance':
      return fieldOf(known.node, name, inference);
    case 'live':
      return liveMember(known.value, name, inference);
    default:
      return UNKNOWN;
  }
}

/** What a property of an entity is when it is read; `undefined` for one that the model does not have. */
function entityMember(holder: Holder, name: string): Known | undefined {
  const property =
    propertiesOf(holder).get(name) ??
    (holder.embedded === undefined
      ? propertiesOfKinds(holder.metadata).find(([{ name: each }]) => each === name)?.[0]
      : undefined);
  switch (property?.kind) {
    case undefined:
      return undefined;
    case 'column':
      return columnType(property.column).known;
    case 'embedded':
      return listIf(property.isList, { kind: 'entity', holder: property.holder });
    case 'relation':
      return listIf(property.isList, { kind: 'entity', holder: { metadata: property.target } });
    case 'relation id':
      return UNKNOWN;
  }
}

function listIf(isList: boolean, known: Known): Known {
  return isList ? listOf(known) : known;
}

/** A data property of a value in the session; nothing that could run code. */
function liveMember(value: object, name: string, { scope }: Inference): Known {
  return types.isProxy(value) ? UNKNOWN : liveKnown(dataOf(value, name), scope.model);
}

function literalMember(node: AnyNode, name: string, inference: Inference): Known {
  if (node.type !== 'ObjectExpression') return UNKNOWN;
  for (const property of [...node.properties].reverse()) {
    if (property.type === 'SpreadElement') {
      const spread = memberOf(inference.used(property.argument), name, inference);
      if (isKnown(spread)) return spread;
    } else if (keyOf(property) === name) return inference.used(property.value);
  }
  return UNKNOWN;
}

/** A field or a method of a class in the text. */
function fieldOf(node: AnyNode, name: string, inference: Inference): Known {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return UNKNOWN;
  const member = node.body.body.find((each) => each.type !== 'StaticBlock' && !each.static && keyOf(each) === name);
  if (member?.type === 'PropertyDefinition' || member?.type === 'MethodDefinition') return inference.of(member.value);
  if (member === undefined && node.superClass) {
    const parent = inference.used(node.superClass);
    if (parent.kind === 'target') return entityMember({ metadata: parent.metadata }, name) ?? UNKNOWN;
    if (parent.kind === 'class') return fieldOf(parent.node, name, inference);
  }
  return UNKNOWN;
}

/** The key of a property that is written out; `undefined` for a computed one. */
export function keyOf(property: AnyNode): string | undefined {
  if (property.type !== 'Property' && property.type !== 'PropertyDefinition' && property.type !== 'MethodDefinition')
    return undefined;
  if (property.computed) return undefined;
  return property.key.type === 'Identifier' ? property.key.name : textOf(property.key);
}

/** An element of a list, or what going through a value gives. */
export function elementOf(known: Known, index: number | undefined, inference: Inference): Known {
  switch (known.kind) {
    case 'array':
      return waited((index === undefined ? undefined : known.items?.[index]) ?? known.element);
    case 'built-in':
      return known.element ?? UNKNOWN;
    case 'primitive':
      return known.type === 'string' ? known : UNKNOWN;
    case 'promise':
      return inference.scope.waits ? elementOf(known.of, index, inference) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** The text that a node is; `undefined` for one that is not written out. */
export function textOf(node: AnyNode | null | undefined): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? node.quasis[0]?.value.raw;
  return undefined;
}
