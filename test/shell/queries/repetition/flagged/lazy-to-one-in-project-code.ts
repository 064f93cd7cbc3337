// model: shop
// notice: 12 × SELECT … FROM customers JOIN reviews WHERE reviews.id = ? : load them with relations: { customer: true } (of Review)
project.lazyCustomers()
