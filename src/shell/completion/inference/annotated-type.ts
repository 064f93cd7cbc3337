import type { ModelContract } from '../../model';
import { entityOf, listOf, primitive, promiseOf, UNKNOWN, type Known } from './known';

/** What a type says that is written in TypeScript: entities by their name, lists and promises of them, simple types. */
export function annotatedType(text: string, model: ModelContract): Known {
  const type = text
    .split('|')
    .map((each) => each.trim())
    .find((each) => each !== 'null' && each !== 'undefined');
  if (type === undefined) return UNKNOWN;
  if (type.endsWith('[]')) return listOf(annotatedType(type.slice(0, -2).replace(/^readonly\s+|^\(|\)$/g, ''), model));
  const [, name, argument] = /^([\w$.]+)<(.*)>$/.exec(type) ?? [];
  if (name !== undefined && argument !== undefined) return generic(name, argument, model);
  if (type === 'string' || type === 'number' || type === 'boolean' || type === 'bigint') return primitive(type);
  if (type === 'Date') return { kind: 'built-in', name: type };
  const target = model.entities.get(type);
  const metadata = target && model.metadataOfTarget(target);
  return metadata === undefined ? UNKNOWN : entityOf(metadata);
}

function generic(name: string, argument: string, model: ModelContract): Known {
  const of = annotatedType(argument, model);
  switch (name) {
    case 'Array':
    case 'ReadonlyArray':
      return listOf(of);
    case 'Promise':
      return promiseOf(of);
    case 'Set':
      return { kind: 'built-in', name, element: of };
    case 'Relation':
    case 'Readonly':
    case 'Required':
    case 'Partial':
    case 'DeepPartial':
      return of;
    case 'Repository':
    case 'TreeRepository':
      return of.kind === 'entity' ? { kind: 'repository', metadata: of.holder.metadata } : UNKNOWN;
    default:
      return UNKNOWN;
  }
}
