// model: shop
// notice: 8 × SELECT … FROM products JOIN lines JOIN categories WHERE lines.id = ? : load them with relations: { product: true } (of Line)
for (const line of Line.findBy({ id: Between(1, 8) })) dataSource.createQueryBuilder().relation(Line, 'product').of(line).loadOne()
