-- PostgreSQL's system catalogs as views over the emulator's own tables (../catalog.sql). What each column means is told in
-- postgresql.org/docs/15/catalogs.html; information_schema is in postgres_information_schema.sql. A block of lines that
-- begin with "--:" names a view, says for a system relation whether it is a table or a view and its oid, and gives the
-- columns' types; a column with "= value" is always that. The query below fills the others; "stored": once, as a table.
-- What has no schema is not shown to users.
--
-- Object identifiers: tables, views, sequences and enums have their own. From such a number n follow those of its parts,
-- with o = 2000 * (n - 16384): constraints 100000000 + o + ordinal; the indexes of keys 400000000 + o + ordinal; other
-- indexes 700000000 + o + ordinal; defaults 1000000000 + o + column; enum labels 1300000000 + o + ordinal; row types
-- 1600000000 + 2 * (n - 16384), the arrays of those and of enums one more. The types of
-- extensions are listed below, each with its array next.

--: emulator_namespace (oid oid, name text)
SELECT CASE name WHEN 'public' THEN 2200 ELSE 15000 + rowid END, name FROM emulator_schema
UNION ALL VALUES (11, 'pg_catalog'), (99, 'pg_toast'), (13207, 'information_schema')
--: emulator_owner (name text, oid oid, shown text)
SELECT '', 10, 'postgres'
UNION ALL
SELECT name, id, name FROM emulator_role WHERE NOT is_master
--: emulator_acl (kind text, object oid, schema text, column_id integer, entries text)
SELECT g.kind, g.object, g.schema, g.column_id, group_concat(g.grantee || '=' || pg_access_letters(g.privileges, g.grantable) ||
       '/' || iif(g.grantor = '', iif(g.kind = 'schema' AND g.schema = 'public', 'pg_database_owner', 'postgres'), g.grantor))
FROM (SELECT * FROM emulator_grant WHERE NOT is_default ORDER BY ordinal) g
GROUP BY g.kind, g.object, g.schema, g.column_id
--: pg_catalog.pg_namespace table 2615 (oid oid, nspname name, nspowner oid, nspacl _aclitem)
SELECT n.oid, n.name, iif(n.name = 'public', 6171, o.oid),
       CASE WHEN n.name IN ('pg_catalog', 'information_schema') THEN '{postgres=UC/postgres,=U/postgres}'
            WHEN n.name = 'public' THEN '{pg_database_owner=UC/pg_database_owner' || coalesce(',' || a.entries, '') || '}'
            ELSE '{' || o.shown || '=UC/' || o.shown || ',' || a.entries || '}' END
FROM emulator_namespace n LEFT JOIN emulator_schema s ON s.name = n.name
JOIN emulator_owner o ON o.name = coalesce(s.owner, '') LEFT JOIN emulator_acl a ON a.kind = 'schema' AND a.schema = n.name
--: emulator_key (oid oid, table_id oid, ordinal smallint, keys text, names text, referenced text,
--:   referenced_names text)
SELECT 100000000 + 2000 * (p.table_id - 16384) + p.constraint_ordinal, p.table_id, p.constraint_ordinal,
       group_concat(p.column_id), group_concat(pg_quote_ident(own.name), ', '), group_concat(p.referenced_column),
       group_concat(pg_quote_ident(other.name), ', ')
FROM (SELECT * FROM emulator_constraint_column ORDER BY table_id, constraint_ordinal, ordinal) p
JOIN emulator_constraint c ON c.table_id = p.table_id AND c.ordinal = p.constraint_ordinal
JOIN emulator_column own ON own.table_id = p.table_id AND own.id = p.column_id
LEFT JOIN emulator_column other ON other.table_id = c.referenced_table AND other.id = p.referenced_column
GROUP BY p.table_id, p.constraint_ordinal
--: emulator_check (table_id oid, ordinal integer, text text, pretty text, columns text)
SELECT c.table_id, c.ordinal, coalesce(w.text, '(' || c.check_text || ')'),
       coalesce('(' || p.text || ')', w.text, '(' || c.check_text || ')'),
       (SELECT group_concat(u.text) FROM (SELECT u.text FROM emulator_written u WHERE u.table_id = c.table_id
          AND u.kind = 'check column' AND u.ordinal = c.ordinal ORDER BY u.part) u)
FROM emulator_constraint c
LEFT JOIN emulator_written w ON w.table_id = c.table_id AND w.kind = 'check' AND w.ordinal = c.ordinal
LEFT JOIN emulator_written p ON p.table_id = c.table_id AND p.kind = 'pretty check' AND p.ordinal = c.ordinal
WHERE c.kind = 'check'
--: emulator_any_index (oid oid, table_id oid, schema text, table_name text, name text, is_unique boolean, is_primary boolean,
--:   nulls_not_distinct boolean, constraint_ordinal integer, ordinal integer, where_text text, method text,
--:   settings text)
SELECT 700000000 + 2000 * (i.table_id - 16384) + i.ordinal, i.table_id, t.schema, t.name, i.name, i.is_unique, 0, 0, NULL,
       i.ordinal, iif(i.where_text = '', NULL, coalesce(w.text, '(' || i.where_text || ')')), CASE i.method WHEN '' THEN 'btree' ELSE i.method END,
       i.options
FROM emulator_index i JOIN emulator_table t ON t.id = i.table_id
LEFT JOIN emulator_written w ON w.table_id = i.table_id AND w.kind = 'where' AND w.ordinal = i.ordinal
UNION ALL
SELECT 400000000 + 2000 * (c.table_id - 16384) + c.ordinal, c.table_id, t.schema, t.name, c.name, 1,
       c.kind = 'primary_key', c.nulls_not_distinct, c.ordinal, NULL, NULL, 'btree', ''
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id WHERE c.kind IN ('primary_key', 'unique')
--: emulator_any_index_part (oid oid, table_id oid, ordinal integer, column_id integer, text text, descending boolean,
--:   nulls_first boolean, operator_class text)
SELECT 700000000 + 2000 * (p.table_id - 16384) + p.index_ordinal, p.table_id, p.ordinal, p.column_id,
       iif(p.column_id = 0, coalesce(w.text, '(' || p.text || ')'), ''), p.descending, coalesce(p.nulls_first, p.descending),
       p.operator_class
FROM emulator_index_part p
LEFT JOIN emulator_written w
  ON w.table_id = p.table_id AND w.kind = 'index' AND w.ordinal = p.index_ordinal AND w.part = p.ordinal
UNION ALL
SELECT 400000000 + 2000 * (k.table_id - 16384) + k.constraint_ordinal, k.table_id, k.ordinal, k.column_id, '', 0, 0, ''
FROM emulator_constraint_column k
JOIN emulator_constraint c ON c.table_id = k.table_id AND c.ordinal = k.constraint_ordinal
WHERE c.kind IN ('primary_key', 'unique')
--: emulator_included (oid oid, count integer, columns text, names text)
SELECT 700000000 + 2000 * (i.table_id - 16384) + i.index_ordinal, count(*), group_concat(i.column_id),
       group_concat(pg_quote_ident(c.name), ', ')
