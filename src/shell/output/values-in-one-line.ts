import type { EntityMetadata } from 'typeorm';
import { loadedRelations } from './loaded-relations';
import { readQuietly } from './own-data';
import { visible } from './visible';

/**
 * What a class says about an entity, with the control characters spelled out that come from a column, its own or of an entity
 * that it belongs to: line breaks that the class itself puts there stay.
 */
export function valuesInOneLine(said: string, entity: object, metadata: EntityMetadata): string {
  if (visible(said) === said) return said;
  const holders: [holder: object, metadata: EntityMetadata][] = [[entity, metadata]];
  for (const { relation, value } of loadedRelations(entity, metadata)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      holders.push([value, relation.inverseEntityMetadata]);
  }
  let text = said;
  for (const [holder, { columns }] of holders) {
    for (const { embeddedMetadata, propertyName } of columns) {
      const names = [...(embeddedMetadata?.parentPropertyNames ?? []), propertyName];
      const value = names.reduce<unknown>(readQuietly, holder);
      // Of a value that is nothing else, any line break could be meant.
      if (typeof value === 'string' && value.trim() !== '') text = text.replaceAll(value, () => visible(value));
    }
  }
  return text;
}
