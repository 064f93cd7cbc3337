import type { EntityMetadata } from 'typeorm';
import type { AnyNode } from '../../evaluator/walk';
import { methodCalled } from '../inference/call-results';
import { joinedAt } from '../inference/builders';
import type { Inference } from '../inference/inference';
import type { Builder } from '../inference/known';
import { keyOf, textOf } from '../inference/members';
import { parametersBefore } from '../expected/parameters';
import { aliasesFor } from '../expected/taken';
import { RANK, ranked, type Candidate } from '../match';
import { propertiesOf, suggestionOf, type Holder, type Property } from '../model/properties';
import type { Suggestion } from '../suggestion';

/** What a part of a text may be, and where that part begins in the text. */
export interface TextCandidates {
  readonly candidates: readonly Candidate[];
  /** How much of what is typed is the part: its last letters. */
  readonly typed: string;
}

type Call = Extract<AnyNode, { type: 'CallExpression' }>;

/** How a method of a query builder reads a text: as an expression, as the path of a relation, as a property of what is set, as an alias. */
const EXPRESSIONS =
  /^(?:(?:and|or)?[wW]here|(?:and|or)?[hH]aving|(?:add)?[sS]elect|(?:add)?[oO]rderBy|(?:add)?[gG]roupBy|distinctOn)$/;

/**
 * A text that is given to a method of a query builder: aliases, and behind an alias columns and relations.
 * @param typed what of the text is before the cursor.
 * @returns `undefined` where the text is given to no such method.
 */
export function builderTextCandidates(node: AnyNode, typed: string, inference: Inference): TextCandidates | undefined {
  const parent = inference.tree.parents.get(node);
  const argument = parent?.type === 'ArrayExpression' ? parent : node;
  const call = inference.tree.parents.get(argument);
  if (call?.type !== 'CallExpression') return undefined;
  const called = methodCalled(call, inference);
  if (called?.object.kind !== 'builder') return undefined;
  const builder = withLaterAliases(called.object, call, inference);
  const index = call.arguments.indexOf(argument as never);
  const { method } = called;
  const at = joinedAt(method);
  if (at !== undefined) {
    if (index === at) return relationCandidates(builder, typed, inference);
    if (index === at + 1) return whole(typed, aliasCandidates(builder, textOf(called.given[at]), inference));
    if (index === at + 2) return expressionCandidates(builder, typed, { call, inference });
    return undefined;
  }
  if (method === 'relation') return whole(typed, relationsOfMain(builder, called.given, index, inference));
  if (/RelationIdAndMap$|RelationCountAndMap$/.test(method))
    return index === 1 ? relationCandidates(builder, typed, inference) : undefined;
  if (/^(?:from|addFrom|update|into)$/.test(method) && index === 1)
    return whole(typed, aliasCandidates(builder, undefined, inference));
  if (/^(?:setParameter|hasParameter)$/.test(method) && index === 0)
    return whole(typed, parameters(parametersBefore(call)));
  if (EXPRESSIONS.test(method) && index === 0) return expressionCandidates(builder, typed, { call, inference });
  return undefined;
}

/** A chain goes on behind the text: `select('m.…').leftJoin('e.meetings', 'm')`. */
function withLaterAliases(builder: Builder, call: Call, inference: Inference): Builder {
  let last: AnyNode = call;
  for (let up = inference.tree.parents.get(call); up !== undefined; up = inference.tree.parents.get(up)) {
    if (up.type === 'CallExpression' && up.callee.type === 'MemberExpression' && isBelow(last, up.callee)) last = up;
    else if (up.type !== 'MemberExpression' || !isBelow(last, up)) break;
  }
  const end = inference.of(last);
  if (end.kind === 'builder') return { ...builder, aliases: new Map([...end.aliases, ...builder.aliases]) };
  // The chain ends in what it gives; the builder is what that is asked of.
  const before = last.type === 'CallExpression' ? methodCalled(last, inference)?.object : undefined;
  if (before?.kind !== 'builder') return builder;
  return { ...builder, aliases: new Map([...before.aliases, ...builder.aliases]) };
}

function isBelow(node: AnyNode, member: AnyNode): boolean {
  return member.type === 'MemberExpression' && (member.object === node || member === node);
}

/** What is completed of a condition is not longer than this. In UTF-16 units. */
const LONGEST = 200;

/** The last word of a condition, and what stands before it: `e.address.`, `:`. */
const PART = /(?<path>(?:[\p{ID_Start}_][\p{ID_Continue}]*\.)*)(?<word>[\p{ID_Start}_][\p{ID_Continue}]*)?$/u;

interface Around {
  readonly call: Call;
  readonly inference: Inference;
}

