// model: shop
Tag.save(Array.from({ length: 12 }, (_, i) => ({ name: `New ${i}` })))
