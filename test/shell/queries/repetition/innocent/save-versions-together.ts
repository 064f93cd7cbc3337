// model: shop
const items = Product.findBy({ id: Between(1, 8) }); items.forEach(item => item.price++); Product.save(items)
