// model: shop
[Customer, Order, Line, Product, Tag, Review].map(entity => entity.findOneBy({ id: 1 }))
