// model: shop
// notice: 6 × SELECT … FROM countries WHERE code = ? : keep the answer in a variable
for (let i = 0; i < 6; i++) Country.findOneBy({ code: 'AT' })
