// model: shop
// notice: 6 × SELECT … FROM orders JOIN customers WHERE (orders.state = ? AND customers.id = ?) OR (orders.state = ? AND customers.na… : ask once: Order.find({ where: [...] })
for (let id = 1; id <= 6; id++) Order.find({ where: [{ state: 'open', buyer: { id } }, { state: 'paid', buyer: { name: 'a' } }, { state: 'sent', payer: { name: 'b' } }] })
