-- PostgreSQL's information_schema, as postgres.sql has the system catalogs. All that there is can be seen, by
-- whomever.

--: information_schema.information_schema_catalog_name view 13227 (catalog_name name)
SELECT database FROM emulator_state
--: information_schema.schemata view 13382 (catalog_name name, schema_name name, schema_owner name,
--:   default_character_set_catalog name = NULL, default_character_set_schema name = NULL,
--:   default_character_set_name name = NULL, sql_path varchar = NULL)
SELECT s.database, n.name, CASE WHEN n.name = 'public' THEN 'pg_database_owner' WHEN coalesce(e.owner, '') = '' THEN 'postgres'
       ELSE e.owner END
FROM emulator_namespace n LEFT JOIN emulator_schema e ON e.name = n.name, emulator_state s
--: information_schema.tables view 13425 (table_catalog name, table_schema name, table_name name, table_type varchar,
--:   self_referencing_column_name name = NULL, reference_generation varchar = NULL,
--:   user_defined_type_catalog name = NULL, user_defined_type_schema name = NULL, user_defined_type_name name = NULL,
--:   is_insertable_into varchar, is_typed varchar = 'NO', commit_action varchar = NULL)
SELECT s.database, r.schema, r.name, iif(r.kind = 'v', 'VIEW', 'BASE TABLE'), iif(r.kind <> 'v' OR EXISTS
       (SELECT 1 FROM emulator_written w WHERE w.table_id = r.oid AND w.kind = 'changeable' AND w.ordinal = 0), 'YES', 'NO')
FROM emulator_relation r, emulator_state s WHERE r.kind IN ('r', 'v')
--: information_schema.columns view 13295 (table_catalog name, table_schema name, table_name name, column_name name,
--:   ordinal_position integer, column_default varchar, is_nullable varchar, data_type varchar,
--:   character_maximum_length integer, character_octet_length integer, numeric_precision integer,
--:   numeric_precision_radix integer, numeric_scale integer, datetime_precision integer, interval_type varchar = NULL,
--:   interval_precision integer = NULL, character_set_catalog name = NULL, character_set_schema name = NULL,
--:   character_set_name name = NULL, collation_catalog name = NULL, collation_schema name = NULL,
--:   collation_name name = NULL, domain_catalog name = NULL, domain_schema name = NULL, domain_name name = NULL,
--:   udt_catalog name, udt_schema name, udt_name name, scope_catalog name = NULL, scope_schema name = NULL,
--:   scope_name name = NULL, maximum_cardinality integer = NULL, dtd_identifier name,
--:   is_self_referencing varchar = 'NO', is_identity varchar, identity_generation varchar, identity_start varchar,
--:   identity_increment varchar, identity_maximum varchar, identity_minimum varchar, identity_cycle varchar,
--:   is_generated varchar, generation_expression varchar, is_updatable varchar)
SELECT s.database, a.schema, r.name, a.name, a.num, iif(a.generated = '', coalesce(w.text, d.default_text), NULL),
       iif(a.not_null, 'NO', 'YES'),
       CASE WHEN y.category = 'A' THEN 'ARRAY' WHEN y.schema <> 'pg_catalog' THEN 'USER-DEFINED'
            ELSE pg_format_type(y.name, NULL) END,
       CASE WHEN a.typmod >= 0 AND a.type IN (1042, 1043) THEN a.typmod - 4 WHEN a.type = 1560 THEN max(a.typmod, 1)
            WHEN a.typmod >= 0 AND a.type = 1562 THEN a.typmod END,
       CASE WHEN a.type IN (1042, 1043) AND a.typmod >= 0 THEN 4 * (a.typmod - 4)
            WHEN a.type IN (25, 1042, 1043) THEN 1073741824 END,
       CASE a.type WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53
                   WHEN 1700 THEN iif(a.typmod < 0, NULL, (a.typmod - 4) / 65536) END,
       CASE WHEN a.type IN (21, 23, 20, 700, 701) THEN 2 WHEN a.type = 1700 THEN 10 END,
       CASE WHEN a.type IN (21, 23, 20) THEN 0 WHEN a.type = 1700 AND a.typmod >= 0 THEN (a.typmod - 4) % 65536 END,
       CASE WHEN a.type = 1082 THEN 0 WHEN a.type IN (1083, 1114, 1184, 1186, 1266) THEN iif(a.typmod < 0, 6, a.typmod) END,
       s.database, y.schema, y.name, CAST(a.num AS TEXT), iif(a.identity = '', 'NO', 'YES'),
       CASE a.identity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END, CAST(q.start AS TEXT),
       CAST(q.increment AS TEXT), CAST(q.maximum AS TEXT), CAST(q.minimum AS TEXT), iif(q.cycle, 'YES', 'NO'),
       iif(a.generated = '', 'NEVER', 'ALWAYS'),
       iif(a.generated = '', NULL, coalesce(w.text, d.generated_text)), iif(r.kind <> 'v' OR EXISTS
       (SELECT 1 FROM emulator_written w WHERE w.table_id = r.oid AND w.kind = 'changeable' AND w.ordinal = a.num), 'YES', 'NO')
