// model: shop
// notice: 6 × SELECT … FROM products JOIN categories WHERE products.id = ? : ask once: Product.find({ where: { id: In([...]) }, … })
for (let id = 1; id <= 6; id++) Product.findOneBy({ id })