FROM (SELECT * FROM emulator_index_included ORDER BY table_id, index_ordinal, ordinal) i
JOIN emulator_column c ON c.table_id = i.table_id AND c.id = i.column_id
GROUP BY i.table_id, i.index_ordinal
--: emulator_relation (oid oid, schema text, name text, kind internal_char, am oid, columns smallint, checks smallint,
--:   has_index boolean, has_triggers boolean, owner_schema text, owner text)
SELECT t.id, t.schema, t.name, iif(t.materialized_text = '', 'r', 'm'), 2, t.next_column_id - 1,
       (SELECT count(*) FROM emulator_constraint c WHERE c.table_id = t.id AND c.kind = 'check'),
       EXISTS (SELECT 1 FROM emulator_any_index i WHERE i.table_id = t.id),
       EXISTS (SELECT 1 FROM emulator_constraint c
               WHERE c.kind = 'foreign_key' AND (c.table_id = t.id OR c.referenced_table = t.id)), t.schema, t.owner
FROM emulator_table t
UNION ALL
SELECT v.id, v.schema, v.name, 'v', 0, (SELECT count(*) FROM emulator_view_column c WHERE c.view_id = v.id), 0, 0, 0,
       v.schema, v.owner
FROM emulator_view v
UNION ALL SELECT id, schema, name, 'S', 0, 3, 0, 0, 0, schema, owner FROM emulator_sequence WHERE NOT is_hidden
UNION ALL
SELECT i.oid, i.schema, i.name, 'i', coalesce((SELECT a.column1 FROM (VALUES (403, 'btree'), (405, 'hash'), (783, 'gist'),
         (2742, 'gin'), (4000, 'spgist'), (3580, 'brin'), (1500000032, 'ivfflat'), (1500000034, 'hnsw')) a WHERE a.column2 = i.method), 403),
       (SELECT count(*) FROM emulator_any_index_part p WHERE p.oid = i.oid) +
         coalesce((SELECT n.count FROM emulator_included n WHERE n.oid = i.oid), 0), 0, 0, 0, i.schema, (SELECT t.owner FROM emulator_table t WHERE t.id = i.table_id)
FROM emulator_any_index i
UNION ALL
SELECT DISTINCT oid, schema, relation, kind, CASE kind WHEN 'r' THEN 2 ELSE 0 END, 0, 0,
       EXISTS (SELECT 1 FROM emulator_system_index i WHERE i.table_id = c.oid), 0, schema, ''
FROM emulator_system_column c
UNION ALL
SELECT oid, 'pg_catalog', name, 'i', 403, parts, 0, 0, 0, 'pg_catalog', ''
FROM emulator_system_index
--: pg_catalog.pg_class table 1259 (oid oid, relname name, relnamespace oid, reltype oid, reloftype oid = 0,
--:   relowner oid, relam oid, relfilenode oid, reltablespace oid = 0, relpages integer = 0, reltuples real,
--:   relallvisible integer = 0, reltoastrelid oid = 0, relhasindex boolean, relisshared boolean = 0,
--:   relpersistence internal_char, relkind internal_char, relnatts smallint, relchecks smallint,
--:   relhasrules boolean, relhastriggers boolean, relhassubclass boolean = 0, relrowsecurity boolean,
--:   relforcerowsecurity boolean = 0, relispopulated boolean = 1, relreplident internal_char,
--:   relispartition boolean = 0, relrewrite oid = 0, relfrozenxid xid = 0, relminmxid xid = 0,
--:   relacl _aclitem, reloptions text[] = NULL, relpartbound pg_node_tree = NULL)
SELECT r.oid, r.name, n.oid,
       CASE WHEN r.kind IN ('r', 'v', 'm') AND r.oid >= 16384 THEN 1600000000 + 2 * (r.oid - 16384) ELSE 0 END, o.oid, r.am,
       CASE r.kind WHEN 'v' THEN 0 ELSE r.oid END, CASE r.kind WHEN 'r' THEN -1.0 ELSE 0.0 END, r.has_index,
       iif(r.schema GLOB 'pg_temp_*', 't', 'p'), r.kind,
       r.columns, r.checks, r.kind = 'v', r.has_triggers,
       coalesce((SELECT t.row_security FROM emulator_table t WHERE t.id = r.oid), 0),
       CASE WHEN r.kind IN ('r', 'm') AND r.oid >= 16384 THEN 'd' ELSE 'n' END,
       CASE WHEN a.entries IS NOT NULL
            THEN '{' || o.shown || '=' || iif(r.kind = 'S', 'rwU', 'arwdDxt') || '/' || o.shown || ',' || a.entries || '}'
            END
FROM emulator_relation r JOIN emulator_namespace n ON n.name = r.schema JOIN emulator_owner o ON o.name = r.owner
LEFT JOIN emulator_acl a ON a.object = r.oid AND a.column_id = 0 AND a.kind IN ('table', 'sequence')
--: emulator_domain (oid oid, name text, array oid, len smallint, byval boolean, category internal_char, align internal_char,
--:   storage internal_char, collation oid, base oid, typmod integer, stem text, default_text text)
VALUES (13221, 'cardinal_number', 13220, 4, 1, 'N', 'i', 'p', 0, 23, -1, 'int4', NULL),
       (13224, 'character_data', 13223, -1, 0, 'S', 'i', 'x', 950, 1043, -1, 'varchar', NULL),
       (13226, 'sql_identifier', 13225, 64, 0, 'S', 'c', 'p', 950, 19, -1, 'name', NULL),
       (13232, 'time_stamp', 13231, 8, 1, 'D', 'd', 'p', 0, 1184, 2, 'timestamptz_', 'CURRENT_TIMESTAMP(2)'),
       (13234, 'yes_or_no', 13233, -1, 0, 'S', 'i', 'x', 950, 1043, 7, 'varchar', NULL)
--: emulator_extension_type (oid oid, name text, schema text, category internal_char, storage internal_char, collation oid,
--:   has_dimensions boolean)
SELECT t.column1, t.column2, x.schema, t.column4, t.column5, t.column6, t.column7
FROM (VALUES (1500000006, 'citext', 'citext', 'S', 'x', 100, 0), (1500000008, 'vector', 'vector', 'U', 'e', 0, 1),
             (1500000010, 'halfvec', 'vector', 'U', 'e', 0, 1), (1500000012, 'sparsevec', 'vector', 'U', 'e', 0, 1)) t
