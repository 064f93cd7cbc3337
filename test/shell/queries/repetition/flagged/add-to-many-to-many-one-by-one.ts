// model: shop
// notice: 6 × INSERT INTO product_tags … : save them together: Product.save([...])
for (let id = 3; id <= 8; id++) dataSource.createQueryBuilder().relation(Product, 'tags').of(12).add(id)
