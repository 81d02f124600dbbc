-- PostgreSQL's system catalogs as views over the emulator's own tables (../catalog.sql). What each column means is told in
-- postgresql.org/docs/15/catalogs.html and information-schema.html. A block of lines that begin with "--:" names a view
-- and its columns' types; the query below it fills them. Object identifiers: tables, views, sequences and enums have
-- their own; constraints 50000000 + 100 * table + ordinal; indexes 90000000 + 100 * table + ordinal.

--: pg_catalog.pg_namespace (oid oid, nspname name, nspowner oid)
SELECT CASE name WHEN 'public' THEN 2200 ELSE 15000 + rowid END, name, 10 FROM emulator_schema
UNION ALL SELECT 11, 'pg_catalog', 10
UNION ALL SELECT 13000, 'information_schema', 10
--: pg_catalog.pg_type (oid oid, typname name, typnamespace oid, typlen smallint, typtype internal_char,
--:   typcategory internal_char, typelem oid, typarray oid, typrelid oid, typbasetype oid, typnotnull boolean,
--:   typtypmod integer, typcollation oid)
SELECT column1, column2, 11, column3, 'b', column4, column5, column6, 0, 0, 0, -1,
       CASE column4 WHEN 'S' THEN 100 ELSE 0 END
FROM (VALUES (16, 'bool', 1, 'B', 0, 1000), (17, 'bytea', -1, 'U', 0, 1001), (18, 'char', 1, 'Z', 0, 1002),
             (19, 'name', 64, 'S', 18, 1003), (20, 'int8', 8, 'N', 0, 1016), (21, 'int2', 2, 'N', 0, 1005),
             (23, 'int4', 4, 'N', 0, 1007), (25, 'text', -1, 'S', 0, 1009), (26, 'oid', 4, 'N', 0, 1028),
             (114, 'json', -1, 'U', 0, 199), (700, 'float4', 4, 'N', 0, 1021), (701, 'float8', 8, 'N', 0, 1022),
             (1042, 'bpchar', -1, 'S', 0, 1014), (1043, 'varchar', -1, 'S', 0, 1015), (1082, 'date', 4, 'D', 0, 1182),
             (1083, 'time', 8, 'D', 0, 1183), (1114, 'timestamp', 8, 'D', 0, 1115),
             (1184, 'timestamptz', 8, 'D', 0, 1185), (1186, 'interval', 16, 'T', 0, 1187),
             (1266, 'timetz', 12, 'D', 0, 1270), (1560, 'bit', -1, 'V', 0, 1561), (1562, 'varbit', -1, 'V', 0, 1563),
             (1700, 'numeric', -1, 'N', 0, 1231), (2950, 'uuid', 16, 'U', 0, 2951), (3802, 'jsonb', -1, 'U', 0, 3807),
             (1000, '_bool', -1, 'A', 16, 0), (1001, '_bytea', -1, 'A', 17, 0), (1003, '_name', -1, 'A', 19, 0),
             (1016, '_int8', -1, 'A', 20, 0), (1005, '_int2', -1, 'A', 21, 0), (1007, '_int4', -1, 'A', 23, 0),
             (1009, '_text', -1, 'A', 25, 0), (199, '_json', -1, 'A', 114, 0), (1021, '_float4', -1, 'A', 700, 0),
             (1022, '_float8', -1, 'A', 701, 0), (1014, '_bpchar', -1, 'A', 1042, 0),
             (1015, '_varchar', -1, 'A', 1043, 0), (1182, '_date', -1, 'A', 1082, 0),
             (1183, '_time', -1, 'A', 1083, 0), (1115, '_timestamp', -1, 'A', 1114, 0),
             (1185, '_timestamptz', -1, 'A', 1184, 0), (1187, '_interval', -1, 'A', 1186, 0),
             (1231, '_numeric', -1, 'A', 1700, 0), (2951, '_uuid', -1, 'A', 2950, 0), (3807, '_jsonb', -1, 'A', 3802, 0))
