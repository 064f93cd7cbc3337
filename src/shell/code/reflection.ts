import ts from 'typescript';
import type { EntityMetadata } from 'typeorm';
import type { Flows } from './flows';
import type { Place } from './places';
import type { Receivers } from './receivers';
import { CodeRefusal } from './refusal';
import { walk } from './syntax';

/** What writes out all that an object has. */
const WHOLE = /^(?:JSON\.stringify|structuredClone|Object\.(?:keys|values|entries|getOwnPropertyNames|assign))$/;

/**
 * Refuses what takes an entity as a whole where some of its relations are in memory: in the shell those that were touched until then, in
 * a program those that are read anywhere in it.
 * @param loaded the entities of which a relation was loaded at any time in the session.
 * @throws CodeRefusal
 */
export function refuseWholeEntities(root: ts.Node, { checker, flows, receivers, loaded }: ReflectionParts): void {
  const refuse = (node: ts.Node, isAnywhere: boolean): void => {
    if (!isAnywhere && receivers.entityOfType(checker.getTypeAtLocation(node)) === undefined) return;
    const place = [...flows.at(node)].find((each) => mayHold(each, loaded));
    if (place !== undefined)
      throw new CodeRefusal(
        `it takes a whole ${place.metadata.name}, with the relations that happen to be in memory.`,
        'Name the properties that are meant.',
      );
  };
  walk(root, (node) => {
    if (ts.isSpreadAssignment(node)) refuse(node.expression, false);
    else if (ts.isForInStatement(node)) refuse(node.expression, false);
    else if (ts.isCallExpression(node)) {
      const callee = node.expression.getText();
      if (!WHOLE.test(callee)) return;
      const isAssign = callee.endsWith('assign');
      // What `reload` became gives the columns only.
      if (isAssign && node.arguments[1] !== undefined && ts.isAwaitExpression(node.arguments[1])) return;
      for (const argument of isAssign ? node.arguments.slice(1) : node.arguments.slice(0, 1))
        refuse(argument, callee.startsWith('JSON') || callee === 'structuredClone');
    }
  });
}

interface ReflectionParts {
  readonly checker: ts.TypeChecker;
  readonly flows: Flows;
  readonly receivers: Receivers;
  readonly loaded: ReadonlySet<EntityMetadata>;
}

function mayHold({ below, metadata, kind }: Place, loaded: ReadonlySet<EntityMetadata>): boolean {
  return below.length > 0 || (kind !== 'made' && loaded.has(metadata));
}
