// model: shop
[Customer, Order, Line, Product, Tag, Review, Country].map(entity => entity.count())
