// model: shop
// notice: 6 × UPDATE orders SET state = ? WHERE buyerId = ? : write them at once: Order.update({ buyer: { id: In([...]) } }, { state: … })
for (let id = 1; id <= 6; id++) Order.update({ buyer: { id } }, { state: 'paid' })