FROM emulator_attribute a
JOIN emulator_relation r ON r.oid = a.relation
JOIN emulator_type y ON y.oid = a.type
LEFT JOIN emulator_column d ON d.table_id = a.relation AND d.id = a.num AND a.identity = ''
LEFT JOIN emulator_written w ON w.table_id = a.relation AND w.kind = 'default' AND w.ordinal = a.num AND a.identity = ''
LEFT JOIN emulator_column o ON o.table_id = a.relation AND o.id = a.num
LEFT JOIN emulator_sequence q ON q.id = o.sequence_id AND a.identity <> '', emulator_state s
--: information_schema.table_constraints view 13411 (constraint_catalog name, constraint_schema name,
--:   constraint_name name, table_catalog name, table_schema name, table_name name, constraint_type varchar,
--:   is_deferrable varchar, initially_deferred varchar, enforced varchar = 'YES', nulls_distinct varchar)
SELECT s.database, t.schema, c.name, s.database, t.schema, t.name,
       CASE c.kind WHEN 'primary_key' THEN 'PRIMARY KEY' WHEN 'unique' THEN 'UNIQUE' WHEN 'check' THEN 'CHECK'
                   ELSE 'FOREIGN KEY' END,
       iif(c.is_deferrable, 'YES', 'NO'), iif(c.initially_deferred, 'YES', 'NO'),
       iif(c.kind = 'unique', iif(c.nulls_not_distinct, 'NO', 'YES'), NULL)
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id, emulator_state s
UNION ALL
SELECT s.database, t.schema, n.oid || '_' || t.id || '_' || c.id || '_not_null', s.database, t.schema, t.name, 'CHECK', 'NO',
       'NO', NULL
FROM emulator_column c JOIN emulator_table t ON t.id = c.table_id
JOIN emulator_namespace n ON n.name = t.schema, emulator_state s
WHERE c.not_null
--: information_schema.key_column_usage view 13329 (constraint_catalog name, constraint_schema name,
--:   constraint_name name, table_catalog name, table_schema name, table_name name, column_name name,
--:   ordinal_position integer, position_in_unique_constraint integer)
SELECT s.database, t.schema, c.name, s.database, t.schema, t.name, col.name, k.ordinal,
       CASE c.kind WHEN 'foreign_key' THEN (
         SELECT uk.ordinal FROM "pg_catalog.pg_constraint" f
         JOIN emulator_constraint_column uk
           ON 400000000 + 2000 * (uk.table_id - 16384) + uk.constraint_ordinal = f.conindid
              AND uk.column_id = k.referenced_column
         WHERE f.oid = 100000000 + 2000 * (c.table_id - 16384) + c.ordinal) END
FROM emulator_constraint c
JOIN emulator_constraint_column k ON k.table_id = c.table_id AND k.constraint_ordinal = c.ordinal
JOIN emulator_column col ON col.table_id = c.table_id AND col.id = k.column_id
JOIN emulator_table t ON t.id = c.table_id, emulator_state s
WHERE c.kind <> 'check'
--: information_schema.constraint_column_usage view 13300 (table_catalog name, table_schema name, table_name name,
--:   column_name name, constraint_catalog name, constraint_schema name, constraint_name name)
SELECT s.database, o.schema, o.name, col.name, s.database, t.schema, c.name
FROM emulator_constraint c
JOIN emulator_constraint_column k ON k.table_id = c.table_id AND k.constraint_ordinal = c.ordinal
JOIN emulator_table t ON t.id = c.table_id
JOIN emulator_table o ON o.id = iif(c.kind = 'foreign_key', c.referenced_table, c.table_id)
JOIN emulator_column col ON col.table_id = o.id
  AND col.id = iif(c.kind = 'foreign_key', k.referenced_column, k.column_id), emulator_state s
