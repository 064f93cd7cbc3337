// model: shop
// notice: 6 × UPDATE orders SET state = ? WHERE id = ? : write them at once: Order.update({ id: In([...]) }, { state: … })
for (let id = 1; id <= 6; id++) Order.update(id, { state: 'paid' })
