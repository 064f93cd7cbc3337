// model: shop
// notice: 20 × SELECT … FROM tags JOIN product_tags WHERE product_tags.productsId = ? : load them with relations: { tags: true } (of Product)
for (const product of Product.find()) dataSource.createQueryBuilder().relation(Product, 'tags').of(product).loadMany()
