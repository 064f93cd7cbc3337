import ts from 'typescript';
import { isToMany } from '../relations/relation-value';
import type { EntityMetadata } from 'typeorm';
import type { RanInput } from '../ran-input';
import type { RelationLoad } from '../relations/load-trace';
import { inputAt } from './body';
import type { Checked } from './compilation';
import { Edits } from './edits';
import { canSayRelations, sayRelations } from './find-options';
import { Flows, type Given } from './flows';
import { refuseSharedObjects } from './identity';
import type { Place } from './places';
import { repositoryOf, type ProgramEntity } from './program-names';
import { StaleReadings, type Again } from './readings';
import { Receivers } from './receivers';
import { CodeRefusal } from './refusal';
import { refuseWholeEntities } from './reflection';
import { touchPrinted } from './printed';
import { programFunction, type Making } from './rounds';
import type { Slice } from './slice';
import { rootName, walk } from './syntax';
import { orderEntries, relationsText } from './written-options';
import { Writes } from './writes';

/**
 * Loads in the program what touches have loaded in the shell: with the find that gives the entities where its options can say it, else
 * right behind the call, and anew before the first statement that reads it after a write.
 * @param ran all inputs of the session.
 * @returns the changed text
 * @throws CodeRefusal where something was loaded and the text does not tell for what
 */
export function loadTouched(checked: Checked, making: Making, slice: Slice, ran: readonly RanInput[]): string {
  return new RelationsPass(checked, making, slice, ran).apply();
}

class RelationsPass {
  readonly #checked: Checked;
  readonly #making: Making;
  readonly #loads: ReadonlyMap<number, readonly RelationLoad[]>;
  /** The entities of which any relation was loaded in the session. */
  readonly #loadedEver: ReadonlySet<EntityMetadata>;
  readonly #root: ts.Node;
  readonly #receivers: Receivers;
  readonly #writes: Writes;
  readonly #readings: StaleReadings;
  readonly #flows: Flows;
  readonly #edits: Edits;