JOIN emulator_extension x ON x.name = t.column3
--: emulator_type (oid oid, name text, schema text, len smallint, byval boolean, kind internal_char,
--:   category internal_char, is_preferred boolean, elem oid, array oid, relation oid, align internal_char,
--:   storage internal_char, collation oid, delim internal_char, plain_name text)
SELECT oid, name, 'pg_catalog', len, byval, kind, category, is_preferred, elem, array, 0, align, storage, collation, delim,
       name
FROM emulator_builtin_type
UNION ALL
SELECT id, name, schema, 4, 1, 'e', 'E', 0, 0, 1600000001 + 2 * (id - 16384), 0, 'i', 'p', 0, ',', name FROM emulator_enum
UNION ALL
SELECT 1600000001 + 2 * (id - 16384), '_' || name, schema, -1, 0, 'b', 'A', 0, id, 0, 0, 'i', 'x', 0, ',', name
FROM emulator_enum
UNION ALL
SELECT oid, name, schema, -1, 0, 'b', category, 0, 0, oid + 1, 0, 'i', storage, collation, ',', name
FROM emulator_extension_type
UNION ALL
SELECT oid + 1, '_' || name, schema, -1, 0, 'b', 'A', 0, oid, 0, 0, 'i', 'x', collation, ',', name
FROM emulator_extension_type
UNION ALL
SELECT 1600000000 + 2 * (oid - 16384), name, schema, -1, 0, 'c', 'C', 0, 0, 1600000001 + 2 * (oid - 16384), oid, 'd', 'x',
       0, ',', name
FROM emulator_relation WHERE kind IN ('r', 'v', 'm') AND oid >= 16384
UNION ALL
SELECT 1600000001 + 2 * (oid - 16384), '_' || name, schema, -1, 0, 'b', 'A', 0, 1600000000 + 2 * (oid - 16384), 0, 0, 'd',
       'x', 0, ',', name
FROM emulator_relation WHERE kind IN ('r', 'v', 'm') AND oid >= 16384
UNION ALL
SELECT oid, name, 'information_schema', len, byval, 'd', category, 0, 0, array, 0, align, storage, collation, ',', name
FROM emulator_domain
UNION ALL
SELECT array, '_' || name, 'information_schema', -1, 0, 'b', 'A', 0, oid, 0, 0, iif(align = 'd', 'd', 'i'), 'x', collation,
       ',', name
FROM emulator_domain
--: pg_catalog.pg_type table 1247 (oid oid, typname name, typnamespace oid, typowner oid = 10, typlen smallint,
--:   typbyval boolean, typtype internal_char, typcategory internal_char, typispreferred boolean,
--:   typisdefined boolean = 1, typdelim internal_char, typrelid oid, typsubscript regproc, typelem oid, typarray oid,
--:   typinput regproc, typoutput regproc, typreceive regproc, typsend regproc, typmodin regproc = '-',
--:   typmodout regproc = '-', typanalyze regproc = '-', typalign internal_char, typstorage internal_char,
--:   typnotnull boolean = 0, typbasetype oid, typtypmod integer, typndims integer = 0, typcollation oid,
--:   typdefaultbin pg_node_tree = NULL, typdefault text, typacl _aclitem = NULL)
SELECT t.oid, t.name, n.oid, t.len, t.byval, t.kind, t.category, t.is_preferred, t.delim, t.relation,
       CASE WHEN t.category = 'A' THEN 'array_subscript_handler' WHEN t.name = 'jsonb' THEN 'jsonb_subscript_handler' ELSE '-' END,
       t.elem, t.array, iif(d.oid IS NULL, f.stem || 'in', 'domain_in'), coalesce(d.stem, f.stem) || 'out',
       iif(d.oid IS NULL, f.stem || 'recv', 'domain_recv'), coalesce(d.stem, f.stem) || 'send', t.align, t.storage,
       coalesce(d.base, 0), coalesce(d.typmod, -1), t.collation, d.default_text
FROM emulator_type t JOIN emulator_namespace n ON n.name = t.schema LEFT JOIN emulator_domain d ON d.oid = t.oid
JOIN (SELECT oid, CASE WHEN category = 'A' THEN 'array_' WHEN kind = 'e' THEN 'enum_' WHEN kind = 'c' THEN 'record_'
                       WHEN name IN ('date', 'time', 'timetz', 'timestamp', 'timestamptz', 'interval', 'json', 'jsonb',
                                     'uuid', 'numeric', 'bit', 'varbit', 'vector', 'halfvec', 'sparsevec') THEN name || '_'
                       ELSE name END AS stem FROM emulator_type) f ON f.oid = t.oid
--: pg_catalog.pg_enum table 3501 (oid oid, enumtypid oid, enumsortorder real, enumlabel name)
SELECT 1300000000 + 2000 * (enum_id - 16384) + ordinal, enum_id, CAST(ordinal AS REAL), label FROM emulator_enum_label
--: emulator_attribute (relation oid, schema text, name text, type oid, len smallint, num smallint, typmod integer,
--:   not_null boolean, has_default boolean, identity internal_char, generated internal_char, collation oid,
--:   byval boolean, align internal_char, storage internal_char, dimensions integer)
SELECT c.table_id, t.schema, c.name, y.oid, y.len, c.id,
       CASE WHEN c.metadata_name IN ('varchar', 'bpchar', '_varchar', '_bpchar') AND c.length >= 0 THEN c.length + 4
            WHEN c.metadata_name IN ('bit', 'varbit', 'vector', 'halfvec', 'sparsevec') AND c.length >= 0 THEN c.length
            WHEN c.metadata_name IN ('numeric', '_numeric') AND c.length >= 0 THEN c.length * 65536 + max(c.scale, 0) + 4
            WHEN c.metadata_name IN ('time', 'timetz', 'timestamp', 'timestamptz') AND c.scale >= 0 THEN c.scale
            ELSE -1 END,
       c.not_null, c.default_text IS NOT NULL AND c.identity NOT IN ('always', 'by_default') OR c.generated_text IS NOT NULL,
       CASE c.identity WHEN 'always' THEN 'a' WHEN 'by_default' THEN 'd' ELSE '' END,
       CASE WHEN c.generated_text IS NOT NULL THEN 's' ELSE '' END, y.collation, y.byval, y.align, y.storage,
       c.type LIKE '%[]'
FROM emulator_column c JOIN emulator_table t ON t.id = c.table_id
JOIN emulator_type y ON y.name = c.metadata_name AND y.kind <> 'c'
  AND (y.schema = 'pg_catalog') = (c.type <> 'enum' AND c.metadata_name NOT IN (SELECT name FROM emulator_extension_type)
                               AND c.metadata_name NOT IN (SELECT '_' || name FROM emulator_extension_type)
                               AND c.metadata_name NOT IN (SELECT '_' || name FROM emulator_enum))
