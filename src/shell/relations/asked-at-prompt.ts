import path from 'node:path';
import { UnitTexts } from '../evaluator/unit-texts';

const HERE = __dirname + path.sep;
const EVALUATOR = path.resolve(__dirname, '..', 'evaluator') + path.sep;
/** Whatever copy of it the project has, also one that is installed beside another under a name with its version. */
const TYPEORM = /[\\/]node_modules[\\/]typeorm(?:-\d[\d.]*)?[\\/]/;
const UNIT = new RegExp(`^${UnitTexts.scriptName(0).replace('0', String.raw`\d+`)}$`);

/**
 * Whether code typed at the prompt has called TypeORM, and not a module of the project that it uses: of that the shell must not
 * ask more than TypeORM does. It costs looking at the stack, some 30 µs: for writes and for errors, not for reads.
 */
export function isAskedAtPrompt(): boolean {
  for (const file of callingFiles()) {
    if (file.startsWith(HERE) || TYPEORM.test(file)) continue;
    return file.startsWith(EVALUATOR) || UNIT.test(file);
  }
  return false;
}

/** The files of the functions that are running, innermost first; those built into Node left out. */
function callingFiles(): readonly string[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 50;
    Error.prepareStackTrace = (_error, sites) => sites;
    const sites = new Error().stack as unknown as readonly NodeJS.CallSite[];
    return sites.map((site) => site.getFileName() ?? '').filter((file) => file !== '' && !file.startsWith('node:'));
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}