UNION ALL
SELECT e.id, e.name, n.oid, 4, 'e', 'E', 0, 0, 0, 0, 0, -1, 0
FROM emulator_enum e JOIN "pg_catalog.pg_namespace" n ON n.nspname = e.schema
--: pg_catalog.pg_enum (oid oid, enumtypid oid, enumsortorder real, enumlabel name)
SELECT 70000000 + 100 * enum_id + ordinal, enum_id, CAST(ordinal AS REAL), label FROM emulator_enum_label
--: pg_catalog.pg_class (oid oid, relname name, relnamespace oid, reltype oid, relowner oid, relam oid, relfilenode oid,
--:   reltablespace oid, relpages integer, reltuples real, relhasindex boolean, relisshared boolean,
--:   relpersistence internal_char, relkind internal_char, relnatts smallint, relchecks smallint, relhasrules boolean,
--:   relhastriggers boolean, relhassubclass boolean, relrowsecurity boolean, relforcerowsecurity boolean,
--:   relispartition boolean, relreplident internal_char)
SELECT o.id, o.name, n.oid, 0, 10, o.am, o.id, 0, 0, -1.0, o.has_index, 0, 'p', o.kind, o.columns, o.checks, 0, 0, 0, 0, 0, 0,
       'd'
FROM (SELECT t.id AS id, t.schema AS schema, t.name AS name, 'r' AS kind, 2 AS am,
             EXISTS (SELECT 1 FROM emulator_index i WHERE i.table_id = t.id) AS has_index,
             (SELECT count(*) FROM emulator_column c WHERE c.table_id = t.id) AS columns,
             (SELECT count(*) FROM emulator_constraint c WHERE c.table_id = t.id AND c.kind = 'check') AS checks
      FROM emulator_table t
      UNION ALL SELECT id, schema, name, 'v', 0, 0, (SELECT count(*) FROM emulator_view_column WHERE view_id = v.id), 0
      FROM emulator_view v
      UNION ALL SELECT id, schema, name, 'S', 0, 0, 3, 0 FROM emulator_sequence WHERE NOT is_hidden
      UNION ALL SELECT 90000000 + 100 * i.table_id + i.ordinal, t.schema, i.name, 'i', 403, 0,
                       (SELECT count(*) FROM emulator_index_part p
                        WHERE p.table_id = i.table_id AND p.index_ordinal = i.ordinal), 0
      FROM emulator_index i JOIN emulator_table t ON t.id = i.table_id
      UNION ALL SELECT 50000000 + 100 * c.table_id + c.ordinal, t.schema, c.name, 'i', 403, 0,
                       (SELECT count(*) FROM emulator_constraint_column p
                        WHERE p.table_id = c.table_id AND p.constraint_ordinal = c.ordinal), 0
      FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id
      WHERE c.kind IN ('primary_key', 'unique')) o
JOIN "pg_catalog.pg_namespace" n ON n.nspname = o.schema
--: pg_catalog.pg_attribute (attrelid oid, attname name, atttypid oid, attstattarget integer, attlen smallint,
--:   attnum smallint, attndims integer, atttypmod integer, attnotnull boolean, atthasdef boolean,
--:   attidentity internal_char, attgenerated internal_char, attisdropped boolean, attislocal boolean, attcollation oid)
SELECT c.table_id, c.name, coalesce(e.oid, t.oid, 25), -1, coalesce(t.typlen, -1), c.id, c.type = 'unknown[]',
       CASE WHEN c.type IN ('varchar', 'char') AND c.length >= 0 THEN c.length + 4
            WHEN c.type = 'decimal' AND c.length >= 0 THEN c.length * 65536 + max(c.scale, 0) + 4
            WHEN c.type IN ('time', 'timetz', 'timestamp', 'timestamptz') AND c.scale >= 0 THEN c.scale
            ELSE -1 END,
       c.not_null, c.default_text IS NOT NULL OR c.generated_text IS NOT NULL,
       CASE c.identity WHEN 'always' THEN 'a' WHEN 'by_default' THEN 'd' ELSE '' END,
       CASE WHEN c.generated_text IS NOT NULL THEN 's' ELSE '' END, 0, 1, coalesce(t.typcollation, 0)
