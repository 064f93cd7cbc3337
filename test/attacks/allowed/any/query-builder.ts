// gives: ["Sasha Hao"]
repo(Employee).createQueryBuilder('e').where('e.name like :name', { name: 'Sasha%' }).getMany().map(({ name }) => name)