UNION ALL
SELECT c.view_id, v.schema, c.name, y.oid, y.len, c.ordinal,
       CASE WHEN c.metadata_name IN ('varchar', 'bpchar') AND c.length >= 0 THEN c.length + 4
            WHEN c.metadata_name IN ('vector', 'halfvec', 'sparsevec') AND c.length >= 0 THEN c.length
            WHEN c.metadata_name = 'numeric' AND c.length >= 0 THEN c.length * 65536 + max(c.scale, 0) + 4
            WHEN c.metadata_name IN ('time', 'timetz', 'timestamp', 'timestamptz') AND c.scale >= 0 THEN c.scale
            ELSE -1 END,
       0, 0, '', '', y.collation, y.byval, y.align, y.storage, y.category = 'A'
FROM emulator_view_column c JOIN emulator_view v ON v.id = c.view_id
JOIN emulator_type y ON y.kind <> 'c' AND y.name = CASE c.metadata_name WHEN 'serial' THEN 'int4'
  WHEN 'bigserial' THEN 'int8' WHEN 'smallserial' THEN 'int2' ELSE c.metadata_name END
UNION ALL
SELECT c.oid, c.schema, c.name, y.oid, y.len, c.ordinal, -1, 0, 0, '', '', y.collation, y.byval, y.align, y.storage,
       y.category = 'A'
FROM emulator_system_column c JOIN emulator_builtin_type y ON y.name = c.type
--: pg_catalog.pg_attribute table 1249 (attrelid oid, attname name, atttypid oid, attstattarget integer = -1,
--:   attlen smallint, attnum smallint, attndims integer, attcacheoff integer = -1, atttypmod integer, attbyval boolean,
--:   attalign internal_char, attstorage internal_char, attcompression internal_char = '', attnotnull boolean,
--:   atthasdef boolean, atthasmissing boolean = 0, attidentity internal_char, attgenerated internal_char,
--:   attisdropped boolean = 0, attislocal boolean = 1, attinhcount integer = 0, attcollation oid,
--:   attacl _aclitem = NULL, attoptions text[] = NULL, attfdwoptions text[] = NULL, attmissingval anyarray = NULL)
SELECT relation, name, type, len, num, dimensions, typmod, byval, align, storage, not_null, has_default OR generated <> '',
       identity, generated, collation
FROM emulator_attribute
UNION ALL
SELECT p.oid, CASE WHEN p.column_id = 0 THEN CASE WHEN p.ordinal = 1 THEN 'expr' ELSE 'expr' || (p.ordinal - 1) END
                   ELSE c.name END,
       coalesce(a.type, 25), coalesce(a.len, -1), p.ordinal, 0, coalesce(a.typmod, -1), coalesce(a.byval, 0),
       coalesce(a.align, 'i'), coalesce(a.storage, 'x'), 0, 0, '', '', coalesce(a.collation, 100)
FROM emulator_any_index_part p
LEFT JOIN emulator_column c ON c.table_id = p.table_id AND c.id = p.column_id
LEFT JOIN emulator_attribute a ON a.relation = p.table_id AND a.num = p.column_id
UNION ALL
SELECT s.id, f.column1, f.column2, f.column3, f.column4, 0, -1, 1, f.column5, 'p', 1, 0, '', '', 0
FROM emulator_sequence s
JOIN (VALUES ('last_value', 20, 8, 1, 'd'), ('log_cnt', 20, 8, 2, 'd'), ('is_called', 16, 1, 3, 'c')) f
WHERE NOT s.is_hidden
UNION ALL
SELECT t.id, f.column1, f.column2, f.column3, f.column4, 0, -1, 1, f.column5, 'p', 1, 0, '', '', 0
FROM emulator_table t
JOIN (VALUES ('ctid', 27, 6, -1, 's'), ('xmin', 28, 4, -2, 'i'), ('cmin', 29, 4, -3, 'i'), ('xmax', 28, 4, -4, 'i'),
             ('cmax', 29, 4, -5, 'i'), ('tableoid', 26, 4, -6, 'i')) f
--: pg_catalog.pg_attrdef table 2604 (oid oid, adrelid oid, adnum smallint, adbin pg_node_tree)
SELECT 1000000000 + 2000 * (c.table_id - 16384) + c.id, c.table_id, c.id,
       coalesce(w.text, c.generated_text, c.default_text)
FROM emulator_column c
LEFT JOIN emulator_written w ON w.table_id = c.table_id AND w.kind = 'default' AND w.ordinal = c.id
WHERE c.default_text IS NOT NULL AND c.identity NOT IN ('always', 'by_default') OR c.generated_text IS NOT NULL
--: pg_catalog.pg_constraint table 2606 (oid oid, conname name, connamespace oid, contype internal_char,
--:   condeferrable boolean, condeferred boolean, convalidated boolean, conrelid oid, contypid oid = 0, conindid oid,
--:   conparentid oid = 0, confrelid oid, confupdtype internal_char, confdeltype internal_char,
--:   confmatchtype internal_char, conislocal boolean = 1, coninhcount integer = 0, connoinherit boolean,
--:   conkey smallint[], confkey smallint[], conpfeqop oid[] = NULL, conppeqop oid[] = NULL, conffeqop oid[] = NULL,
--:   confdelsetcols smallint[] = NULL, conexclop oid[] = NULL, conbin pg_node_tree)
SELECT 100000000 + 2000 * (c.table_id - 16384) + c.ordinal, c.name, n.oid,
       CASE c.kind WHEN 'primary_key' THEN 'p' WHEN 'unique' THEN 'u' WHEN 'check' THEN 'c' ELSE 'f' END,
       c.is_deferrable, c.initially_deferred, c.is_validated, c.table_id,
       CASE WHEN c.kind IN ('primary_key', 'unique') THEN 400000000 + 2000 * (c.table_id - 16384) + c.ordinal
            WHEN c.kind = 'foreign_key' THEN coalesce((
              SELECT 400000000 + 2000 * (u.table_id - 16384) + u.ordinal FROM emulator_constraint u
              WHERE u.table_id = c.referenced_table AND u.kind IN ('primary_key', 'unique')
                AND (SELECT group_concat(column_id) FROM (SELECT k.column_id FROM emulator_constraint_column k
                     WHERE k.table_id = u.table_id AND k.constraint_ordinal = u.ordinal ORDER BY k.column_id))
                  = (SELECT group_concat(referenced_column) FROM (SELECT k.referenced_column FROM emulator_constraint_column k
                     WHERE k.table_id = c.table_id AND k.constraint_ordinal = c.ordinal ORDER BY k.referenced_column))
              ORDER BY u.kind LIMIT 1), 0)
            ELSE 0 END,
       c.referenced_table, iif(c.kind = 'foreign_key', CASE c.on_update WHEN 'NO ACTION' THEN 'a' WHEN 'RESTRICT' THEN 'r'
         WHEN 'CASCADE' THEN 'c' WHEN 'SET NULL' THEN 'n' ELSE 'd' END, ' '),
       iif(c.kind = 'foreign_key', CASE c.on_delete WHEN 'NO ACTION' THEN 'a' WHEN 'RESTRICT' THEN 'r'
         WHEN 'CASCADE' THEN 'c' WHEN 'SET NULL' THEN 'n' ELSE 'd' END, ' '),
       iif(c.kind = 'foreign_key', 's', ' '), c.kind <> 'check', '{' || coalesce(k.keys, h.columns) || '}',
       iif(c.kind = 'foreign_key', '{' || k.referenced || '}', NULL), h.text
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id
LEFT JOIN emulator_check h ON h.table_id = c.table_id AND h.ordinal = c.ordinal
JOIN emulator_namespace n ON n.name = t.schema
LEFT JOIN emulator_key k ON k.table_id = c.table_id AND k.ordinal = c.ordinal
UNION ALL
SELECT constraint_oid, name, 11, kind, 0, 0, 1, table_id, oid, 0, ' ', ' ', ' ', 1, '{' || columns || '}', NULL, NULL
FROM emulator_system_index WHERE kind <> ''
--: pg_catalog.pg_index table 2610 (indexrelid oid, indrelid oid, indnatts smallint, indnkeyatts smallint,
--:   indisunique boolean, indnullsnotdistinct boolean, indisprimary boolean, indisexclusion boolean = 0,
--:   indimmediate boolean = 1, indisclustered boolean = 0, indisvalid boolean = 1, indcheckxmin boolean = 0,
--:   indisready boolean = 1, indislive boolean = 1, indisreplident boolean = 0, indkey int2vector,
--:   indcollation oidvector, indclass oidvector, indoption int2vector, indexprs pg_node_tree, indpred pg_node_tree)
SELECT i.oid, i.table_id, p.parts + coalesce(n.count, 0), p.parts, i.is_unique, i.nulls_not_distinct, i.is_primary,
       '{' || p.columns || coalesce(',' || n.columns, '') || '}',
       '{' || p.collations || '}', '{' || p.classes || '}', '{' || p.options || '}', p.expressions, i.where_text
