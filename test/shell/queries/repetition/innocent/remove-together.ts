// model: shop
Review.remove(Review.findBy({ id: Between(1, 10) }))