FROM emulator_column c
LEFT JOIN "pg_catalog.pg_type" t ON t.typname = c.metadata_name AND t.typtype = 'b'
LEFT JOIN "pg_catalog.pg_type" e ON c.type = 'enum' AND e.typtype = 'e' AND e.typname = c.metadata_name
UNION ALL
SELECT c.view_id, c.name, coalesce(t.oid, 25), -1, coalesce(t.typlen, -1), c.ordinal, 0, -1, 0, 0, '', '', 0, 1,
       coalesce(t.typcollation, 0)
FROM emulator_view_column c LEFT JOIN "pg_catalog.pg_type" t ON t.typname = c.metadata_name
--: pg_catalog.pg_attrdef (oid oid, adrelid oid, adnum smallint, adbin text)
SELECT 60000000 + 100 * table_id + id, table_id, id, coalesce(generated_text, default_text) FROM emulator_column
WHERE default_text IS NOT NULL OR generated_text IS NOT NULL
--: pg_catalog.pg_constraint (oid oid, conname name, connamespace oid, contype internal_char, condeferrable boolean,
--:   condeferred boolean, convalidated boolean, conrelid oid, contypid oid, conindid oid, confrelid oid,
--:   confupdtype internal_char, confdeltype internal_char, confmatchtype internal_char, conislocal boolean,
--:   conkey smallint[], confkey smallint[])
SELECT 50000000 + 100 * c.table_id + c.ordinal, c.name, n.oid,
       CASE c.kind WHEN 'primary_key' THEN 'p' WHEN 'unique' THEN 'u' WHEN 'check' THEN 'c' ELSE 'f' END,
       c.is_deferrable, c.initially_deferred, 1, c.table_id, 0,
       CASE WHEN c.kind IN ('primary_key', 'unique') THEN 50000000 + 100 * c.table_id + c.ordinal ELSE 0 END,
       c.referenced_table, CASE c.kind WHEN 'foreign_key' THEN
         CASE c.on_update WHEN 'NO ACTION' THEN 'a' WHEN 'RESTRICT' THEN 'r' WHEN 'CASCADE' THEN 'c'
                          WHEN 'SET NULL' THEN 'n' ELSE 'd' END ELSE ' ' END,
       CASE c.kind WHEN 'foreign_key' THEN
         CASE c.on_delete WHEN 'NO ACTION' THEN 'a' WHEN 'RESTRICT' THEN 'r' WHEN 'CASCADE' THEN 'c'
                          WHEN 'SET NULL' THEN 'n' ELSE 'd' END ELSE ' ' END,
       CASE c.kind WHEN 'foreign_key' THEN 's' ELSE ' ' END, 1,
       (SELECT '{' || group_concat(column_id) || '}' FROM (
          SELECT column_id FROM emulator_constraint_column k
          WHERE k.table_id = c.table_id AND k.constraint_ordinal = c.ordinal ORDER BY k.ordinal)),
       CASE c.kind WHEN 'foreign_key' THEN (SELECT '{' || group_concat(referenced_column) || '}' FROM (
          SELECT referenced_column FROM emulator_constraint_column k
          WHERE k.table_id = c.table_id AND k.constraint_ordinal = c.ordinal ORDER BY k.ordinal)) END
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id
JOIN "pg_catalog.pg_namespace" n ON n.nspname = t.schema
--: pg_catalog.pg_index (indexrelid oid, indrelid oid, indnatts smallint, indnkeyatts smallint, indisunique boolean,
--:   indisprimary boolean, indisexclusion boolean, indimmediate boolean, indisclustered boolean, indisvalid boolean,
--:   indisready boolean, indislive boolean, indkey smallint[], indpred text)
SELECT 90000000 + 100 * i.table_id + i.ordinal, i.table_id, count(*), count(*), i.is_unique, 0, 0, 1, 0, 1, 1, 1,
       '{' || group_concat(p.column_id) || '}', nullif(i.where_text, '')
