// gives: [[1,2],[3,4]]
[0, 2].map((skip) => repo(Employee).createQueryBuilder('e').leftJoinAndSelect('e.meetings', 'm').orderBy('e.id').skip(skip).take(2).getMany().map(({ id }) => id))
