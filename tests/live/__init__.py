# How the connection that a worker's parent process holds is known in pg_stat_activity.
NAME_OF_PARENT = "SET application_name TO 'parent'"
