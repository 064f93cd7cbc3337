import { errorMessage, errorName } from '../error-head';
import type { ErrorContext, Finding } from './description';
import { didYouMean } from '../../near-names';
import { noMethod, noMethodOfResult } from './missing-methods';
import { operatorInstead } from '../../other-orms';
import { elsewhereInProject } from './project-code';
import { UNBINDABLE } from './refused-values';
import { removedApiAdvice } from './removed-apis';

function nothingThere(what: string, property: string, { position }: ErrorContext, verb = 'read'): Finding {
  const title = `Cannot ${verb} "${property}" of ${what}.`;
  const before = `What stands before ".${property}" is ${what}:`;
  if (what === 'undefined') return { title, advice: `${before} it has no value, or the name before it is misspelt.` };
  const finder = position && finderBefore(position.text.slice(0, position.column - 1));
  if (finder !== undefined) return { title, advice: `${before} ${finder} gives null when no row matches.` };
  if (verb === 'set') return { title, advice: `${before} there is none.` };
  return { title, advice: `${before} there is none. Write "?.${property}" where that may be.` };
}

/** `findOneBy` of a text that ends in `Employee.findOneBy({ id: 99 }).`; `undefined` when it ends in anything else. */
function finderBefore(text: string): string | undefined {
  const call = text.replace(/\??\.\s*$/, '').trimEnd();
  if (!call.endsWith(')')) return undefined;
  let depth = 0;
  for (let at = call.length - 1; at >= 0; at--) {
    if (call[at] === ')') depth++;
    if (call[at] === '(' && --depth === 0) return /\b(findOne|findOneBy)\s*$/.exec(call.slice(0, at))?.[1];
  }
  return undefined;
}

/** What people type who come from other shells. */
const OTHER_SHELLS: ReadonlyMap<string, string> = new Map([
  ['exit', 'To leave: .exit, or Ctrl-D.'],
  ['quit', 'To leave: .exit, or Ctrl-D.'],
  ['help', 'For help: .help.'],
  ['Op', 'Operators are functions here: MoreThan(1), In([1, 2]), Like("a%"), Not(IsNull()).'],
  ['em', 'The EntityManager is called manager.'],
  ['entityManager', 'The EntityManager is called manager.'],
  ['connection', 'The DataSource is called dataSource.'],
  ['db', 'The DataSource is called dataSource, its EntityManager manager.'],
]);

function notDefined(name: string, { model, variables = {}, position }: ErrorContext): Finding {
  const title = `${name} is not defined.`;
  const said = OTHER_SHELLS.get(name) ?? removedApiAdvice(name, '');
  if (said !== undefined) return { title, advice: said };
  const table = model?.dataSource.entityMetadatas.find((one) => !one.isJunction && one.tableName === name);
  if (table !== undefined && table.name in variables)
    return { title, advice: `${name} is the table of ${table.name}: write ${table.name}.` };
  // Operators are called, with a capital as the classes of others have it: Gt(1), NotIn([1]).
  const isCalled = position?.text
    .slice(position.column - 1 + name.length)
    .trimStart()
    .startsWith('(');
  const operator = isCalled && /^[A-Z]/.test(name) ? operatorInstead(name) : undefined;
  if (operator !== undefined) return { title, advice: `TypeORM's operator is ${operator}.` };
  return { title, advice: didYouMean(name, Object.keys(variables), '') };
}

/** Statements of SQL, as they begin where JavaScript does not. */
const SQL =
  /^\s*(?:select\s+[\w*"'`(]|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|show\s+\w+|desc(?:ribe)?\s+\w+)/i;

function sqlAdvice(text: string): string {
  const statement = text.trim().replace(/\s*;$/, '');
  const isPlain = statement.length <= 60 && !/[`$\\]/.test(statement);
  return `Put it into a template: sql\`${isPlain ? statement : '…'}\`.`;
}

/** Errors of JavaScript itself that come from a misspelt name or a missing row; `undefined` for everything else. */
export function describeJavaScriptError(error: unknown, context: ErrorContext): Finding | undefined {
  const message = errorMessage(error);
  if (errorName(error) === 'ReferenceError') {
    const [, name] = /^(\S+) is not defined$/.exec(message) ?? [];
    return name === undefined ? undefined : notDefined(name, context);
  }
  if (errorName(error) === 'SyntaxError' && SQL.test(context.position?.text ?? ''))
    return { title: 'This is SQL, and a line is TypeScript.', advice: sqlAdvice(context.position?.text ?? '') };
  // `findOne(5)`, which 0.2 understood. The error is TypeORM's, without a name of its own.
  if (message === 'You must provide selection conditions in order to find a single row.') {
    return { title: message, advice: 'findOne takes options: write findOneBy({ id }) or findOne({ where: { … } }).' };
  }
  if (errorName(error) !== 'TypeError') return undefined;
  const inProject = elsewhereInProject(error, message, context);
  if (inProject !== undefined) return inProject;
  const [, what, property] = /^Cannot read properties of (null|undefined) \(reading '([^']+)'\)/.exec(message) ?? [];
  if (what !== undefined && property !== undefined) return nothingThere(what, property, context);
  const [, of, written] = /^Cannot set properties of (null|undefined) \(setting '([^']+)'\)/.exec(message) ?? [];
  if (of !== undefined && written !== undefined) return nothingThere(of, written, context, 'set');
  const [, called] = /^(\S.*) is not a function$/.exec(message) ?? [];
  const [, made] = /^(\S.*) is not a constructor$/.exec(message) ?? [];
  const removed = made === undefined ? undefined : removedApiAdvice(made.replace(/^.*\./, ''), '');
  if (removed !== undefined) return { title: message, advice: removed };
  if (called !== undefined)
    return /^[\w$.]+$/.test(called) ? noMethod(called, context) : noMethodOfResult(called, context);
  if (message.startsWith('SQLite3 can only bind')) return UNBINDABLE;
  return undefined;
}
