// model: shop
// notice: 20 × SELECT COUNT(…) FROM orders JOIN customers WHERE customers.id = ? : count them in one query: Order.createQueryBuilder('o').select('o.buyer').addSelect('COUNT(*)').groupBy('o.buyer').getRawMany()
for (const { id } of Customer.find()) Order.countBy({ buyer: { id } })
