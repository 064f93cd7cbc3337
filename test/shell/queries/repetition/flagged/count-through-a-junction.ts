// model: shop
// notice: 8 × SELECT COUNT(…) FROM products JOIN product_tags JOIN tags JOIN categories WHERE tags.id = ? : count them in one query: Tag.createQueryBuilder('t').leftJoin('t.products', 'each').select('t.id').addSelect('COUNT(each.id)').groupBy('t.id').getRawMany()
for (const { id } of Tag.find()) Product.countBy({ tags: { id } })