FROM emulator_any_index i
JOIN (SELECT p.oid, count(*) AS parts, group_concat(p.column_id) AS columns,
             group_concat(coalesce(a.collation, 100)) AS collations,
             group_concat(coalesce((SELECT o.oid FROM "pg_catalog.pg_opclass" o
                                    WHERE o.opcmethod = 403 AND o.opcdefault
                                      AND o.opcintype = CASE WHEN a.type = 1043 THEN 25 WHEN a.dimensions THEN 2277
                                                             WHEN y.kind = 'e' THEN 3500 ELSE a.type END), 3126)) AS classes,
             group_concat(p.descending + 2 * p.nulls_first) AS options,
             group_concat(iif(p.column_id = 0, p.text, NULL), ', ') AS expressions
      FROM (SELECT * FROM emulator_any_index_part ORDER BY oid, ordinal) p
      LEFT JOIN emulator_attribute a ON a.relation = p.table_id AND a.num = p.column_id
      LEFT JOIN emulator_type y ON y.oid = a.type
      GROUP BY p.oid) p ON p.oid = i.oid
LEFT JOIN emulator_included n ON n.oid = i.oid
UNION ALL
SELECT oid, table_id, parts, parts, kind <> '', 0,
       kind = 'p', '{' || columns || '}', '{' || collations || '}', '{' || classes || '}', '{' || options || '}', NULL, NULL
FROM emulator_system_index
--: pg_catalog.pg_description table 2609 (objoid oid, classoid oid, objsubid integer, description text)
SELECT id, 1259, 0, comment FROM emulator_table WHERE comment <> ''
UNION ALL SELECT id, 1259, 0, comment FROM emulator_view WHERE comment <> ''
UNION ALL SELECT table_id, 1259, id, comment FROM emulator_column WHERE comment <> ''
UNION ALL VALUES (2200, 2615, 0, 'standard public schema')
--: pg_catalog.pg_shdescription table 2396 (objoid oid, classoid oid, description text)
SELECT NULL, NULL, NULL WHERE false
--: pg_catalog.pg_sequence table 2224 (seqrelid oid, seqtypid oid, seqstart bigint, seqincrement bigint, seqmax bigint,
--:   seqmin bigint, seqcache bigint, seqcycle boolean)
SELECT id, CASE type WHEN 'smallint' THEN 21 WHEN 'integer' THEN 23 ELSE 20 END, start, increment, maximum, minimum,
       cache, cycle
FROM emulator_sequence WHERE NOT is_hidden
--: pg_catalog.pg_sequences view 12048 (schemaname name, sequencename name, sequenceowner name, data_type regtype,
--:   start_value bigint, min_value bigint, max_value bigint, increment_by bigint, cycle boolean, cache_size bigint,
--:   last_value bigint)
SELECT s.schema, s.name, iif(s.owner = '', 'postgres', s.owner), s.type, s.start, s.minimum, s.maximum, s.increment, s.cycle, s.cache,
       (SELECT iif(c.is_called, c.value, NULL) FROM emulator_counter c WHERE c.sequence_id = s.id)
FROM emulator_sequence s WHERE NOT s.is_hidden
--: pg_catalog.pg_depend table 2608 (classid oid, objid oid, objsubid integer, refclassid oid, refobjid oid,
--:   refobjsubid integer, deptype internal_char)
SELECT 1259, s.id, 0, 1259, s.owner_table, s.owner_column,
       CASE WHEN c.identity IN ('always', 'by_default') THEN 'i' ELSE 'a' END
FROM emulator_sequence s JOIN emulator_column c ON c.table_id = s.owner_table AND c.id = s.owner_column
WHERE NOT s.is_hidden
UNION ALL
SELECT 2604, 1000000000 + 2000 * (table_id - 16384) + id, 0, 1259, table_id, id, 'a' FROM emulator_column
WHERE default_text IS NOT NULL AND identity NOT IN ('always', 'by_default')
UNION ALL
SELECT 2604, 1000000000 + 2000 * (c.table_id - 16384) + c.id, 0, 1259, c.sequence_id, 0, 'n' FROM emulator_column c
WHERE c.identity = 'serial'
UNION ALL
SELECT 1259, i.oid, 0, 2606, 100000000 + 2000 * (i.table_id - 16384) + i.constraint_ordinal, 0, 'i'
FROM emulator_any_index i WHERE i.constraint_ordinal IS NOT NULL
UNION ALL
SELECT 2606, 100000000 + 2000 * (table_id - 16384) + constraint_ordinal, 0, 1259, table_id, column_id, 'a'
FROM emulator_constraint_column
UNION ALL
SELECT 2606, 100000000 + 2000 * (table_id - 16384) + ordinal, 0, 1259, table_id, CAST(text AS INTEGER), d.column1
FROM emulator_written JOIN (VALUES ('a'), ('n')) d WHERE kind = 'check column'
--: pg_catalog.pg_am table 2601 (oid oid, amname name, amhandler regproc, amtype internal_char)
VALUES (2, 'heap', 'heap_tableam_handler', 't'), (403, 'btree', 'bthandler', 'i'), (405, 'hash', 'hashhandler', 'i'),
       (783, 'gist', 'gisthandler', 'i'), (2742, 'gin', 'ginhandler', 'i'), (4000, 'spgist', 'spghandler', 'i'),
       (3580, 'brin', 'brinhandler', 'i')
