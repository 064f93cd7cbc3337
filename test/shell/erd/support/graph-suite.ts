import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Version } from '../../shapes/support/copies';
import { SHAPE_NAMES, shapeGraph, told } from './graphs';

/** What the diagram of some shapes holds, beside columns that say nothing new. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  inheritance: [
    'Content [entity]: id integer PK, createdAt datetime, title varchar, type varchar, areaId? integer FK',
    'Photo [entity, is a Content]: size? varchar',
    'Question [entity, is a Content]: answers? integer, askerId? integer FK',
    'Poll [entity, is a Question]: votes? integer',
    // Concrete inheritance: a table of its own, with everything.
    'Concert [entity]: id integer PK, createdAt datetime, what varchar, band varchar, areaId? integer FK',
    // Area names the property of Content; Content does not name that of Area.
    'Content.area(areaId) many -- Area.contents(id) none or one',
    'photo_people(contentId) many -- Photo.people(id) one CASCADE',
    'photo_people(personId) many -- Person(id) one',
    'Photo is a Content',
    'Question.asker(askerId) many -- Person.questions(id) none or one',
    'Question is a Content',
    'Poll is a Question',
    'Concert.area(areaId) many -- Area(id) none or one',
  ],
  trees: [
    'Folder [entity]: id integer PK, name varchar, mpath? varchar, parentId? integer FK',
    'category_closure [closure, closure table]: id_ancestor integer PK FK, id_descendant integer PK FK',
    'Category.parent(parentId) many -- Category.children(id) none or one',
    'category_closure(id_ancestor) many -- Category(id) one CASCADE',
    'category_closure(id_descendant) many -- Category(id) one CASCADE',
  ],
  composite: [
    'Order [entity]: id integer PK, reference varchar(20) UQ',
    'Zone [entity]: id integer PK, country varchar(2), zip varchar(10)',
    // The relation may be null by its own word, but its column is a key.
    'OrderLine.order(orderId) many -- Order.lines(id) one',
    'line_offers(orderLineOrderId,orderLineProductId) many -- OrderLine.offers(orderId,productId) one CASCADE',
    'Receipt.order(orderId) none or one -- Order.receipt(id) one',
    'Payment.order(order_reference) many -- Order.payments(reference) none or one',
    'Depot.zone(country,zone_zip) many -- Zone.depots(country,zip) none or one',
  ],
  embedded: [
    'Invoice [entity]: number.year integer PK, number.serial integer PK, total integer, customerId? integer FK',
    'Customer.address.town(addressTownid) many -- Town.customers(id) none or one',
    'address_labels(customerId) many -- Customer.address.labels(id) one CASCADE',
    'Customer.address.geo.nearest(addressGeoNearestid) none or one -- Town(id) none or one',
    'Position.invoice(invoiceYear,invoiceSerial) many -- Invoice.positions(number.year,number.serial) none or one',
  ],
  views: [
    'WriterStats [view, view]: id integer PK FK, name , posts ',
    'WriterStats.writer(id) none or one -- Writer(id) one',
    'LongPost.writer(writerId) many -- Writer(id) one',
  ],
  schemas: [
    'OrderLine [entity, order line]: id integer PK, amount integer, shop-id? integer FK',
    'line tags [junction, junction]: orderLineId integer PK FK, tagCode varchar(20) PK FK',
    'Note.tag(tagCode) none or one -- Tag.note(code) none or one',
    'OrderLine.shop(shop-id) many -- Shop.lines(id) none or one',
  ],
  links: [
    'friends(from_id) many -- Member.friends(id) one CASCADE',
    'friends(to_id) many -- Member(id) one',
    'follows(memberId_2) many -- Member.followers(id) one',
    'Member.partner(partnerId) none or one -- Member.partnerOf(id) none or one',
    'club_members(member_nick) many -- Member.clubs(nick) one',
  ],
};

/** The diagram of every shape, by one copy of TypeORM. */
export function graphSuite(version: Version): void {
  for (const [name, lines] of Object.entries(EXPECTED)) {
    test(`the diagram of ${name}, by TypeORM ${version}`, async () => {
      const all = told(await shapeGraph(name, version));
      // TypeORM 0.3 gives the inverse side of a junction table no rule for deletion where 1.x gives one.
      const has = (line: string): boolean =>
        all.some((each) => each.replace(/ CASCADE$/, '') === line || each === line);
      for (const line of lines) assert.ok(has(line), `${line}\nis not in\n${all.join('\n')}`);
    });
  }

  for (const name of SHAPE_NAMES) {
    test(`the diagram of ${name} holds together, by TypeORM ${version}`, async () => {
      const { entities, relations } = await shapeGraph(name, version);
      const ids = entities.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(new Set(relations.map(({ id }) => id)).size, relations.length);
      for (const { kind, from, to } of relations) {
        for (const end of [from, to]) {
          const entity = entities.find(({ id }) => id === end.entity);
          assert.ok(entity, end.entity);
          const { parent } = entity;
          const above = entities.filter(
            ({ id, table }) => id === parent || (parent !== undefined && table === entity.table),
          );
          const has = [entity, ...above].flatMap(({ columns }) => columns.map((column) => column.name));
          if (kind === 'relation') assert.ok(end.columns.length > 0, JSON.stringify(end));
          for (const column of end.columns) assert.ok(has.includes(column), `${end.entity}.${column}`);
          const properties = entity.properties.map((property) => property.name);
          if (end.property !== undefined) assert.ok(properties.includes(end.property), `${end.entity}.${end.property}`);
        }
      }
      // Every property that leads somewhere has a line that begins at it, or is the other side of one.
      for (const { id, properties } of entities)
        for (const { name: property } of properties)
          assert.ok(
            relations.some(({ from, to }) => [from, to].some((end) => end.entity === id && end.property === property)),
            `${id}.${property}`,
          );
    });
  }
}