FROM emulator_index i
JOIN (SELECT * FROM emulator_index_part ORDER BY table_id, index_ordinal, ordinal) p
  ON p.table_id = i.table_id AND p.index_ordinal = i.ordinal
GROUP BY i.table_id, i.ordinal
UNION ALL
SELECT c.conindid, c.conrelid, (SELECT count(*) FROM emulator_constraint_column k
          WHERE k.table_id = c.conrelid AND 50000000 + 100 * k.table_id + k.constraint_ordinal = c.oid),
       (SELECT count(*) FROM emulator_constraint_column k
          WHERE k.table_id = c.conrelid AND 50000000 + 100 * k.table_id + k.constraint_ordinal = c.oid),
       1, c.contype = 'p', 0, 1, 0, 1, 1, 1, c.conkey, NULL
FROM "pg_catalog.pg_constraint" c WHERE c.conindid <> 0
--: pg_catalog.pg_description (objoid oid, classoid oid, objsubid integer, description text)
SELECT id, 1259, 0, comment FROM emulator_table WHERE comment <> ''
UNION ALL SELECT table_id, 1259, id, comment FROM emulator_column WHERE comment <> ''
--: pg_catalog.pg_sequence (seqrelid oid, seqtypid oid, seqstart bigint, seqincrement bigint, seqmax bigint,
--:   seqmin bigint, seqcache bigint, seqcycle boolean)
SELECT id, CASE type WHEN 'smallint' THEN 21 WHEN 'integer' THEN 23 ELSE 20 END, start, increment, maximum, minimum,
       cache, cycle
FROM emulator_sequence WHERE NOT is_hidden
--: pg_catalog.pg_sequences (schemaname name, sequencename name, sequenceowner name, data_type text, start_value bigint,
--:   min_value bigint, max_value bigint, increment_by bigint, cycle boolean, cache_size bigint)
SELECT schema, name, 'postgres', type, start, minimum, maximum, increment, cycle, cache FROM emulator_sequence
WHERE NOT is_hidden
--: pg_catalog.pg_depend (classid oid, objid oid, objsubid integer, refclassid oid, refobjid oid, refobjsubid integer,
--:   deptype internal_char)
SELECT 1259, s.id, 0, 1259, s.owner_table, s.owner_column,
       CASE WHEN c.identity IN ('always', 'by_default') THEN 'i' ELSE 'a' END
FROM emulator_sequence s JOIN emulator_column c ON c.table_id = s.owner_table AND c.id = s.owner_column
WHERE NOT s.is_hidden
--: pg_catalog.pg_am (oid oid, amname name, amtype internal_char)
VALUES (2, 'heap', 't'), (403, 'btree', 'i'), (405, 'hash', 'i'), (783, 'gist', 'i'), (2742, 'gin', 'i')
--: pg_catalog.pg_collation (oid oid, collname name, collnamespace oid)
VALUES (100, 'default', 11), (950, 'C', 11), (951, 'POSIX', 11)
--: pg_catalog.pg_database (oid oid, datname name, datdba oid, encoding integer, datcollate text, datctype text,
--:   datistemplate boolean, datallowconn boolean)
SELECT 5, database, 10, 6, 'en_US.UTF-8', 'en_US.UTF-8', 0, 1 FROM emulator_state
--: pg_catalog.pg_roles (oid oid, rolname name, rolsuper boolean, rolinherit boolean, rolcreaterole boolean,
--:   rolcreatedb boolean, rolcanlogin boolean, rolreplication boolean, rolconnlimit integer, rolbypassrls boolean)
VALUES (10, 'postgres', 0, 1, 1, 1, 1, 0, -1, 0)
--: pg_catalog.pg_user (usename name, usesysid oid, usecreatedb boolean, usesuper boolean)
VALUES ('postgres', 10, 1, 0)
--: pg_catalog.pg_extension (oid oid, extname name, extowner oid, extnamespace oid, extversion text)
VALUES (13500, 'plpgsql', 10, 11, '1.0')
--: pg_catalog.pg_settings (name text, setting text)
SELECT name, value FROM emulator_setting
--: pg_catalog.pg_tables (schemaname name, tablename name, tableowner name, tablespace name, hasindexes boolean,
--:   hasrules boolean, hastriggers boolean, rowsecurity boolean)
SELECT t.schema, t.name, 'postgres', NULL, EXISTS (SELECT 1 FROM emulator_index i WHERE i.table_id = t.id)
         OR EXISTS (SELECT 1 FROM emulator_constraint c WHERE c.table_id = t.id AND c.kind IN ('primary_key', 'unique')),
       0, 0, 0
