#!/bin/sh
# Once, in an empty cluster: the application's own database. Its owner is nobody's superuser; the extensions it
# needs are trusted ones.
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres <<'SQL'
\getenv password APP_DATABASE_PASSWORD
CREATE ROLE popis LOGIN NOSUPERUSER PASSWORD :'password';
CREATE DATABASE popis OWNER popis TEMPLATE template0;
REVOKE ALL ON DATABASE popis FROM PUBLIC;
SQL
