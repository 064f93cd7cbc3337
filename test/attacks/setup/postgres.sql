CREATE OR REPLACE FUNCTION wipe_plpgsql() RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM assignments; RETURN 1; END $$;
CREATE OR REPLACE FUNCTION wipe_sql() RETURNS void LANGUAGE sql AS 'DELETE FROM assignments';
CREATE OR REPLACE FUNCTION wipe_and_hush() RETURNS text LANGUAGE plpgsql AS
  $$ BEGIN DELETE FROM assignments; RETURN 'deleted'; EXCEPTION WHEN OTHERS THEN RETURN 'nothing'; END $$;
CREATE OR REPLACE FUNCTION set_and_wipe() RETURNS void LANGUAGE plpgsql AS
  $$ BEGIN PERFORM set_config('transaction_read_only', 'off', false); DELETE FROM assignments; END $$;
CREATE OR REPLACE FUNCTION wipe_with_setting() RETURNS void LANGUAGE plpgsql SET transaction_read_only = off AS
  $$ BEGIN DELETE FROM assignments; END $$;
CREATE OR REPLACE FUNCTION set_writable() RETURNS text LANGUAGE plpgsql AS
  $$ BEGIN RETURN set_config('default_transaction_read_only', 'off', false); END $$;
CREATE OR REPLACE PROCEDURE wipe_and_commit() LANGUAGE plpgsql AS
  $$ BEGIN COMMIT; SET TRANSACTION READ WRITE; DELETE FROM assignments; COMMIT; END $$;
CREATE OR REPLACE FUNCTION make_large_object() RETURNS oid LANGUAGE plpgsql AS $$ BEGIN RETURN lo_create(0); END $$;
DROP VIEW IF EXISTS wiping_view;
CREATE VIEW wiping_view AS SELECT wipe_plpgsql() AS wiped;
DROP MATERIALIZED VIEW IF EXISTS counted;
CREATE MATERIALIZED VIEW counted AS SELECT 1 AS n;
SELECT lo_from_bytea(1001, 'kept') WHERE NOT EXISTS (SELECT FROM pg_largeobject_metadata WHERE oid = 1001);
