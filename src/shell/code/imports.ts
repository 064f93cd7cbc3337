import { dirname, extname, join, relative, sep } from 'node:path';
import type { ExportPlace } from './export-places';

/** How a project writes its imports. */
export interface ModuleStyle {
  /** `import`, or `require` where a project in JavaScript is made of CommonJS modules. */
  readonly syntax: 'import' | 'require';
  /** What stands at the end of a relative path, for a file in TypeScript: `.js`, `.ts`, or nothing. */
  readonly ending: '.js' | '.ts' | '';
  /** The folder that paths are relative to. */
  readonly folder: string;
}

/** A name and where it is imported from. */
export interface Importable {
  readonly name: string;
  readonly from: ExportPlace | 'typeorm';
  readonly isType?: boolean;
}

/** The lines that import names, those from one place in one line: TypeORM's first, then by path. */
export function importLines(names: readonly Importable[], style: ModuleStyle): readonly string[] {
  const byPlace = new Map<string, Importable[]>();
  for (const each of names) {
    const specifier = each.from === 'typeorm' ? 'typeorm' : specifierOf(each.from.file, style);
    const others = byPlace.get(specifier);
    if (others === undefined) byPlace.set(specifier, [each]);
    else others.push(each);
  }
  return [...byPlace]
    .sort(([a], [b]) => Number(b === 'typeorm') - Number(a === 'typeorm') || a.localeCompare(b))
    .map(([specifier, list]) => importLine(specifier, list, style));
}

function importLine(specifier: string, list: readonly Importable[], { syntax }: ModuleStyle): string {
  const nameIn = ({ from }: Importable): string | undefined => (from === 'typeorm' ? undefined : from.exportName);
  const whole = list.find((each) => ['default', 'module.exports'].includes(nameIn(each) ?? ''));
  const areTypes = list.every(({ isType }) => isType === true);
  const named = list
    .filter((each) => each !== whole)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((each) => {
      const exported = nameIn(each) ?? each.name;
      const renamed = syntax === 'import' ? `${exported} as ${each.name}` : `${exported}: ${each.name}`;
      const type = each.isType === true && !areTypes ? 'type ' : '';
      return type + (exported === each.name ? each.name : renamed);
    });
  const braces = named.length > 0 ? [`{ ${named.join(', ')} }`] : [];
  if (syntax === 'import') {
    const what = [...(whole ? [whole.name] : []), ...braces].join(', ');
    return `import ${areTypes ? 'type ' : ''}${what} from '${specifier}';`;
  }
  const required = `require('${specifier}')`;
  const lines = braces.map((names) => `const ${names} = ${required};`);
  if (whole !== undefined)
    lines.unshift(`const ${whole.name} = ${required}${nameIn(whole) === 'default' ? '.default' : ''};`);
  return lines.join('\n');
}

/** The path of a file as an import in the style's folder says it. */
export function specifierOf(file: string, { folder, ending, syntax }: ModuleStyle): string {
  const path = relative(folder, file).split(sep).join('/');
  const from = path.startsWith('.') ? path : `./${path}`;
  const extension = extname(from);
  const stem = from.slice(0, -extension.length || undefined);
  const isTypeScript = /^\.[cm]?tsx?$/.test(extension);
  if (!isTypeScript) return syntax === 'import' && ending !== '' ? from : extension === '.js' ? stem : from;
  if (ending === '.ts') return from;
  if (ending === '.js') return stem + extension.replace('ts', 'js').replace('x', '');
  return stem.endsWith('/index') ? stem.slice(0, -'/index'.length) : stem;
}

/** The same import as a person typed it, from another folder. */
export function movedImport(text: string, from: string, to: string): string {
  return text.replace(/(['"])(\.\.?\/[^'"]*)\1/, (whole, quote: string, path: string) => {
    const moved = relative(to, join(from, path)).split(sep).join('/');
    return dirname(from) === dirname(to) && from === to
      ? whole
      : quote + (moved.startsWith('.') ? moved : `./${moved}`) + quote;
  });
}
