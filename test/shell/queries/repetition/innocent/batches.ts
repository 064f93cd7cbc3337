// model: shop
for (let from = 1; from <= 60; from += 10) Line.findBy({ id: In(Array.from({ length: 10 }, (_, i) => from + i)) })
