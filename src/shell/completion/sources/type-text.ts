import type { Inference } from '../inference/inference';
import type { Known } from '../inference/known';

/** What is known of a value as TypeScript would write it; `undefined` where that says nothing. */
export function typeOf(known: Known, inference: Inference): string | undefined {
  const { names } = inference;
  switch (known.kind) {
    case 'entity': {
      const { embedded, metadata } = known.holder;
      if (embedded === undefined) return names.of(metadata);
      return typeof embedded.type === 'function' ? embedded.type.name : undefined;
    }
    case 'array': {
      const element = typeOf(known.element, inference);
      return element === undefined ? 'unknown[]' : `${element}[]`;
    }
    case 'promise':
      return typeOf(known.of, inference);
    case 'primitive':
      return known.type;
    case 'built-in':
      return known.name;
    case 'repository':
      return `Repository<${names.of(known.metadata)}>`;
    case 'manager':
      return 'EntityManager';
    case 'data source':
      return 'DataSource';
    case 'query runner':
      return 'QueryRunner';
    case 'builder':
      return known.main === undefined ? 'QueryBuilder' : `QueryBuilder<${names.of(known.main)}>`;
    default:
      return undefined;
  }
}
