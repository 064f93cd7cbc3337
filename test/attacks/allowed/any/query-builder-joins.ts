// gives: 4
repo(Employee).createQueryBuilder('e').leftJoinAndSelect('e.assignments', 'a').leftJoinAndSelect('a.project', 'p').getMany().length