  constructor(checked: Checked, making: Making, slice: Slice, ran: readonly RanInput[]) {
    this.#loadedEver = new Set(ran.flatMap(({ allLoads }) => allLoads.map(({ relation }) => relation.entityMetadata)));
    const { source, checker } = checked;
    this.#checked = checked;
    this.#making = making;
    this.#loads = new Map(slice.inputs.map(({ index, ran }) => [index, ran.loads]));
    this.#root = programFunction(source);
    this.#receivers = new Receivers(checker, making.names, source);
    const wrote = new Map(slice.inputs.map(({ index, ran }) => [index, ran.wrote]));
    this.#writes = new Writes(
      this.#root,
      checker,
      this.#receivers,
      (node) => wrote.get(inputAt(source.text, node.pos)) === true,
    );
    this.#readings = new StaleReadings(this.#writes, checker);
    this.#flows = new Flows(this.#root, checker, this.#receivers, this.#readings);
    this.#edits = new Edits(source);
  }

  apply(): string {
    this.#addPrinted();
    for (const again of [...this.#readings.found].reverse()) this.#decide(again);
    refuseSharedObjects(this.#root, this.#checked.checker, this.#flows);
    refuseWholeEntities(this.#root, {
      checker: this.#checked.checker,
      flows: this.#flows,
      receivers: this.#receivers,
      loaded: this.#loadedEver,
    });
    this.#refuseUnknown();
    for (const again of this.#readings.found) this.#readAgain(again);
    for (const given of this.#flows.given) this.#load(given);
    this.#openLists();
    return this.#edits.apply();
  }

  /** What is turned into text is loaded as far as its class prints it. */
  #addPrinted(): void {
    const touch = (node: ts.Node, how: 'text' | 'log'): void => {
      for (const place of this.#flows.at(node)) if (place.kind !== 'made') touchPrinted(place, how);
    };
    walk(this.#root, (node) => {
      if (ts.isTemplateSpan(node) && !ts.isTaggedTemplateExpression(node.parent.parent)) touch(node.expression, 'text');
      else if (ts.isCallExpression(node) && /^(?:console\.\w+|String)$/.test(node.expression.getText()))
        for (const argument of node.arguments) touch(argument, node.expression.getText() === 'String' ? 'text' : 'log');
    });
  }

  /** What was loaded and is not touched anywhere in the program. */
  #unknown(): RelationLoad['relation'][] {
    const touched = new Set<unknown>();
    for (const { place } of this.#flows.given) for (const each of place.all()) touched.add(each.relation);
    for (const { places } of this.#readings.found)
      for (const place of places.values()) for (const each of place.all()) touched.add(each.relation);
    const loaded = new Set([...this.#loads.values()].flat().map(({ relation }) => relation));
    return [...loaded].filter((relation) => !touched.has(relation));
  }

  #refuseUnknown(): void {
    const [relation] = this.#unknown();
    if (relation !== undefined)
      throw new CodeRefusal(
        `${relation.entityMetadata.name}.${relation.propertyPath} was loaded, and it cannot be told for which entities.`,
        `Give what it is read from a type: (one: ${relation.entityMetadata.name}) => …`,
      );
  }

  /** What was not loaded again after the write is what it was before. */
  #decide({ places, use, before }: Again): void {
    for (const [from, now] of places) {
      if (now.below.length === 0) continue;
      if (this.#wasLoadedAgain(now, use)) {
        if (before === undefined)
          throw new CodeRefusal(
            `${use.text} is read after a write in the same statement, and has to be read anew there.`,
            'Write the write, and what comes after it, as statements of their own.',
          );
      } else {
        from.addBelow(now);
        now.clear();
      }
    }
  }

  #wasLoadedAgain(place: Place, use: ts.Node): boolean {
    const { source } = this.#checked;
    const input = inputAt(source.text, use.pos);
    const loads = this.#loads.get(input) ?? [];
    const isWrittenInIt = this.#writes.within(this.#root).some((write) => inputAt(source.text, write.pos) === input);
    return [...place.all()].some((each) =>
      loads.some(({ relation, afterWrite }) => relation === each.relation && (afterWrite || !isWrittenInIt)),
    );
  }

  #readAgain({ places, variable, before, isList }: Again): void {
    for (const place of places.values()) {
      if (place.below.length === 0 || before === undefined) continue;
      const text = isList ? `await ${this.#loading(place, variable)}` : this.#finding(place, variable);
      this.#edits.wrap(before, `\n// Read again after the write.\n${text};\n`);
    }
  }

  /** A find that gives a variable's entity what it leads to now. */
  #finding(place: Place, variable: string): string {
    const entity = this.#entityOf(place);
    const { primaryColumns } = place.metadata;
    const key = primaryColumns.map(({ propertyPath: path }) => `${path}: ${variable}.${path}`).join(', ');
    if (primaryColumns.some(({ propertyPath }) => propertyPath.includes('.')))
      throw new CodeRefusal(`the key of ${place.metadata.name} is in an embedded object, and it is read anew.`);
    const order = orderEntries(place);
    const sorted = order.length === 0 ? '' : `order: { ${order.join(', ')} },\n`;
    const find = `await ${repositoryOf(entity, this.#making.names.dataSource)}.findOneOrFail({
      where: { ${key} },
      relations: ${relationsText(place)},
      ${sorted}})`;
    const names = place.below.map(({ name }) => name);
    const [only] = names;
    if (names.length === 1) return `${variable}.${only} = (${find}).${only}`;
    return `({ ${names.map((name) => `${name}: ${variable}.${name}`).join(', ')} } = ${find})`;
  }

  #entityOf(place: Place): ProgramEntity {
    const { names } = this.#making;
    const entity = [...names.entities.values()].find(({ metadata }) => metadata === place.metadata);
    if (entity === undefined) throw new CodeRefusal(`${place.metadata.name} has no name in a program.`);
    if (place.below.some(({ isEmbedded }) => isEmbedded))
      throw new CodeRefusal(`a relation in an embedded object of ${place.metadata.name} is read anew.`);
    return entity;
  }

  #load(given: Given): void {
    const { place, call } = given;
    if (place.below.length === 0 || place.kind === 'made') return;
    if (place.kind === 'find' && canSayRelations(given, this.#receivers, this.#checked.checker))
      return sayRelations(given, this.#receivers, this.#edits);
    if (/AndCount|AndEntities/.test(call.expression.getText()))
      throw new CodeRefusal(`what ${call.getText().slice(0, 40)}… gives is a pair, and relations of it are read.`);
    const waited = ts.isAwaitExpression(call.parent) ? call.parent : call;
    const [before, after] = this.#loading(place, '\n').split('\n');
    this.#edits.wrap(waited, `await ${before}`, after);
  }

  #loading(place: Place, entities: string): string {
    const entity = this.#entityOf(place);
    this.#making.draft.helpers.add('loadRelations');
    const order = orderEntries(place);
    const sorted = order.length === 0 ? '' : `, { ${order.join(', ')} }`;
    return `loadRelations(${entity.expression}, ${entities}, ${relationsText(place)}${sorted})`;
  }

  /** An entity that was never saved has an empty list in the shell, and nothing in a program. */
  #openLists(): void {
    const opened = new Set<string>();
    for (const { node, place, name } of this.#flows.readsOfMade) {
      const { relation } = place;
      if (relation === undefined || this.#isGiven(node, name)) continue;
      const variable = rootName(node.expression);
      const before = ts.findAncestor(node, (each): each is ts.Statement => ts.isStatement(each) && !ts.isBlock(each));
      if (variable === undefined || node.expression !== variable || before === undefined)
        throw new CodeRefusal(
          `${name} of an entity that is not saved is read.`,
          'Put the entity into a variable first.',
        );
      const text = `${variable.text}.${name} ??= ${isToMany(relation) ? '[]' : 'null'};\n`;
      if (!opened.has(text)) this.#edits.wrap(before, text);
      opened.add(text);
    }
  }

  #isGiven(node: ts.PropertyAccessExpression, name: string): boolean {
    let given = false;
    walk(this.#root, (each) => {
      const isName =
        (ts.isPropertyAssignment(each) || ts.isShorthandPropertyAssignment(each)) && each.name.getText() === name;
      const isAssigned =
        ts.isPropertyAccessExpression(each) &&
        each.name.text === name &&
        ts.isBinaryExpression(each.parent) &&
        each.parent.left === each;
      if ((isName || isAssigned) && each.pos < node.pos) given = true;
      return !given;
    });
    return given;
  }
}