UNION ALL
SELECT s.database, t.schema, t.name, col.name, s.database, t.schema, c.name
FROM emulator_written u
JOIN emulator_constraint c ON c.table_id = u.table_id AND c.ordinal = u.ordinal
JOIN emulator_table t ON t.id = u.table_id
JOIN emulator_column col ON col.table_id = u.table_id AND col.id = CAST(u.text AS INTEGER), emulator_state s
WHERE u.kind = 'check column'
--: information_schema.constraint_table_usage view 13305 (table_catalog name, table_schema name, table_name name,
--:   constraint_catalog name, constraint_schema name, constraint_name name)
SELECT s.database, o.schema, o.name, s.database, t.schema, c.name
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id
JOIN emulator_table o ON o.id = iif(c.kind = 'foreign_key', c.referenced_table, c.table_id), emulator_state s
WHERE c.kind <> 'check'
--: information_schema.referential_constraints view 13339 (constraint_catalog name, constraint_schema name,
--:   constraint_name name, unique_constraint_catalog name, unique_constraint_schema name, unique_constraint_name name,
--:   match_option varchar = 'NONE', update_rule varchar, delete_rule varchar)
SELECT s.database, t.schema, c.name, s.database, i.schema, i.name, c.on_update, c.on_delete
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id
JOIN "pg_catalog.pg_constraint" f ON f.oid = 100000000 + 2000 * (c.table_id - 16384) + c.ordinal
LEFT JOIN emulator_any_index i ON i.oid = f.conindid, emulator_state s
WHERE c.kind = 'foreign_key'
--: information_schema.check_constraints view 13260 (constraint_catalog name, constraint_schema name,
--:   constraint_name name, check_clause varchar)
SELECT s.database, t.schema, c.name, '(' || h.text || ')'
FROM emulator_constraint c JOIN emulator_table t ON t.id = c.table_id
JOIN emulator_check h ON h.table_id = c.table_id AND h.ordinal = c.ordinal, emulator_state s
UNION ALL
SELECT s.database, t.schema, n.oid || '_' || t.id || '_' || c.id || '_not_null', c.name || ' IS NOT NULL'
FROM emulator_column c JOIN emulator_table t ON t.id = c.table_id
JOIN emulator_namespace n ON n.name = t.schema, emulator_state s
WHERE c.not_null
--: information_schema.views view 13483 (table_catalog name, table_schema name, table_name name,
--:   view_definition varchar, check_option varchar = 'NONE', is_updatable varchar,
--:   is_insertable_into varchar, is_trigger_updatable varchar = 'NO', is_trigger_deletable varchar = 'NO',
--:   is_trigger_insertable_into varchar = 'NO')
SELECT s.database, v.schema, v.name, d.text, iif(w.text IS NULL, 'NO', 'YES'), iif(w.text IS NULL, 'NO', 'YES')
FROM emulator_view v JOIN emulator_view_definition d ON d.oid = v.id
LEFT JOIN emulator_written w ON w.table_id = v.id AND w.kind = 'changeable' AND w.ordinal = 0, emulator_state s
--: information_schema.sequences view 13386 (sequence_catalog name, sequence_schema name, sequence_name name,
--:   data_type varchar, numeric_precision integer, numeric_precision_radix integer = 2, numeric_scale integer = 0,
--:   start_value varchar, minimum_value varchar, maximum_value varchar, increment varchar, cycle_option varchar)
SELECT s.database, q.schema, q.name, q.type, CASE q.type WHEN 'smallint' THEN 16 WHEN 'integer' THEN 32 ELSE 64 END,
       CAST(q.start AS TEXT), CAST(q.minimum AS TEXT), CAST(q.maximum AS TEXT), CAST(q.increment AS TEXT),
       iif(q.cycle, 'YES', 'NO')
