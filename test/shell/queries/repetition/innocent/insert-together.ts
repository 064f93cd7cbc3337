// model: shop
Tag.insert(Array.from({ length: 8 }, (_, i) => ({ name: `New ${i}` })))
