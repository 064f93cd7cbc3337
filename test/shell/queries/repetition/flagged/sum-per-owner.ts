// model: shop
// notice: 6 × SELECT SUM(…) FROM lines JOIN orders WHERE orders.id = ? : ask once: Line.createQueryBuilder('l').select('l.order').addSelect('SUM(…)').groupBy('l.order').getRawMany()
for (const { id } of Order.findBy({ id: Between(1, 6) })) Line.sum('amount', { order: { id } })
