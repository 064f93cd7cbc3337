// model: shop
// notice: 5 × SELECT … FROM countries WHERE code = ? : ask once: Country.findBy({ code: In([...]) })
for (const code of ['AT', 'BR', 'CZ', 'DK', 'EG']) Country.findOneBy({ code })
