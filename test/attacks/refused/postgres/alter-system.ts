sql`alter system set work_mem = '5MB'`
