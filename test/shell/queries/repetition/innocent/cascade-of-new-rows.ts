// model: shop
Order.save({ buyer: { id: 1 }, lines: Array.from({ length: 12 }, (_, i) => ({ amount: i })) })