UNION ALL
SELECT m.column1, m.column2, m.column2 || 'handler', 'i'
FROM (VALUES (1500000032, 'ivfflat'), (1500000034, 'hnsw')) m JOIN emulator_extension x ON x.name = 'vector'
--: pg_catalog.pg_collation table 3456 (oid oid, collname name, collnamespace oid = 11, collowner oid = 10,
--:   collprovider internal_char, collisdeterministic boolean = 1, collencoding integer, collcollate text, collctype text,
--:   colliculocale text = NULL, collversion text = NULL)
VALUES (100, 'default', 'd', -1, NULL, NULL), (950, 'C', 'c', -1, 'C', 'C'), (951, 'POSIX', 'c', -1, 'POSIX', 'POSIX'),
       (12340, 'ucs_basic', 'c', 6, 'C', 'C'), (12341, 'C.utf8', 'c', 6, 'C.utf8', 'C.utf8'),
       (12342, 'en_US.utf8', 'c', 6, 'en_US.utf8', 'en_US.utf8'), (12343, 'en_US', 'c', 6, 'en_US.utf8', 'en_US.utf8')
--: pg_catalog.pg_database table 1262 (oid oid, datname name, datdba oid = 10, encoding integer = 6,
--:   datlocprovider internal_char = 'c', datistemplate boolean = 0, datallowconn boolean = 1, datconnlimit integer = -1,
--:   datfrozenxid xid = 717, datminmxid xid = 1, dattablespace oid = 1663, datcollate text = 'en_US.UTF-8',
--:   datctype text = 'en_US.UTF-8', daticulocale text = NULL, datcollversion text = NULL, datacl _aclitem = NULL)
SELECT 16384, database FROM emulator_state
--: pg_catalog.pg_roles view 12000 (rolname name, rolsuper boolean, rolinherit boolean, rolcreaterole boolean,
--:   rolcreatedb boolean, rolcanlogin boolean, rolreplication boolean = 0, rolconnlimit integer,
--:   rolpassword text = '********', rolvaliduntil timestamptz, rolbypassrls boolean = 0, rolconfig text[] = NULL, oid oid)
VALUES ('postgres', 0, 1, 1, 1, 1, -1, 'infinity', 10), ('rds_superuser', 0, 1, 0, 0, 0, -1, NULL, 14385),
       ('pg_monitor', 0, 1, 0, 0, 0, -1, NULL, 3373), ('pg_read_all_settings', 0, 1, 0, 0, 0, -1, NULL, 3374),
       ('pg_read_all_stats', 0, 1, 0, 0, 0, -1, NULL, 3375), ('pg_stat_scan_tables', 0, 1, 0, 0, 0, -1, NULL, 3377),
       ('pg_signal_backend', 0, 1, 0, 0, 0, -1, NULL, 4200), ('pg_checkpoint', 0, 1, 0, 0, 0, -1, NULL, 4544),
       ('pg_read_server_files', 0, 1, 0, 0, 0, -1, NULL, 4569), ('pg_write_server_files', 0, 1, 0, 0, 0, -1, NULL, 4570),
       ('pg_execute_server_program', 0, 1, 0, 0, 0, -1, NULL, 4571), ('pg_database_owner', 0, 1, 0, 0, 0, -1, NULL, 6171),
       ('pg_read_all_data', 0, 1, 0, 0, 0, -1, NULL, 6181), ('pg_write_all_data', 0, 1, 0, 0, 0, -1, NULL, 6182)
UNION ALL
SELECT name, 0, inherits, may_create_roles, may_create_databases, can_login, connection_limit, valid_until, id
FROM emulator_role WHERE NOT is_master
--: pg_catalog.pg_auth_members table 1261 (roleid oid, member oid, grantor oid, admin_option boolean)
VALUES (14385, 10, 10, 0)
UNION ALL
SELECT r.oid, m.oid, 10, a.is_admin
FROM emulator_role_member a JOIN "pg_catalog.pg_roles" r ON r.rolname = a.role
JOIN "pg_catalog.pg_roles" m ON m.rolname = a.member
--: pg_catalog.pg_user view 12014 (usename name, usesysid oid, usecreatedb boolean, usesuper boolean = 0,
--:   userepl boolean = 0, usebypassrls boolean = 0, passwd text = '********', valuntil timestamptz, useconfig text[] = NULL)
VALUES ('postgres', 10, 1, 'infinity')
UNION ALL
SELECT name, id, may_create_databases, valid_until FROM emulator_role WHERE can_login AND NOT is_master
--: pg_catalog.pg_extension table 3079 (oid oid, extname name, extowner oid = 10, extnamespace oid, extrelocatable boolean,
--:   extversion text, extconfig oid[] = NULL, extcondition text[] = NULL)
VALUES (13559, 'plpgsql', 11, 0, '1.0')
UNION ALL
SELECT 13600 + x.rowid, x.name, n.oid, 1, x.version
FROM emulator_extension x JOIN emulator_namespace n ON n.name = x.schema WHERE x.name <> 'plpgsql'
--: pg_catalog.pg_language table 2612 (oid oid, lanname name, lanowner oid = 10, lanispl boolean, lanpltrusted boolean,
--:   lanplcallfoid oid, laninline oid, lanvalidator oid, lanacl _aclitem = NULL)
VALUES (12, 'internal', 0, 0, 0, 0, 2246), (13, 'c', 0, 0, 0, 0, 2247), (14, 'sql', 0, 1, 0, 0, 2248),
       (13563, 'plpgsql', 1, 1, 13560, 13561, 13562)
--: pg_catalog.pg_tablespace table 1213 (oid oid, spcname name, spcowner oid = 10, spcacl _aclitem = NULL,
--:   spcoptions text[] = NULL)
VALUES (1663, 'pg_default'), (1664, 'pg_global')
--: pg_catalog.pg_settings view 12104 (name text, setting text, unit text = NULL, category text, short_desc text,
--:   extra_desc text = NULL, context text = 'user', vartype text = 'string', source text = 'default', min_val text = NULL,
--:   max_val text = NULL, enumvals text[] = NULL, boot_val text, reset_val text, sourcefile text = NULL,
--:   sourceline integer = NULL, pending_restart boolean = 0)
SELECT name, value, 'Client Connection Defaults', '', value, value FROM emulator_setting
--: pg_catalog.pg_tables view 12033 (schemaname name, tablename name, tableowner name, tablespace name = NULL,
--:   hasindexes boolean, hasrules boolean = 0, hastriggers boolean, rowsecurity boolean)
SELECT schema, name, iif(owner = '', 'postgres', owner), has_index, has_triggers,
       coalesce((SELECT t.row_security FROM emulator_table t WHERE t.id = r.oid), 0)
