import type { EntityMetadata } from 'typeorm';

/** The properties that the model gives an entity's objects, without relations and association proxies: those are its members. */
export function ownNames(metadata: EntityMetadata): readonly string[] {
  return [
    ...metadata.ownColumns
      .filter(({ isVirtual, embeddedMetadata }) => !isVirtual && embeddedMetadata === undefined)
      .map(({ propertyName }) => propertyName),
    ...metadata.embeddeds.map(({ propertyName }) => propertyName),
    ...metadata.relationIds.map(({ propertyName }) => propertyName),
  ];
}
