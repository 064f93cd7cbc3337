// model: shop
Order.findBy({ id: 1 }); Order.findBy({ state: 'open' }); Order.findBy({ buyer: { id: 1 } }); Order.findBy({ payer: { id: 1 } }); Order.findBy({ id: MoreThan(3) }); Order.findBy({ id: 2, state: 'open' })