FROM emulator_relation r WHERE kind = 'r'
--: emulator_view_definition (oid oid, text text, pretty text)
SELECT v.id, coalesce(w.text, pg_unwritten_view(v.name)), coalesce(p.text, pg_unwritten_view(v.name))
FROM (SELECT id, name FROM emulator_view UNION ALL SELECT id, name FROM emulator_table WHERE materialized_text <> '') v
LEFT JOIN emulator_written w ON w.table_id = v.id AND w.kind = 'view'
LEFT JOIN emulator_written p ON p.table_id = v.id AND p.kind = 'pretty view'
--: pg_catalog.pg_views view 12028 (schemaname name, viewname name, viewowner name, definition text)
SELECT v.schema, v.name, iif(v.owner = '', 'postgres', v.owner), d.text FROM emulator_view v JOIN emulator_view_definition d ON d.oid = v.id
--: pg_catalog.pg_matviews view 12038 (schemaname name, matviewname name, matviewowner name, tablespace name,
--:   hasindexes boolean, ispopulated boolean, definition text)
SELECT t.schema, t.name, iif(t.owner = '', 'postgres', t.owner), NULL, r.has_index, 1, d.text
FROM emulator_table t JOIN emulator_relation r ON r.oid = t.id JOIN emulator_view_definition d ON d.oid = t.id
--: emulator_constraint_definition (oid oid, definition text, pretty text)
SELECT oid, iif(kind = 'check', 'CHECK (' || text || ')', text) || behind,
       iif(kind = 'check', 'CHECK ' || pretty, text) || behind
FROM (SELECT 100000000 + 2000 * (c.table_id - 16384) + c.ordinal AS oid, c.kind AS kind,
       CASE c.kind
         WHEN 'check' THEN h.text
         WHEN 'primary_key' THEN 'PRIMARY KEY (' || k.names || ')'
         WHEN 'unique' THEN 'UNIQUE ' || iif(c.nulls_not_distinct, 'NULLS NOT DISTINCT ', '') || '(' || k.names || ')'
         ELSE 'FOREIGN KEY (' || k.names || ') REFERENCES ' ||
              iif(r.schema IN (pg_current_schema(), 'pg_catalog'), '', pg_quote_ident(r.schema) || '.') ||
              pg_quote_ident(r.name) || '(' || k.referenced_names || ')' ||
              CASE c.on_update WHEN 'NO ACTION' THEN '' ELSE ' ON UPDATE ' || c.on_update END ||
              CASE c.on_delete WHEN 'NO ACTION' THEN '' ELSE ' ON DELETE ' || c.on_delete END
       END AS text, h.pretty,
       iif(c.is_deferrable, ' DEFERRABLE', '') || iif(c.initially_deferred, ' INITIALLY DEFERRED', '') ||
       iif(c.is_validated, '', ' NOT VALID') AS behind
FROM emulator_constraint c
LEFT JOIN emulator_table r ON r.id = c.referenced_table
LEFT JOIN emulator_check h ON h.table_id = c.table_id AND h.ordinal = c.ordinal
LEFT JOIN emulator_key k ON k.table_id = c.table_id AND k.ordinal = c.ordinal
UNION ALL
SELECT constraint_oid, kind, iif(kind = 'p', 'PRIMARY KEY (', 'UNIQUE (') || names || ')', NULL, ''
FROM emulator_system_index WHERE kind <> '')
--: emulator_index_part_definition (oid oid, ordinal integer, definition text, options text)
SELECT p.oid, p.ordinal, coalesce(pg_quote_ident(c.name), iif(p.text LIKE '(%', '(' || p.text || ')', p.text)),
       iif(p.operator_class = '', '', ' ' || p.operator_class) || iif(p.descending, ' DESC', '') || iif(p.nulls_first = p.descending, '',
                                             iif(p.nulls_first, ' NULLS FIRST', ' NULLS LAST'))
FROM emulator_any_index_part p LEFT JOIN emulator_column c ON c.table_id = p.table_id AND c.id = p.column_id
--: emulator_included_definition (oid oid, ordinal integer, definition text)
SELECT 700000000 + 2000 * (i.table_id - 16384) + i.index_ordinal,
       i.ordinal + (SELECT count(*) FROM emulator_index_part p
                    WHERE p.table_id = i.table_id AND p.index_ordinal = i.index_ordinal), pg_quote_ident(c.name)
FROM emulator_index_included i JOIN emulator_column c ON c.table_id = i.table_id AND c.id = i.column_id
--: emulator_index_definition (oid oid, schema text, table_name text, name text, definition text)
SELECT i.oid, i.schema, i.table_name, i.name,
       'CREATE ' || iif(i.is_unique, 'UNIQUE ', '') || 'INDEX ' || pg_quote_ident(i.name) || ' ON ' ||
       pg_quote_ident(i.schema) || '.' || pg_quote_ident(i.table_name) || ' USING ' || i.method || ' (' ||
       (SELECT group_concat(d.definition || d.options, ', ')
        FROM (SELECT definition, options FROM emulator_index_part_definition p WHERE p.oid = i.oid ORDER BY p.ordinal) d) ||
       ')' || coalesce((SELECT ' INCLUDE (' || n.names || ')' FROM emulator_included n WHERE n.oid = i.oid), '') ||
       iif(i.nulls_not_distinct, ' NULLS NOT DISTINCT', '') || iif(i.settings = '', '', ' WITH (' || i.settings || ')') ||
       coalesce(' WHERE ' || i.where_text, '')
FROM emulator_any_index i
UNION ALL
SELECT s.oid, 'pg_catalog', r.name, s.name, 'CREATE ' || iif(s.kind = '', '', 'UNIQUE ') || 'INDEX ' || s.name ||
       ' ON pg_catalog.' || r.name || ' USING btree (' || s.names || ')'