/** Aliases; behind an alias its columns and relations; behind a colon the parameters that the call gives. */
function expressionCandidates(builder: Builder, typed: string, { call, inference }: Around): TextCandidates {
  if (isInQuotes(typed)) return { candidates: [], typed: '' };
  const parameter = /(?<![:\w]):(?:\.\.\.)?(\w*)$/.exec(typed);
  if (parameter) return { candidates: givenParameters(call), typed: parameter[1] ?? '' };
  const { path = '', word = '' } = PART.exec(typed.slice(-LONGEST))?.groups ?? {};
  if (path === '') return { candidates: ranked(aliasesOf(builder, inference), RANK.expected), typed: word };
  return { candidates: properties(holderAlong(builder, path), () => true, inference), typed: word };
}

/** `e.` and then relations; before that, aliases. */
function relationCandidates(builder: Builder, typed: string, inference: Inference): TextCandidates {
  const { path = '', word = '' } = PART.exec(typed.slice(-LONGEST))?.groups ?? {};
  if (path !== '') return { candidates: properties(holderAlong(builder, path), leadsOn, inference), typed: word };
  const entities = inference.scope.entities.map((text): Suggestion => ({ text, kind: 'entity' }));
  return {
    candidates: [...ranked(aliasesOf(builder, inference), RANK.expected), ...ranked(entities, RANK.inherited)],
    typed: word,
  };
}

function leadsOn(property: Property): boolean {
  // An association proxy is none of TypeORM's: its query builder does not know it.
  return property.kind === 'embedded' || (property.kind === 'relation' && property.relation !== undefined);
}

function properties(
  holder: Holder | undefined,
  wanted: (property: Property) => boolean,
  { names }: Inference,
): readonly Candidate[] {
  if (holder === undefined) return [];
  const found = [...propertiesOf(holder).values()].filter(
    (each) => wanted(each) && each.kind !== 'relation id' && !(each.kind === 'relation' && each.relation === undefined),
  );
  return ranked(
    found.map((each) => suggestionOf(each, names)),
    RANK.expected,
  );
}

/** `e.address.` leads to an embedded object. */
function holderAlong({ aliases }: Builder, path: string): Holder | undefined {
  const [alias = '', ...names] = path.slice(0, -1).split('.');
  const metadata = aliases.get(alias);
  let holder: Holder | undefined = metadata && { metadata };
  for (const name of names) {
    const property = holder && propertiesOf(holder).get(name);
    holder = property?.kind === 'embedded' ? property.holder : undefined;
  }
  return holder;
}

function aliasesOf({ aliases }: Builder, { names }: Inference): readonly Suggestion[] {
  return [...aliases].map(([text, metadata]) => ({
    text,
    kind: 'alias',
    ...(metadata === undefined ? {} : { type: names.of(metadata) }),
  }));
}

/** How what is joined could be called. */
function aliasCandidates(builder: Builder, joined: string | undefined, inference: Inference): readonly Candidate[] {
  const name = joined?.split('.').at(-1);
  const path = joined?.replace(/[^.]*$/, '') ?? '';
  const holder = path === '' ? undefined : holderAlong(builder, path);
  const property = holder && name !== undefined ? propertiesOf(holder).get(name) : undefined;
  const target: EntityMetadata | undefined = property?.kind === 'relation' ? property.target : builder.main;
  const found = [...(name === undefined ? [] : [name]), ...(target === undefined ? [] : aliasesFor(target))];
  return ranked(
    [...new Set(found)]
      .filter((text) => !builder.aliases.has(text))
      .map((text) => ({ text, kind: 'alias', ...(target === undefined ? {} : { type: inference.names.of(target) }) })),
    RANK.expected,
  );
}

/** `relation('meetings')`, `relation(Employee, 'meetings')`. */
function relationsOfMain(
  { main }: Builder,
  given: readonly AnyNode[],
  index: number,
  inference: Inference,
): readonly Candidate[] {
  const metadata = index === 0 ? main : inference.entityMeant(given[0]);
  return properties(metadata && { metadata }, leadsOn, inference);
}

/** The keys of the object behind the condition. */
function givenParameters({ arguments: given }: Call): readonly Candidate[] {
  const object = given.find((each) => each.type === 'ObjectExpression');
  return parameters(object?.properties.flatMap((each) => keyOf(each) ?? []) ?? []);
}

function parameters(names: readonly string[]): readonly Candidate[] {
  return ranked(
    names.map((text) => ({ text, kind: 'option', detail: 'parameter' })),
    RANK.expected,
  );
}

function whole(typed: string, candidates: readonly Candidate[]): TextCandidates {
  return { candidates, typed };
}

function isInQuotes(condition: string): boolean {
  return (condition.match(/'/g) ?? []).length % 2 === 1;
}