FROM emulator_table t
--: pg_catalog.pg_views (schemaname name, viewname name, viewowner name, definition text)
SELECT schema, name, 'postgres', text FROM emulator_view
--: pg_catalog.emulator_definitions (oid oid, definition text)
SELECT 50000000 + 100 * c.table_id + c.ordinal,
       CASE c.kind
         WHEN 'check' THEN 'CHECK ((' || c.check_text || '))'
         WHEN 'primary_key' THEN 'PRIMARY KEY (' || k.names || ')'
         WHEN 'unique' THEN 'UNIQUE (' || k.names || ')'
         ELSE 'FOREIGN KEY (' || k.names || ') REFERENCES ' || r.name || '(' || k.referenced || ')' ||
              CASE c.on_update WHEN 'NO ACTION' THEN '' ELSE ' ON UPDATE ' || c.on_update END ||
              CASE c.on_delete WHEN 'NO ACTION' THEN '' ELSE ' ON DELETE ' || c.on_delete END
       END || CASE WHEN c.is_deferrable THEN ' DEFERRABLE' ELSE '' END ||
       CASE WHEN c.initially_deferred THEN ' INITIALLY DEFERRED' ELSE '' END
FROM emulator_constraint c
LEFT JOIN emulator_table r ON r.id = c.referenced_table
LEFT JOIN (SELECT p.table_id, p.constraint_ordinal, group_concat(own.name, ', ') AS names,
                  group_concat(other.name, ', ') AS referenced
           FROM (SELECT * FROM emulator_constraint_column ORDER BY table_id, constraint_ordinal, ordinal) p
           JOIN emulator_constraint pc ON pc.table_id = p.table_id AND pc.ordinal = p.constraint_ordinal
           JOIN emulator_column own ON own.table_id = p.table_id AND own.id = p.column_id
           LEFT JOIN emulator_column other
             ON other.table_id = pc.referenced_table AND other.id = p.referenced_column
           GROUP BY p.table_id, p.constraint_ordinal) k
  ON k.table_id = c.table_id AND k.constraint_ordinal = c.ordinal
UNION ALL
SELECT 90000000 + 100 * i.table_id + i.ordinal,
       'CREATE ' || CASE WHEN i.is_unique THEN 'UNIQUE ' ELSE '' END || 'INDEX ' || i.name || ' ON ' || t.schema || '.' ||
       t.name || ' USING ' || CASE i.method WHEN '' THEN 'btree' ELSE i.method END || ' (' ||
       (SELECT group_concat(part, ', ') FROM (
          SELECT coalesce(c.name, '(' || p.text || ')') || CASE WHEN p.descending THEN ' DESC' ELSE '' END AS part
          FROM emulator_index_part p LEFT JOIN emulator_column c ON c.table_id = p.table_id AND c.id = p.column_id
          WHERE p.table_id = i.table_id AND p.index_ordinal = i.ordinal ORDER BY p.ordinal)) || ')' ||
       CASE i.where_text WHEN '' THEN '' ELSE ' WHERE (' || i.where_text || ')' END
