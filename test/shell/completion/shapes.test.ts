import { completes, shape } from './support/completing';

completes('embedded objects', () => shape('embedded', ['customer = Customer.findOneBy({ id: 1 })']), [
  ['customer.|', 'id name formerly address invoices save …'],
  ['customer.name.|', 'first last full'],
  ['customer.name.full.toU|', ''],
  ['customer.address.|', 'street geo town labels'],
  ['customer.address.geo.la|', 'lat'],
  ['customer.address.geo.nearest.na|', 'name'],
  ['customer.address.town.customers[0].address.st|', 'street'],
  ['customer.address.labels[0].co|', 'code'],
  ['Customer.find({ where: { address: { |', 'street geo town labels'],
  ['Customer.find({ where: { address: { geo: { la|', 'lat'],
  ['Customer.find({ where: { address: { town: { na|', 'name'],
  ['Customer.find({ select: { address: { geo: { |', 'lat lon nearest'],
  ['Customer.find({ relations: { |', 'address invoices'],
  ['Customer.find({ relations: { address: { |', 'geo town labels'],
  ['Customer.find({ relations: { address: { town: { cu|', 'customers'],
  ['Customer.find({ order: { name: { la|', 'last'],
  ["Customer.find({ order: { name: { last: '|", 'ASC DESC'],
  ['Customer.create({ address: { geo: { lo|', 'lon'],
  ['const { address: { town: { na| } } } = customer', 'name'],
  ['Invoice.findOneBy({ number: { |', 'year serial'],
  ["Invoice.sum('|", 'total number.year number.serial'],
]);

completes('single table inheritance', () => shape('inheritance', ['content = Content.findOneBy({ id: 1 })']), [
  ['content.|', 'id createdAt title size area comments people save …'],
  // An object that is known to be a photo, and one that may be of any kind.
  ['Content.find()[0].|', 'id createdAt title area comments size people answers asker votes save …'],
  // What it may have as one of the classes below.
  ['Content.find()[0].si|', 'size'],
  ['Content.find()[0].vo|', 'votes'],
  ['Content.find()[0].peo|', 'people'],
  ['Photo.find()[0].|', 'id createdAt title size area comments people save …'],
  ['Photo.find({ where: { si|', 'size'],
  ['Photo.find({ where: { ans|', ''],
  ['Poll.find({ where: { ans|', 'answers'],
  ['Poll.find()[0].asker.questions[0].ans|', 'answers'],
  ['Area.find()[0].contents[0].ti|', 'title'],
  ['Concert.find()[0].ba|', 'band'],
  ['sql`select vot|', 'votes'],
]);

completes('composite keys', () => shape('composite'), [
  ['OrderLine.find()[0].|', 'orderId productId amount order product discounts offers save …'],
  ['OrderLine.findOneBy({ order|', 'orderId order'],
  ['Payment.find()[0].order|', 'order orderReference'],
  ['OrderLine.find({ where: { order: { receipt: { nu|', 'number'],
  ['sql`select * from line_offers where |', 'orderLineOrderId orderLineProductId offerCode …'],
  ["Rating.sum('|", 'productId stars'],
]);

completes('links of every kind', () => shape('links', ["member = Member.findOneBy({ nick: 'ann' })"]), [
  ['Member.find()[0].friends[0].follows[0].ni|', 'nick'],
  ['Member.find()[0].letters[0].te|', 'text'],
  ['Member.find()[0].letters[0].to.ni|', 'nick'],
  ['Member.find()[0].partner.partnerOf.host.guests[0].ni|', 'nick'],
  ['Club.find()[0].room.house.str|', 'street'],
  ['Member.find({ where: { letters: { copies: { ni|', 'nick'],
  ['Member.find({ relations: { letters: { ans|', 'answers'],
  ["Member.createQueryBuilder('m').leftJoin('m.fr|", 'friends'],
]);

completes('trees', () => shape('trees', ["category = Category.findOneBy({ name: 'leaf' })"]), [
  ['Category.findRo|', 'findRoots'],
  ['Category.findTrees()[0].par|', 'parent'],
  ['Category.findDescendants(category)[0].na|', 'name'],
  ['Category.findAncestorsTree(category).parent.na|', 'name'],
  ['Category.findTrees({ |', 'relations depth'],
  ['category.children[0].parent.children[0].na|', 'name'],
  ['repo(Category).findRo|', 'findRoots'],
  ['sql`select * from cat|', 'category category_closure'],
]);

completes('schemas without a class', () => shape('schemas', ['line = OrderLine.findOneBy({ id: 1 })']), [
  ['OrderL|', 'OrderLine'],
  ['OrderLine.findO|', 'findOne findOneBy findOneByOrFail findOneOrFail'],
  ['line.|', '…'],
  ['line.shop.na|', 'name'],
  ['OrderLine.find()[0].shop.lines[0].tags[0].|', '…'],
  ['OrderLine.find({ where: { shop: { na|', 'name'],
  ["repo('order-line').find()[0].sho|", 'shop'],
]);

completes('views', () => shape('views'), [
  ['WriterStats.find()[0].wri|', 'writer'],
  ['WriterStats.find()[0].writer.posts[0].ti|', 'title'],
  ['sql`select * from writer|', 'writer writer_stats'],
]);

completes('names that databases have to quote', () => shape('tables'), [
  ['sql`select * from |', ['"order"', '"A table!"', '"wish list"']],
  ['sql`select * from "A|', ['A table!']],
  ['sql`select * from "order" where |', ['"group"', '…']],
]);

completes('soft delete, versions', () => shape('lifecycle'), [
  ['Account.find()[0].sec|', 'secret'],
  ['Account.find({ where: { del|', 'deletedAt'],
  ['Account.find({ withDeleted: true, where: { sessions: { bro|', 'browser'],
  ['Account.find()[0].createdAt.getF|', 'getFullYear'],
  ['Account.find()[0].version.toF|', 'toFixed'],
  ['Account.find()[0].profile.mo|', 'motto'],
]);