FROM emulator_system_index s JOIN emulator_relation r ON r.oid = s.table_id
--: pg_catalog.pg_indexes view 12043 (schemaname name, tablename name, indexname name, tablespace name = NULL,
--:   indexdef text)
SELECT schema, table_name, name, definition FROM emulator_index_definition
--: pg_catalog.pg_stat_user_indexes view 12192 (relid oid, indexrelid oid, schemaname name, relname name,
--:   indexrelname name, idx_scan bigint = 0, idx_tup_read bigint = 0, idx_tup_fetch bigint = 0)
SELECT table_id, oid, schema, table_name, name FROM emulator_any_index
--: pg_catalog.pg_stat_all_indexes view 12175 (relid oid, indexrelid oid, schemaname name, relname name,
--:   indexrelname name, idx_scan bigint = 0, idx_tup_read bigint = 0, idx_tup_fetch bigint = 0)
SELECT table_id, oid, schema, table_name, name FROM emulator_any_index
--: pg_catalog.pg_stat_user_tables view 12161 (relid oid, schemaname name, relname name, seq_scan bigint = 0,
--:   seq_tup_read bigint = 0, idx_scan bigint, idx_tup_fetch bigint, n_tup_ins bigint = 0, n_tup_upd bigint = 0,
--:   n_tup_del bigint = 0, n_tup_hot_upd bigint = 0, n_live_tup bigint = 0, n_dead_tup bigint = 0,
--:   n_mod_since_analyze bigint = 0, n_ins_since_vacuum bigint = 0, last_vacuum timestamptz = NULL,
--:   last_autovacuum timestamptz = NULL, last_analyze timestamptz = NULL, last_autoanalyze timestamptz = NULL,
--:   vacuum_count bigint = 0, autovacuum_count bigint = 0, analyze_count bigint = 0, autoanalyze_count bigint = 0)
SELECT oid, schema, name, iif(has_index, 0, NULL), iif(has_index, 0, NULL) FROM emulator_relation
WHERE kind = 'r' AND oid >= 16384
--: pg_catalog.pg_stat_all_tables view 12142 (relid oid, schemaname name, relname name, seq_scan bigint = 0,
--:   seq_tup_read bigint = 0, idx_scan bigint, idx_tup_fetch bigint, n_tup_ins bigint = 0, n_tup_upd bigint = 0,
--:   n_tup_del bigint = 0, n_tup_hot_upd bigint = 0, n_live_tup bigint = 0, n_dead_tup bigint = 0,
--:   n_mod_since_analyze bigint = 0, n_ins_since_vacuum bigint = 0, last_vacuum timestamptz = NULL,
--:   last_autovacuum timestamptz = NULL, last_analyze timestamptz = NULL, last_autoanalyze timestamptz = NULL,
--:   vacuum_count bigint = 0, autovacuum_count bigint = 0, analyze_count bigint = 0, autoanalyze_count bigint = 0)
SELECT oid, schema, name, iif(has_index, 0, NULL), iif(has_index, 0, NULL) FROM emulator_relation WHERE kind = 'r'
--: pg_catalog.pg_policies view 12018 (schemaname name, tablename name, policyname name, permissive text, roles name[],
--:   cmd text, qual text, with_check text)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_policy table 3256 (oid oid, polname name, polrelid oid, polcmd internal_char, polpermissive boolean,
--:   polroles oid[], polqual pg_node_tree, polwithcheck pg_node_tree)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_inherits table 2611 (inhrelid oid, inhparent oid, inhseqno integer, inhdetachpending boolean)
SELECT NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_partitioned_table table 3350 (partrelid oid, partstrat internal_char, partnatts smallint,
--:   partdefid oid, partattrs int2vector, partclass oidvector, partcollation oidvector, partexprs pg_node_tree)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_trigger table 2620 (oid oid, tgrelid oid, tgparentid oid, tgname name, tgfoid oid, tgtype smallint,
--:   tgenabled internal_char, tgisinternal boolean, tgconstrrelid oid, tgconstrindid oid, tgconstraint oid,
--:   tgdeferrable boolean, tginitdeferred boolean, tgnargs smallint, tgattr int2vector, tgargs blob,
--:   tgqual pg_node_tree, tgoldtable name, tgnewtable name)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
WHERE false
--: pg_catalog.pg_proc table 1255 (oid oid, proname name, pronamespace oid = 11, proowner oid = 10, prolang oid = 12,
--:   procost real = 1.0, prorows real = 0.0, provariadic oid = 0, prosupport regproc = '-', prokind internal_char,
--:   prosecdef boolean = 0, proleakproof boolean = 0, proisstrict boolean = 1, proretset boolean,
--:   provolatile internal_char, proparallel internal_char = 's', pronargs smallint, pronargdefaults smallint = 0,
--:   prorettype oid, proargtypes oidvector = NULL, proallargtypes oid[] = NULL, proargmodes text[] = NULL,
--:   proargnames text[] = NULL, proargdefaults pg_node_tree = NULL, protrftypes oid[] = NULL, prosrc text = '',
--:   probin text = NULL, prosqlbody pg_node_tree = NULL, proconfig text[] = NULL, proacl _aclitem = NULL)
SELECT f.oid, f.name, f.kind, f.returns_set, f.volatility, f.arguments, coalesce(t.oid, 2276)
FROM emulator_system_function f LEFT JOIN emulator_builtin_type t ON t.name = f.type
--: pg_catalog.pg_range table 3541 (rngtypid oid, rngsubtype oid, rngmultitypid oid, rngcollation oid, rngsubopc oid,
--:   rngcanonical regproc, rngsubdiff regproc)
VALUES (3904, 23, 4451, 0, 1978, 'int4range_canonical', 'int4range_subdiff'), (3906, 1700, 4532, 0, 3125, '-', 'numrange_subdiff'),
       (3908, 1114, 4533, 0, 3128, '-', 'tsrange_subdiff'), (3910, 1184, 4534, 0, 3127, '-', 'tstzrange_subdiff'),
       (3912, 1082, 4535, 0, 3122, 'daterange_canonical', 'daterange_subdiff'),
       (3926, 20, 4536, 0, 3124, 'int8range_canonical', 'int8range_subdiff')
--: pg_catalog.pg_foreign_table table 3118 (ftrelid oid, ftserver oid, ftoptions text[])
SELECT NULL, NULL, NULL WHERE false
--: pg_catalog.pg_event_trigger table 3466 (oid oid, evtname name, evtevent name, evtowner oid, evtfoid oid,
--:   evtenabled internal_char, evttags text[])
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: pg_catalog.pg_available_extensions view 12081 (name name, default_version text, installed_version text, comment text)
SELECT e.column1, e.column2, CASE e.column1 WHEN 'plpgsql' THEN '1.0' ELSE x.version END, e.column3
FROM (VALUES ('plpgsql', '1.0', 'PL/pgSQL procedural language'),
             ('citext', '1.6', 'data type for case-insensitive character strings'),
             ('pgcrypto', '1.3', 'cryptographic functions'),
             ('uuid-ossp', '1.1', 'generate universally unique identifiers (UUIDs)'),
             ('vector', '0.8.0', 'vector data type and ivfflat and hnsw access methods')) e
LEFT JOIN emulator_extension x ON x.name = e.column1