FROM emulator_index i JOIN emulator_table t ON t.id = i.table_id
UNION ALL
SELECT 50000000 + 100 * c.table_id + c.ordinal + 1000000000,
       'CREATE UNIQUE INDEX ' || c.name || ' ON ' || t.schema || '.' || t.name || ' USING btree (' ||
       (SELECT group_concat(name, ', ') FROM (
          SELECT own.name AS name FROM emulator_constraint_column p
          JOIN emulator_column own ON own.table_id = p.table_id AND own.id = p.column_id
          WHERE p.table_id = c.table_id AND p.constraint_ordinal = c.ordinal ORDER BY p.ordinal)) || ')'
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id WHERE c.kind IN ('primary_key', 'unique')
--: pg_catalog.pg_indexes (schemaname name, tablename name, indexname name, tablespace name, indexdef text)
SELECT t.schema, t.name, i.name, NULL, d.definition
FROM emulator_index i JOIN emulator_table t ON t.id = i.table_id
JOIN "pg_catalog.emulator_definitions" d ON d.oid = 90000000 + 100 * i.table_id + i.ordinal
UNION ALL
SELECT t.schema, t.name, c.name, NULL, d.definition
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id
JOIN "pg_catalog.emulator_definitions" d ON d.oid = 1050000000 + 100 * c.table_id + c.ordinal
WHERE c.kind IN ('primary_key', 'unique')
--: information_schema.schemata (catalog_name name, schema_name name, schema_owner name,
--:   default_character_set_catalog name, default_character_set_schema name, default_character_set_name name)
SELECT s.database, n.nspname, 'postgres', NULL, NULL, NULL FROM "pg_catalog.pg_namespace" n, emulator_state s
--: information_schema.tables (table_catalog name, table_schema name, table_name name, table_type varchar,
--:   self_referencing_column_name name, reference_generation varchar, is_insertable_into varchar, is_typed varchar,
--:   commit_action varchar)
SELECT s.database, t.schema, t.name, t.kind, NULL, NULL, CASE t.kind WHEN 'VIEW' THEN 'NO' ELSE 'YES' END, 'NO', NULL
FROM (SELECT schema, name, 'BASE TABLE' AS kind FROM emulator_table
      UNION ALL SELECT schema, name, 'VIEW' FROM emulator_view) t, emulator_state s
--: information_schema.columns (table_catalog name, table_schema name, table_name name, column_name name,
--:   ordinal_position integer, column_default text, is_nullable varchar, data_type text,
--:   character_maximum_length integer, character_octet_length integer, numeric_precision integer,
--:   numeric_precision_radix integer, numeric_scale integer, datetime_precision integer, interval_type text,
--:   collation_name name, udt_catalog name, udt_schema name, udt_name name, is_self_referencing varchar,
--:   is_identity varchar, identity_generation text, identity_start text, identity_increment text,
--:   identity_maximum text, identity_minimum text, identity_cycle varchar, is_generated varchar,
--:   generation_expression text, is_updatable varchar)
SELECT s.database, c.schema, c.table_name, c.name, c.position, c.default_text, CASE WHEN c.not_null THEN 'NO' ELSE 'YES' END,
       CASE WHEN c.metadata_name LIKE '\_%' ESCAPE '\' THEN 'ARRAY'
            WHEN c.type = 'enum' THEN 'USER-DEFINED'
            WHEN instr(c.spelled, '(') = 0 THEN c.spelled
            ELSE substr(c.spelled, 1, instr(c.spelled, '(') - 1) || substr(c.spelled, instr(c.spelled, ')') + 1) END,
       CASE WHEN c.metadata_name IN ('varchar', 'bpchar', 'bit', 'varbit') AND c.length >= 0 THEN c.length END,
       CASE WHEN c.metadata_name IN ('varchar', 'bpchar') AND c.length >= 0 THEN 4 * c.length
            WHEN c.metadata_name IN ('varchar', 'bpchar', 'text') THEN 1073741824 END,
       CASE c.metadata_name WHEN 'int2' THEN 16 WHEN 'int4' THEN 32 WHEN 'int8' THEN 64 WHEN 'float4' THEN 24
                            WHEN 'float8' THEN 53 WHEN 'numeric' THEN nullif(c.length, -1) END,
       CASE WHEN c.metadata_name IN ('int2', 'int4', 'int8', 'float4', 'float8') THEN 2
            WHEN c.metadata_name = 'numeric' THEN 10 END,
       CASE WHEN c.metadata_name IN ('int2', 'int4', 'int8') THEN 0
            WHEN c.metadata_name = 'numeric' AND c.length >= 0 THEN max(c.scale, 0) END,
       CASE WHEN c.metadata_name = 'date' THEN 0
            WHEN c.metadata_name IN ('time', 'timetz', 'timestamp', 'timestamptz', 'interval')
            THEN CASE WHEN c.scale >= 0 THEN c.scale ELSE 6 END END,
       NULL, NULL, s.database, CASE c.type WHEN 'enum' THEN c.schema ELSE 'pg_catalog' END, c.metadata_name, 'NO',
       CASE WHEN c.identity IN ('always', 'by_default') THEN 'YES' ELSE 'NO' END,
       CASE c.identity WHEN 'always' THEN 'ALWAYS' WHEN 'by_default' THEN 'BY DEFAULT' END,
       CAST(q.start AS TEXT), CAST(q.increment AS TEXT), CAST(q.maximum AS TEXT), CAST(q.minimum AS TEXT),
       CASE WHEN q.cycle THEN 'YES' ELSE 'NO' END,
       CASE WHEN c.generated_text IS NULL THEN 'NEVER' ELSE 'ALWAYS' END, c.generated_text,
       CASE WHEN c.is_view OR c.generated_text IS NOT NULL THEN 'NO' ELSE 'YES' END
