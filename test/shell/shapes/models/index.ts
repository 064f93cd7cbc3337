import type { MakeShape } from '../support/shape';
import { columns } from './columns';
import { composite } from './composite';
import { embedded } from './embedded';
import { inheritance } from './inheritance';
import { lifecycle } from './lifecycle';
import { links } from './links';
import { names } from './names';
import { schemas } from './schemas';
import { shop } from './shop';
import { tables } from './tables';
import { trees } from './trees';
import { views } from './views';
import { workflows } from './workflows';

/** Every shape, by name. */
export const SHAPES: Readonly<Record<string, MakeShape>> = {
  columns,
  composite,
  embedded,
  inheritance,
  lifecycle,
  links,
  names,
  schemas,
  shop,
  tables,
  trees,
  views,
  workflows,
};
