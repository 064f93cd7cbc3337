// model: shop
const product = Product.findOne({ where: { id: 1 }, relations: { tags: true } }); product.tags = Tag.find(); product.save(); product.tags = []; product.save()
