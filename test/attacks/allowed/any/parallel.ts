// gives: [4,2,2,3]
Promise.all([Employee, Meeting, Project, Assignment].map((entity) => repo(entity).count()))