FROM (SELECT t.schema, t.name AS table_name, c.name, c.id AS position,
             CASE WHEN c.identity IN ('always', 'by_default') THEN NULL ELSE c.default_text END AS default_text, c.not_null,
             c.metadata_name, c.spelled, c.type, c.length, c.scale, c.identity, c.sequence_id, c.generated_text,
             0 AS is_view
      FROM emulator_column c JOIN emulator_table t ON t.id = c.table_id
      UNION ALL
      SELECT v.schema, v.name, c.name, c.ordinal, NULL, 0, c.metadata_name, c.spelled, '', c.length, c.scale, 'none', 0,
             NULL, 1
      FROM emulator_view_column c JOIN emulator_view v ON v.id = c.view_id) c
LEFT JOIN emulator_sequence q ON q.id = c.sequence_id AND c.identity IN ('always', 'by_default'), emulator_state s
--: information_schema.table_constraints (constraint_catalog name, constraint_schema name, constraint_name name,
--:   table_catalog name, table_schema name, table_name name, constraint_type varchar, is_deferrable varchar,
--:   initially_deferred varchar, enforced varchar, nulls_distinct varchar)
SELECT s.database, t.schema, c.name, s.database, t.schema, t.name,
       CASE c.kind WHEN 'primary_key' THEN 'PRIMARY KEY' WHEN 'unique' THEN 'UNIQUE' WHEN 'check' THEN 'CHECK'
                   ELSE 'FOREIGN KEY' END,
       CASE WHEN c.is_deferrable THEN 'YES' ELSE 'NO' END, CASE WHEN c.initially_deferred THEN 'YES' ELSE 'NO' END, 'YES',
       CASE c.kind WHEN 'unique' THEN CASE WHEN c.nulls_not_distinct THEN 'NO' ELSE 'YES' END END
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id, emulator_state s
UNION ALL
SELECT s.database, t.schema, n.oid || '_' || t.id || '_' || c.id || '_not_null', s.database, t.schema, t.name, 'CHECK', 'NO', 'NO', 'YES', NULL
FROM emulator_column c JOIN emulator_table t ON t.id = c.table_id
JOIN "pg_catalog.pg_namespace" n ON n.nspname = t.schema, emulator_state s
WHERE c.not_null
--: information_schema.key_column_usage (constraint_catalog name, constraint_schema name, constraint_name name,
--:   table_catalog name, table_schema name, table_name name, column_name name, ordinal_position integer,
--:   position_in_unique_constraint integer)
SELECT s.database, t.schema, c.name, s.database, t.schema, t.name, col.name, k.ordinal,
       CASE c.kind WHEN 'foreign_key' THEN k.ordinal END
