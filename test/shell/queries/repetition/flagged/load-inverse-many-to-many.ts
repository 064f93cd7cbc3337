// model: shop
// notice: 8 × SELECT … FROM products JOIN product_tags JOIN categories WHERE product_tags.tagsId = ? : load them with relations: { products: true } (of Tag)
for (const tag of Tag.find()) dataSource.createQueryBuilder().relation(Tag, 'products').of(tag).loadMany()
