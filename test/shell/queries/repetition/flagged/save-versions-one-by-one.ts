// model: shop
// notice: 6 × UPDATE products SET price = ? WHERE id = ? : save them together: Product.save([...])
for (const product of Product.findBy({ id: Between(1, 6) })) { product.price++; product.save() }