FROM emulator_sequence q, emulator_state s
WHERE NOT q.is_hidden AND NOT EXISTS (SELECT 1 FROM emulator_column c
                                      WHERE c.sequence_id = q.id AND c.identity IN ('always', 'by_default'))
--: information_schema.column_udt_usage view 13290 (udt_catalog name, udt_schema name, udt_name name,
--:   table_catalog name, table_schema name, table_name name, column_name name)
SELECT s.database, y.schema, y.name, s.database, a.schema, r.name, a.name
FROM emulator_attribute a JOIN emulator_relation r ON r.oid = a.relation AND r.oid >= 16384
JOIN emulator_type y ON y.oid = a.type, emulator_state s
--: information_schema.element_types view 13493 (object_catalog name, object_schema name, object_name name,
--:   object_type varchar, collection_type_identifier name, data_type varchar, character_maximum_length integer = NULL,
--:   character_octet_length integer = NULL, character_set_catalog name = NULL, character_set_schema name = NULL,
--:   character_set_name name = NULL, collation_catalog name = NULL, collation_schema name = NULL,
--:   collation_name name = NULL, numeric_precision integer = NULL, numeric_precision_radix integer = NULL,
--:   numeric_scale integer = NULL, datetime_precision integer = NULL, interval_type varchar = NULL,
--:   interval_precision integer = NULL, domain_default varchar = NULL, udt_catalog name, udt_schema name,
--:   udt_name name, scope_catalog name = NULL, scope_schema name = NULL, scope_name name = NULL,
--:   maximum_cardinality integer = NULL, dtd_identifier name)
SELECT s.database, a.schema, r.name, 'TABLE', CAST(a.num AS TEXT),
       iif(e.schema = 'pg_catalog', pg_format_type(e.name, NULL), 'USER-DEFINED'), s.database, e.schema, e.name,
       'a' || a.num
FROM emulator_attribute a JOIN emulator_relation r ON r.oid = a.relation AND r.oid >= 16384
JOIN emulator_type y ON y.oid = a.type AND y.category = 'A' JOIN emulator_type e ON e.oid = y.elem, emulator_state s
--: information_schema.table_privileges view 13416 (grantor name, grantee name, table_catalog name, table_schema name,
--:   table_name name, privilege_type varchar, is_grantable varchar, with_hierarchy varchar)
SELECT o.shown, o.shown, s.database, r.schema, r.name, p.column2, 'YES', iif(p.column2 = 'SELECT', 'YES', 'NO')
FROM emulator_relation r JOIN emulator_owner o ON o.name = r.owner
JOIN (VALUES (2, 'INSERT'), (1, 'SELECT'), (4, 'UPDATE'), (8, 'DELETE'), (16, 'TRUNCATE'), (32, 'REFERENCES'),
             (64, 'TRIGGER')) p, emulator_state s
WHERE r.kind IN ('r', 'v') AND r.oid >= 16384
UNION ALL
SELECT iif(g.grantor = '', 'postgres', g.grantor), iif(g.grantee = '', 'PUBLIC', g.grantee), s.database, r.schema, r.name,
       p.column2, iif((g.grantable & p.column1) <> 0, 'YES', 'NO'), iif(p.column2 = 'SELECT', 'YES', 'NO')
FROM emulator_grant g JOIN emulator_relation r ON r.oid = g.object AND r.kind IN ('r', 'v')
JOIN (VALUES (2, 'INSERT'), (1, 'SELECT'), (4, 'UPDATE'), (8, 'DELETE'), (16, 'TRUNCATE'), (32, 'REFERENCES'),
             (64, 'TRIGGER')) p ON (g.privileges & p.column1) <> 0, emulator_state s
