// model: shop
Customer.find({ relations: { bought: { lines: { product: true } }, country: true, card: true }, relationLoadStrategy: 'query' })
