// model: shop
Review.delete({ id: In([1, 2, 3, 4, 5, 6]) })