WHERE NOT g.is_default AND g.kind = 'table' AND g.column_id = 0
--: information_schema.role_table_grants view 13421 (grantor name, grantee name, table_catalog name, table_schema name,
--:   table_name name, privilege_type varchar, is_grantable varchar, with_hierarchy varchar)
SELECT grantor, grantee, table_catalog, table_schema, table_name, privilege_type, is_grantable, with_hierarchy
FROM "information_schema.table_privileges" WHERE grantee <> 'PUBLIC'
--: information_schema.enabled_roles view 13325 (role_name name)
SELECT rolname FROM "pg_catalog.pg_roles" WHERE rolname IN ('postgres', 'rds_superuser')
--: information_schema.triggers view 13440 (trigger_catalog name, trigger_schema name = NULL, trigger_name name = NULL,
--:   event_manipulation varchar = NULL, event_object_catalog name = NULL, event_object_schema name = NULL,
--:   event_object_table name = NULL, action_order integer = NULL, action_condition varchar = NULL,
--:   action_statement varchar = NULL, action_orientation varchar = NULL, action_timing varchar = NULL,
--:   action_reference_old_table name = NULL, action_reference_new_table name = NULL,
--:   action_reference_old_row name = NULL, action_reference_new_row name = NULL, created timestamptz = NULL)
SELECT NULL WHERE false
--: information_schema.routines view 13377 (specific_catalog name, specific_schema name = NULL,
--:   specific_name name = NULL, routine_catalog name = NULL, routine_schema name = NULL, routine_name name = NULL,
--:   routine_type varchar = NULL, module_catalog name = NULL, module_schema name = NULL, module_name name = NULL,
--:   udt_catalog name = NULL, udt_schema name = NULL, udt_name name = NULL, data_type varchar = NULL,
--:   character_maximum_length integer = NULL, character_octet_length integer = NULL, character_set_catalog name = NULL,
--:   character_set_schema name = NULL, character_set_name name = NULL, collation_catalog name = NULL,
--:   collation_schema name = NULL, collation_name name = NULL, numeric_precision integer = NULL,
--:   numeric_precision_radix integer = NULL, numeric_scale integer = NULL, datetime_precision integer = NULL,
--:   interval_type varchar = NULL, interval_precision integer = NULL, type_udt_catalog name = NULL,
--:   type_udt_schema name = NULL, type_udt_name name = NULL, scope_catalog name = NULL, scope_schema name = NULL,
--:   scope_name name = NULL, maximum_cardinality integer = NULL, dtd_identifier name = NULL,
--:   routine_body varchar = NULL, routine_definition varchar = NULL, external_name varchar = NULL,
--:   external_language varchar = NULL, parameter_style varchar = NULL, is_deterministic varchar = NULL,
--:   sql_data_access varchar = NULL, is_null_call varchar = NULL, sql_path varchar = NULL,
--:   schema_level_routine varchar = NULL, max_dynamic_result_sets integer = NULL, is_user_defined_cast varchar = NULL,
--:   is_implicitly_invocable varchar = NULL, security_type varchar = NULL, to_sql_specific_catalog name = NULL,
--:   to_sql_specific_schema name = NULL, to_sql_specific_name name = NULL, as_locator varchar = NULL,
--:   created timestamptz = NULL, last_altered timestamptz = NULL, new_savepoint_level varchar = NULL,
--:   is_udt_dependent varchar = NULL, result_cast_from_data_type varchar = NULL, result_cast_as_locator varchar = NULL,
--:   result_cast_char_max_length integer = NULL, result_cast_char_octet_length integer = NULL,
--:   result_cast_char_set_catalog name = NULL, result_cast_char_set_schema name = NULL,
--:   result_cast_char_set_name name = NULL, result_cast_collation_catalog name = NULL,
--:   result_cast_collation_schema name = NULL, result_cast_collation_name name = NULL,
--:   result_cast_numeric_precision integer = NULL, result_cast_numeric_precision_radix integer = NULL,
--:   result_cast_numeric_scale integer = NULL, result_cast_datetime_precision integer = NULL,
--:   result_cast_interval_type varchar = NULL, result_cast_interval_precision integer = NULL,
--:   result_cast_type_udt_catalog name = NULL, result_cast_type_udt_schema name = NULL,
--:   result_cast_type_udt_name name = NULL, result_cast_scope_catalog name = NULL,
--:   result_cast_scope_schema name = NULL, result_cast_scope_name name = NULL,
--:   result_cast_maximum_cardinality integer = NULL, result_cast_dtd_identifier name = NULL)
SELECT NULL WHERE false
--: information_schema.parameters view 13334 (specific_catalog name, specific_schema name = NULL,
--:   specific_name name = NULL, ordinal_position integer = NULL, parameter_mode varchar = NULL,
--:   is_result varchar = NULL, as_locator varchar = NULL, parameter_name name = NULL, data_type varchar = NULL,
--:   character_maximum_length integer = NULL, character_octet_length integer = NULL, character_set_catalog name = NULL,
--:   character_set_schema name = NULL, character_set_name name = NULL, collation_catalog name = NULL,
--:   collation_schema name = NULL, collation_name name = NULL, numeric_precision integer = NULL,
--:   numeric_precision_radix integer = NULL, numeric_scale integer = NULL, datetime_precision integer = NULL,
--:   interval_type varchar = NULL, interval_precision integer = NULL, udt_catalog name = NULL, udt_schema name = NULL,
--:   udt_name name = NULL, scope_catalog name = NULL, scope_schema name = NULL, scope_name name = NULL,
--:   maximum_cardinality integer = NULL, dtd_identifier name = NULL, parameter_default varchar = NULL)
SELECT NULL WHERE false
--: information_schema.domains view 13320 (domain_catalog name, domain_schema name = 'information_schema',
--:   domain_name name, data_type varchar, character_maximum_length integer, character_octet_length integer,
--:   character_set_catalog name = NULL, character_set_schema name = NULL, character_set_name name = NULL,
--:   collation_catalog name, collation_schema name, collation_name name, numeric_precision integer,
--:   numeric_precision_radix integer, numeric_scale integer, datetime_precision integer,
--:   interval_type varchar = NULL, interval_precision integer = NULL, domain_default varchar, udt_catalog name,
--:   udt_schema name = 'pg_catalog', udt_name name, scope_catalog name = NULL, scope_schema name = NULL,
--:   scope_name name = NULL, maximum_cardinality integer = NULL, dtd_identifier name = '1')
SELECT s.database, d.name, pg_format_type(y.name, NULL), iif(d.typmod > 4, d.typmod - 4, NULL),
       CASE WHEN y.name = 'varchar' THEN iif(d.typmod > 4, 4 * (d.typmod - 4), 1073741824) END,
       iif(d.collation = 950, s.database, NULL), iif(d.collation = 950, 'pg_catalog', NULL),
       iif(d.collation = 950, 'C', NULL), iif(y.name = 'int4', 32, NULL), iif(y.name = 'int4', 2, NULL),
       iif(y.name = 'int4', 0, NULL), iif(y.name = 'timestamptz', d.typmod, NULL), d.default_text, s.database, y.name
