import type { DataSource } from 'typeorm';
import type { AnyNode } from '../../evaluator/walk';
import { dataSourceOf as sourceOfEntity } from '../../schema/entity-facts';
import { methodCalled } from '../inference/call-results';
import type { Inference } from '../inference/inference';
import type { Known } from '../inference/known';
import { expectedAt } from '../expected/expected-at';
import { RANK, ranked } from '../match';
import { CURSOR_NAME } from '../place/repair';
import { builderTextCandidates, type TextCandidates } from './builder-text';
import { moduleCandidates } from './modules';
import { sqlCandidates } from './sql-text';

/**
 * What a text may be: a module, an SQL statement, a part of a query builder's, one of the values that stand there.
 * @param typed what of it is before the cursor.
 */
export function textCandidates(node: AnyNode, typed: string, inference: Inference): TextCandidates | undefined {
  if (isModule(node, inference)) return moduleCandidates(typed, inference.scope);
  const dataSource = queried(node, inference);
  if (dataSource !== undefined) return sqlCandidates(typed, afterCursor(node), dataSource);
  const ofBuilder = builderTextCandidates(node, typed, inference);
  if (ofBuilder !== undefined) return ofBuilder;
  const choices = expectedAt(node, inference).flatMap((each) => (each.kind === 'choices' ? each.choices : []));
  const texts = choices.filter(({ isText }) => isText).map(({ suggestion }) => suggestion);
  // `repo('Employee')`: an entity may be named by a text too.
  const entities = choices.map(({ suggestion }) => suggestion).filter(({ kind }) => kind === 'entity');
  return { candidates: ranked([...texts, ...entities], RANK.expected), typed };
}

/** The template of a tag: `` sql`…` ``, `` shop.sql`…` ``, `` sql.part`…` ``. @param typed the piece before the cursor. */
export function taggedCandidates(
  template: Extract<AnyNode, { type: 'TemplateLiteral' }>,
  tag: AnyNode,
  typed: string,
  inference: Inference,
): TextCandidates | undefined {
  const dataSource = sqlTagOf(tag, inference);
  if (dataSource === undefined) return undefined;
  const at = template.quasis.findIndex(({ value }) => value.raw.includes(CURSOR_NAME));
  const pieces = template.quasis.map(({ value }) => value.raw);
  const before = [...pieces.slice(0, at), typed].join('?');
  const after = [pieces[at]?.split(CURSOR_NAME)[1] ?? '', ...pieces.slice(at + 1), ...around(tag, inference)].join('?');
  return sqlCandidates(before, after, dataSource);
}

/** The pieces of the statement that a part of one stands in. */
function around(node: AnyNode, inference: Inference): readonly string[] {
  for (let up = inference.tree.parents.get(node); up !== undefined; up = inference.tree.parents.get(up)) {
    const outer = inference.tree.parents.get(up);
    if (up.type !== 'TemplateLiteral' || outer?.type !== 'TaggedTemplateExpression') continue;
    if (sqlTagOf(outer.tag, inference) !== undefined) return up.quasis.map(({ value }) => value.raw);
  }
  return [];
}

function sqlTagOf(tag: AnyNode, inference: Inference): DataSource | undefined {
  const { dataSource } = inference.scope.model;
  if (tag.type === 'Identifier') return tag.name === 'sql' ? dataSource : undefined;
  if (tag.type !== 'MemberExpression' || tag.property.type !== 'Identifier') return undefined;
  if (tag.property.name === 'part') return sqlTagOf(tag.object, inference);
  if (tag.property.name !== 'sql') return undefined;
  return dataSourceOf(inference.used(tag.object), inference) ?? dataSource;
}

/** The data source that a statement is sent to by `query`. */
function queried(node: AnyNode, inference: Inference): DataSource | undefined {
  const call = inference.tree.parents.get(node);
  if (call?.type !== 'CallExpression' || call.arguments[0] !== node) return undefined;
  const called = methodCalled(call, inference);
  if (called?.method !== 'query') return undefined;
  return dataSourceOf(called.object, inference);
}

function dataSourceOf(known: Known, inference: Inference): DataSource | undefined {
  switch (known.kind) {
    case 'data source':
    case 'manager':
    case 'query runner':
      return known.dataSource;
    case 'target':
    case 'repository':
      return sourceOfEntity(known.metadata);
    case 'live': {
      // A data source's own names, under its name.
      const named = Object.getOwnPropertyDescriptor(known.value, 'dataSource')?.value as DataSource | undefined;
      return named ?? inference.scope.model.dataSource;
    }
    default:
      return undefined;
  }
}

function isModule(node: AnyNode, inference: Inference): boolean {
  const parent = inference.tree.parents.get(node);
  switch (parent?.type) {
    case 'ImportExpression':
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return parent.source === node;
    case 'CallExpression': {
      const { callee } = parent;
      const isResolve = callee.type === 'MemberExpression' && callee.object.type === 'Identifier';
      const named = isResolve ? callee.object : callee;
      return named.type === 'Identifier' && named.name === 'require' && parent.arguments[0] === node;
    }
    default:
      return false;
  }
}

/** What of a text stands behind the cursor. */
function afterCursor(node: AnyNode): string {
  const text =
    node.type === 'Literal'
      ? String(node.value)
      : node.type === 'TemplateLiteral'
        ? (node.quasis[0]?.value.raw ?? '')
        : '';
  return text.split(CURSOR_NAME)[1] ?? '';
}