FROM emulator_constraint c
JOIN emulator_constraint_column k ON k.table_id = c.table_id AND k.constraint_ordinal = c.ordinal
JOIN emulator_column col ON col.table_id = c.table_id AND col.id = k.column_id
JOIN emulator_table t ON t.id = c.table_id, emulator_state s
WHERE c.kind <> 'check'
--: information_schema.constraint_column_usage (table_catalog name, table_schema name, table_name name,
--:   column_name name, constraint_catalog name, constraint_schema name, constraint_name name)
SELECT s.database, o.schema, o.name, col.name, s.database, t.schema, c.name
FROM emulator_constraint c
JOIN emulator_constraint_column k ON k.table_id = c.table_id AND k.constraint_ordinal = c.ordinal
JOIN emulator_table t ON t.id = c.table_id
JOIN emulator_table o ON o.id = CASE c.kind WHEN 'foreign_key' THEN c.referenced_table ELSE c.table_id END
JOIN emulator_column col ON col.table_id = o.id
  AND col.id = CASE c.kind WHEN 'foreign_key' THEN k.referenced_column ELSE k.column_id END, emulator_state s
--: information_schema.referential_constraints (constraint_catalog name, constraint_schema name, constraint_name name,
--:   unique_constraint_catalog name, unique_constraint_schema name, unique_constraint_name name, match_option varchar,
--:   update_rule varchar, delete_rule varchar)
SELECT s.database, t.schema, c.name, s.database, r.schema,
       (SELECT u.name FROM emulator_constraint u
        WHERE u.table_id = r.id AND u.kind IN ('primary_key', 'unique') AND NOT EXISTS (
          SELECT 1 FROM emulator_constraint_column k
          WHERE k.table_id = c.table_id AND k.constraint_ordinal = c.ordinal AND k.referenced_column NOT IN (
            SELECT uk.column_id FROM emulator_constraint_column uk
            WHERE uk.table_id = u.table_id AND uk.constraint_ordinal = u.ordinal)) LIMIT 1),
       'NONE', c.on_update, c.on_delete
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id
JOIN emulator_table r ON r.id = c.referenced_table, emulator_state s
WHERE c.kind = 'foreign_key'
--: information_schema.check_constraints (constraint_catalog name, constraint_schema name, constraint_name name,
--:   check_clause varchar)
SELECT s.database, t.schema, c.name, '((' || c.check_text || '))'
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id, emulator_state s WHERE c.kind = 'check'
--: information_schema.views (table_catalog name, table_schema name, table_name name, view_definition varchar,
--:   check_option varchar, is_updatable varchar, is_insertable_into varchar)
SELECT s.database, v.schema, v.name, v.text, 'NONE', 'NO', 'NO' FROM emulator_view v, emulator_state s
--: information_schema.sequences (sequence_catalog name, sequence_schema name, sequence_name name, data_type varchar,
--:   numeric_precision integer, numeric_precision_radix integer, numeric_scale integer, start_value varchar,
--:   minimum_value varchar, maximum_value varchar, increment varchar, cycle_option varchar)
SELECT s.database, q.schema, q.name, q.type, CASE q.type WHEN 'smallint' THEN 16 WHEN 'integer' THEN 32 ELSE 64 END, 2, 0,
       CAST(q.start AS TEXT), CAST(q.minimum AS TEXT), CAST(q.maximum AS TEXT), CAST(q.increment AS TEXT),
       CASE WHEN q.cycle THEN 'YES' ELSE 'NO' END
FROM emulator_sequence q, emulator_state s
WHERE NOT q.is_hidden AND NOT EXISTS (SELECT 1 FROM emulator_column c
                                      WHERE c.sequence_id = q.id AND c.identity IN ('always', 'by_default'))
--: information_schema.triggers (trigger_catalog name, trigger_schema name, trigger_name name, event_manipulation varchar,
--:   event_object_schema name, event_object_table name)
SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: information_schema.routines (specific_catalog name, specific_schema name, specific_name name, routine_schema name,
--:   routine_name name, routine_type varchar)
SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE false