FROM emulator_domain d JOIN emulator_builtin_type y ON y.oid = d.base, emulator_state s
--: information_schema.user_defined_types view 13463 (user_defined_type_catalog name,
--:   user_defined_type_schema name = NULL, user_defined_type_name name = NULL,
--:   user_defined_type_category varchar = NULL, is_instantiable varchar = NULL, is_final varchar = NULL,
--:   ordering_form varchar = NULL, ordering_category varchar = NULL, ordering_routine_catalog name = NULL,
--:   ordering_routine_schema name = NULL, ordering_routine_name name = NULL, reference_type varchar = NULL,
--:   data_type varchar = NULL, character_maximum_length integer = NULL, character_octet_length integer = NULL,
--:   character_set_catalog name = NULL, character_set_schema name = NULL, character_set_name name = NULL,
--:   collation_catalog name = NULL, collation_schema name = NULL, collation_name name = NULL,
--:   numeric_precision integer = NULL, numeric_precision_radix integer = NULL, numeric_scale integer = NULL,
--:   datetime_precision integer = NULL, interval_type varchar = NULL, interval_precision integer = NULL,
--:   source_dtd_identifier name = NULL, ref_dtd_identifier name = NULL)
SELECT NULL WHERE false
--: information_schema.view_table_usage view 13478 (view_catalog name, view_schema name = NULL, view_name name = NULL,
--:   table_catalog name = NULL, table_schema name = NULL, table_name name = NULL)
SELECT NULL WHERE false
--: information_schema.view_column_usage view 13468 (view_catalog name, view_schema name = NULL, view_name name = NULL,
--:   table_catalog name = NULL, table_schema name = NULL, table_name name = NULL, column_name name = NULL)
SELECT NULL WHERE false
