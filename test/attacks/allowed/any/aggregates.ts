// gives: [150000,75000,50000,100000]
const projects = repo(Project); [projects.sum('budget'), projects.average('budget'), projects.minimum('budget'), projects.maximum('budget')].map(Number)
