// model: shop
// notice: 6 × SELECT … FROM orders WHERE id = ? : ask once: Order.findBy({ id: In([...]) })
// notice: 6 × SELECT … FROM customers JOIN orders WHERE orders.id = ? : load them with relations: { buyer: true } (of Order)
for (let id = 1; id <= 6; id++) Order.findOneBy({ id }).buyer.name
