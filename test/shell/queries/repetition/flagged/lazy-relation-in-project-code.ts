// model: shop
// notice: 20 × SELECT … FROM reviews WHERE customerId = ? : load them with relations: { reviews: true } (of Customer)
project.lazyReviews()
