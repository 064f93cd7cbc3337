// model: shop
// notice: 5 × SELECT COUNT(…) FROM orders WHERE state = ? : count them in one query: Order.createQueryBuilder('o').select('o.state').addSelect('COUNT(*)').groupBy('o.state').getRawMany()
for (const state of ['open', 'paid', 'sent', 'back', 'lost']) Order.countBy({ state })
