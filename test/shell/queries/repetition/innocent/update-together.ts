// model: shop
Order.update({ id: In([1, 2, 3, 4, 5, 6]) }, { state: 'paid' })
