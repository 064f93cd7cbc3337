// model: shop
Category.save({ name: 'root', children: Array.from({ length: 8 }, (_, i) => ({ name: `child ${i}` })) })
