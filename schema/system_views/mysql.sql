-- MySQL's INFORMATION_SCHEMA and the part of performance_schema that clients read, as views over the emulator's own tables
-- (../catalog.sql). What each column means is told in dev.mysql.com/doc/refman/8.0/en/information-schema.html. A block of
-- lines that begin with "--:" names a view and its columns' types; the query below it fills them.
-- CREATE_STATEMENTS, CREATE_DATABASES, EVERY_COLUMN, EVERY_STATISTIC and TEMPORARY_TABLES are ours: what SHOW reads,
-- which also tells of a session's temporary tables. Those are in schemas that nothing else lists.

--: information_schema.schemata (CATALOG_NAME varchar(64), SCHEMA_NAME varchar(64), DEFAULT_CHARACTER_SET_NAME varchar(64),
--:   DEFAULT_COLLATION_NAME varchar(64), SQL_PATH varchar(64), DEFAULT_ENCRYPTION varchar(3))
SELECT 'def', name,
       CASE WHEN collation = '' THEN 'utf8mb4' ELSE substr(collation, 1, instr(collation || '_', '_') - 1) END,
       CASE collation WHEN '' THEN 'utf8mb4_0900_ai_ci' ELSE collation END, NULL, 'NO'
FROM emulator_schema WHERE name NOT GLOB '#temporary *'
UNION ALL SELECT 'def', 'information_schema', 'utf8mb3', 'utf8mb3_general_ci', NULL, 'NO'
UNION ALL SELECT 'def', 'mysql', 'utf8mb4', 'utf8mb4_0900_ai_ci', NULL, 'NO'
UNION ALL SELECT 'def', 'performance_schema', 'utf8mb4', 'utf8mb4_0900_ai_ci', NULL, 'NO'
UNION ALL SELECT 'def', 'sys', 'utf8mb4', 'utf8mb4_0900_ai_ci', NULL, 'NO'
--: information_schema.tables (TABLE_CATALOG varchar(64), TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64),
--:   TABLE_TYPE varchar(64), ENGINE varchar(64), VERSION integer, ROW_FORMAT varchar(20), TABLE_ROWS bigint,
--:   AVG_ROW_LENGTH bigint, DATA_LENGTH bigint, MAX_DATA_LENGTH bigint, INDEX_LENGTH bigint, DATA_FREE bigint,
--:   AUTO_INCREMENT bigint, CREATE_TIME timestamp, UPDATE_TIME timestamp, CHECK_TIME timestamp,
--:   TABLE_COLLATION varchar(64), CHECKSUM bigint, CREATE_OPTIONS varchar(256), TABLE_COMMENT varchar(2048))
SELECT 'def', schema, name, 'BASE TABLE', 'InnoDB', 10, 'Dynamic', 0, 0, 16384, 0, 0, 0, NULL, NULL, NULL, NULL,
       CASE collation WHEN '' THEN 'utf8mb4_0900_ai_ci' ELSE collation END, NULL, '', comment
FROM emulator_lasting_table
UNION ALL
SELECT 'def', schema, name, 'VIEW', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, 'VIEW'
FROM emulator_view
UNION ALL
SELECT 'def', substr(name, 1, instr(name, '.') - 1), upper(substr(name, instr(name, '.') + 1)), 'SYSTEM VIEW', NULL, 10,
       NULL, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, '', ''
FROM sqlite_schema WHERE type = 'view'
--: information_schema.columns (TABLE_CATALOG varchar(64), TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64),
--:   COLUMN_NAME varchar(64), ORDINAL_POSITION integer unsigned, COLUMN_DEFAULT text, IS_NULLABLE varchar(3),
--:   DATA_TYPE text, CHARACTER_MAXIMUM_LENGTH bigint, CHARACTER_OCTET_LENGTH bigint, NUMERIC_PRECISION bigint unsigned,
--:   NUMERIC_SCALE bigint unsigned, DATETIME_PRECISION integer unsigned, CHARACTER_SET_NAME varchar(64),
--:   COLLATION_NAME varchar(64), COLUMN_TYPE text, COLUMN_KEY char(3), EXTRA varchar(256), PRIVILEGES varchar(154),
--:   COLUMN_COMMENT text, GENERATION_EXPRESSION text, SRS_ID integer unsigned)
SELECT * FROM "information_schema.every_column" WHERE TABLE_SCHEMA NOT GLOB '#temporary *'
--: information_schema.every_column (TABLE_CATALOG varchar(64), TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64),
--:   COLUMN_NAME varchar(64), ORDINAL_POSITION integer unsigned, COLUMN_DEFAULT text, IS_NULLABLE varchar(3),
--:   DATA_TYPE text, CHARACTER_MAXIMUM_LENGTH bigint, CHARACTER_OCTET_LENGTH bigint, NUMERIC_PRECISION bigint unsigned,
--:   NUMERIC_SCALE bigint unsigned, DATETIME_PRECISION integer unsigned, CHARACTER_SET_NAME varchar(64),
--:   COLLATION_NAME varchar(64), COLUMN_TYPE text, COLUMN_KEY char(3), EXTRA varchar(256), PRIVILEGES varchar(154),
--:   COLUMN_COMMENT text, GENERATION_EXPRESSION text, SRS_ID integer unsigned)
SELECT 'def', c.schema, c.table_name, c.name, c.ordinal,
       CASE WHEN c.default_text LIKE '''%'''
              THEN replace(replace(substr(c.default_text, 2, length(c.default_text) - 2), '''''', ''''), '\\', '\')
            WHEN c.default_text LIKE '(%'
              THEN replace(replace(substr(c.default_text, 2, length(c.default_text) - 2), '\', '\\'), '''', '\''')
            WHEN upper(c.default_text) = 'NULL' THEN NULL
            ELSE c.default_text END,
       CASE WHEN c.not_null THEN 'NO' ELSE 'YES' END, c.word, c.characters,
       CASE WHEN c.word IN ('char', 'varchar', 'enum', 'set') THEN 4 * c.characters ELSE c.characters END,
       CASE c.word WHEN 'tinyint' THEN 3 WHEN 'smallint' THEN 5 WHEN 'mediumint' THEN 7 WHEN 'int' THEN 10
                   WHEN 'bigint' THEN CASE WHEN c.is_unsigned THEN 20 ELSE 19 END WHEN 'float' THEN 12
                   WHEN 'double' THEN 22 WHEN 'bit' THEN max(c.length, 1)
                   WHEN 'decimal' THEN CASE WHEN c.length >= 0 THEN c.length ELSE 10 END END,
       CASE WHEN c.word IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint') THEN 0
            WHEN c.word = 'decimal' THEN max(c.scale, 0) END,
       CASE WHEN c.word IN ('datetime', 'timestamp', 'time') THEN max(c.scale, 0) END,
       CASE WHEN c.is_text THEN 'utf8mb4' END,
       CASE WHEN c.is_text THEN CASE c.type_collation WHEN '' THEN 'utf8mb4_0900_ai_ci' ELSE c.type_collation END END,
       c.spelled, c.column_key,
       trim(CASE WHEN c.identity = 'auto_increment' THEN 'auto_increment' ELSE '' END ||
            CASE WHEN c.default_text LIKE 'CURRENT_TIMESTAMP%' OR c.default_text LIKE '(%' THEN 'DEFAULT_GENERATED'
                 ELSE '' END ||
            CASE WHEN c.on_update_text IS NOT NULL THEN ' on update ' || c.on_update_text ELSE '' END ||
            CASE WHEN c.generated_text IS NULL THEN ''
                 WHEN c.generated_stored THEN 'STORED GENERATED' ELSE 'VIRTUAL GENERATED' END),
       'select,insert,update,references', c.comment,
       replace(replace(coalesce(c.generated_text, ''), '\', '\\'), '''', '\'''), NULL
FROM (SELECT w.*, w.word IN ('char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'enum', 'set') AS is_text,
             CASE WHEN w.word IN ('char', 'varchar', 'binary', 'varbinary') THEN max(w.length, 1)
                  WHEN w.word IN ('enum', 'set') THEN my_longest_member(w.spelled)
                  WHEN w.word IN ('tinytext', 'tinyblob') THEN 255 WHEN w.word IN ('text', 'blob') THEN 65535
                  WHEN w.word IN ('mediumtext', 'mediumblob') THEN 16777215
                  WHEN w.word IN ('longtext', 'longblob') THEN 4294967295 END AS characters
      FROM (SELECT s.*, substr(s.spelled || ' ', 1, min(instr(s.spelled || ' ', ' '),
                               CASE instr(s.spelled, '(') WHEN 0 THEN 1000000 ELSE instr(s.spelled, '(') END) - 1) AS word
            FROM "emulator_any_column" s) w) c
--: emulator_lasting_table (id bigint, schema varchar(64), name varchar(64), collation varchar(64), comment text)
SELECT id, schema, name, collation, comment FROM emulator_table WHERE schema NOT GLOB '#temporary *'
--: information_schema.temporary_tables (CONNECTION bigint, TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64),
--:   STORED_SCHEMA varchar(96))
SELECT CAST(own AS INTEGER), substr(own, instr(own, ' ') + 1), name, schema
FROM (SELECT substr(schema, length('#temporary ') + 1) AS own, name, schema FROM emulator_table
      WHERE schema GLOB '#temporary *')
--: emulator_any_column (schema varchar(64), table_name varchar(64), name varchar(64), ordinal integer,
--:   default_text text, not_null integer, is_unsigned integer, length integer, scale integer,
--:   type_collation varchar(64), spelled text, identity varchar(64), on_update_text text, generated_text text,
--:   generated_stored integer, comment text, column_key varchar(3))
SELECT t.schema, t.name, c.name, c.ordinal, c.default_text, c.not_null, c.is_unsigned, c.length, c.scale,
       c.type_collation, c.spelled, c.identity, c.on_update_text, c.generated_text, c.generated_stored, c.comment,
       CASE WHEN EXISTS (SELECT 1 FROM emulator_constraint k JOIN emulator_constraint_column kc
                           ON kc.table_id = k.table_id AND kc.constraint_ordinal = k.ordinal
                         WHERE k.table_id = c.table_id AND k.kind = 'primary_key' AND kc.column_id = c.id) THEN 'PRI'
            WHEN EXISTS (SELECT 1 FROM "information_schema.every_statistic" s
                         WHERE s.TABLE_SCHEMA = t.schema AND s.TABLE_NAME = t.name AND s.COLUMN_NAME = c.name
                           AND s.SEQ_IN_INDEX = 1 AND s.NON_UNIQUE = 0
                           AND NOT EXISTS (SELECT 1 FROM "information_schema.every_statistic" o
                                           WHERE o.TABLE_SCHEMA = s.TABLE_SCHEMA AND o.TABLE_NAME = s.TABLE_NAME
                                             AND o.INDEX_NAME = s.INDEX_NAME AND o.SEQ_IN_INDEX = 2)) THEN 'UNI'
            WHEN EXISTS (SELECT 1 FROM "information_schema.every_statistic" s
                         WHERE s.TABLE_SCHEMA = t.schema AND s.TABLE_NAME = t.name AND s.COLUMN_NAME = c.name
                           AND s.SEQ_IN_INDEX = 1) THEN 'MUL'
            ELSE '' END
FROM emulator_column c JOIN emulator_table t ON t.id = c.table_id
UNION ALL
SELECT v.schema, v.name, c.name, c.ordinal, NULL, NOT c.nullable, c.spelled LIKE '%unsigned', c.length, c.scale,
       '', c.spelled, 'none', NULL, NULL, false, '', ''
FROM emulator_view_column c JOIN emulator_view v ON v.id = c.view_id
--: information_schema.statistics (TABLE_CATALOG varchar(64), TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64),
--:   NON_UNIQUE integer, INDEX_SCHEMA varchar(64), INDEX_NAME varchar(64), SEQ_IN_INDEX integer unsigned,
--:   COLUMN_NAME varchar(64), COLLATION varchar(1), CARDINALITY bigint, SUB_PART bigint, PACKED varchar(1),
--:   NULLABLE varchar(3), INDEX_TYPE varchar(11), COMMENT varchar(8), INDEX_COMMENT varchar(2048),
--:   IS_VISIBLE varchar(3), EXPRESSION text)
SELECT * FROM "information_schema.every_statistic" WHERE TABLE_SCHEMA NOT GLOB '#temporary *'
--: information_schema.every_statistic (TABLE_CATALOG varchar(64), TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64),
--:   NON_UNIQUE integer, INDEX_SCHEMA varchar(64), INDEX_NAME varchar(64), SEQ_IN_INDEX integer unsigned,
--:   COLUMN_NAME varchar(64), COLLATION varchar(1), CARDINALITY bigint, SUB_PART bigint, PACKED varchar(1),
--:   NULLABLE varchar(3), INDEX_TYPE varchar(11), COMMENT varchar(8), INDEX_COMMENT varchar(2048),
--:   IS_VISIBLE varchar(3), EXPRESSION text)
SELECT 'def', t.schema, t.name, i.non_unique, t.schema, i.name, i.ordinal, c.name,
       CASE WHEN i.descending THEN 'D' ELSE 'A' END, 0, nullif(i.prefix_length, 0), NULL,
       CASE WHEN c.not_null THEN '' ELSE 'YES' END, upper(i.method), '', '', 'YES',
       replace(replace(nullif(i.text, ''), '\', '\\'), '''', '\''')
FROM (SELECT k.table_id, k.name, 0 AS non_unique, kc.ordinal, kc.column_id, 0 AS descending, 0 AS prefix_length,
             'BTREE' AS method, '' AS text
      FROM emulator_constraint k
      JOIN emulator_constraint_column kc ON kc.table_id = k.table_id AND kc.constraint_ordinal = k.ordinal
      WHERE k.kind IN ('primary_key', 'unique')
      UNION ALL
      SELECT x.table_id, x.name, NOT x.is_unique, p.ordinal, p.column_id, p.descending, p.prefix_length,
             CASE x.method WHEN '' THEN 'BTREE' ELSE x.method END, p.text
      FROM emulator_index x JOIN emulator_index_part p ON p.table_id = x.table_id AND p.index_ordinal = x.ordinal) i
JOIN emulator_table t ON t.id = i.table_id
LEFT JOIN emulator_column c ON c.table_id = i.table_id AND c.id = i.column_id
--: information_schema.table_constraints (CONSTRAINT_CATALOG varchar(64), CONSTRAINT_SCHEMA varchar(64),
--:   CONSTRAINT_NAME varchar(64), TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64), CONSTRAINT_TYPE varchar(11),
--:   ENFORCED varchar(3))
SELECT 'def', t.schema, k.name, t.schema, t.name,
       CASE k.kind WHEN 'primary_key' THEN 'PRIMARY KEY' WHEN 'unique' THEN 'UNIQUE' WHEN 'check' THEN 'CHECK'
                   ELSE 'FOREIGN KEY' END, CASE WHEN k.is_enforced THEN 'YES' ELSE 'NO' END
FROM emulator_constraint k JOIN emulator_table t ON t.id = k.table_id
UNION ALL
SELECT 'def', t.schema, i.name, t.schema, t.name, 'UNIQUE', 'YES'
FROM emulator_index i JOIN emulator_table t ON t.id = i.table_id WHERE i.is_unique
--: information_schema.key_column_usage (CONSTRAINT_CATALOG varchar(64), CONSTRAINT_SCHEMA varchar(64),
--:   CONSTRAINT_NAME varchar(64), TABLE_CATALOG varchar(64), TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64),
--:   COLUMN_NAME varchar(64), ORDINAL_POSITION integer unsigned, POSITION_IN_UNIQUE_CONSTRAINT integer unsigned,
--:   REFERENCED_TABLE_SCHEMA varchar(64), REFERENCED_TABLE_NAME varchar(64), REFERENCED_COLUMN_NAME varchar(64))
SELECT 'def', t.schema, k.name, 'def', t.schema, t.name, c.name, kc.ordinal,
       CASE k.kind WHEN 'foreign_key' THEN kc.ordinal END, r.schema, r.name, rc.name
FROM emulator_constraint k
JOIN emulator_table t ON t.id = k.table_id
JOIN emulator_constraint_column kc ON kc.table_id = k.table_id AND kc.constraint_ordinal = k.ordinal
JOIN emulator_column c ON c.table_id = k.table_id AND c.id = kc.column_id
LEFT JOIN emulator_table r ON r.id = k.referenced_table AND k.kind = 'foreign_key'
LEFT JOIN emulator_column rc ON rc.table_id = r.id AND rc.id = kc.referenced_column
WHERE k.kind <> 'check'
UNION ALL
SELECT 'def', t.schema, i.name, 'def', t.schema, t.name, c.name, p.ordinal, NULL, NULL, NULL, NULL
FROM emulator_index i
JOIN emulator_table t ON t.id = i.table_id
JOIN emulator_index_part p ON p.table_id = i.table_id AND p.index_ordinal = i.ordinal
JOIN emulator_column c ON c.table_id = i.table_id AND c.id = p.column_id
WHERE i.is_unique
--: information_schema.referential_constraints (CONSTRAINT_CATALOG varchar(64), CONSTRAINT_SCHEMA varchar(64),
--:   CONSTRAINT_NAME varchar(64), UNIQUE_CONSTRAINT_CATALOG varchar(64), UNIQUE_CONSTRAINT_SCHEMA varchar(64),
--:   UNIQUE_CONSTRAINT_NAME varchar(64), MATCH_OPTION varchar(64), UPDATE_RULE varchar(64), DELETE_RULE varchar(64),
--:   TABLE_NAME varchar(64), REFERENCED_TABLE_NAME varchar(64))
SELECT 'def', t.schema, k.name, 'def', r.schema,
       (SELECT u.name FROM emulator_constraint u WHERE u.table_id = r.id AND u.kind IN ('primary_key', 'unique') LIMIT 1),
       'NONE', k.on_update, k.on_delete, t.name, r.name
FROM emulator_constraint k JOIN emulator_table t ON t.id = k.table_id JOIN emulator_table r ON r.id = k.referenced_table
WHERE k.kind = 'foreign_key'
--: information_schema.check_constraints (CONSTRAINT_CATALOG varchar(64), CONSTRAINT_SCHEMA varchar(64),
--:   CONSTRAINT_NAME varchar(64), CHECK_CLAUSE text)
SELECT 'def', t.schema, k.name, replace(replace(k.check_text, '\', '\\'), '''', '\''')
FROM emulator_constraint k JOIN emulator_table t ON t.id = k.table_id WHERE k.kind = 'check'
--: information_schema.views (TABLE_CATALOG varchar(64), TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64),
--:   VIEW_DEFINITION text, CHECK_OPTION varchar(8), IS_UPDATABLE varchar(3), DEFINER varchar(288),
--:   SECURITY_TYPE varchar(7), CHARACTER_SET_CLIENT varchar(64), COLLATION_CONNECTION varchar(64))
SELECT 'def', schema, name, text, 'NONE', CASE WHEN my_is_updatable(text) THEN 'YES' ELSE 'NO' END, 'admin@%', 'DEFINER',
       'utf8mb4', 'utf8mb4_0900_ai_ci'
FROM emulator_view
--: information_schema.create_statements (TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64), CREATE_STATEMENT text,
--:   CHARACTER_SET_CLIENT varchar(64), COLLATION_CONNECTION varchar(64))
SELECT t.schema, t.name,
       CASE WHEN t.schema GLOB '#temporary *' THEN 'CREATE TEMPORARY TABLE `' ELSE 'CREATE TABLE `' END || t.name ||
       '` (' || char(10) ||
       (SELECT group_concat('  ' || line, ',' || char(10)) FROM (
          SELECT 1 AS part, c.ordinal AS ordinal,
                 '`' || c.name || '` ' || c.spelled ||
                 CASE WHEN c.type IN ('char', 'varchar', 'text', 'enum', 'set') AND c.type_collation <> ''
                        AND c.type_collation <> t.collation
                      THEN ' CHARACTER SET utf8mb4 COLLATE ' || c.type_collation ELSE '' END ||
                 CASE WHEN c.generated_text IS NULL THEN ''
                      ELSE ' GENERATED ALWAYS AS (' || c.generated_text || ')' ||
                           CASE WHEN c.generated_stored THEN ' STORED' ELSE ' VIRTUAL' END END ||
                 CASE WHEN c.not_null THEN ' NOT NULL'
                      WHEN c.type = 'timestamptz' THEN ' NULL' ELSE '' END ||
                 CASE WHEN c.default_text IS NOT NULL AND c.default_text GLOB '[0-9-]*'
                        THEN ' DEFAULT ''' || c.default_text || ''''
                      WHEN c.default_text IS NOT NULL THEN ' DEFAULT ' || c.default_text
                      WHEN c.not_null OR c.generated_text IS NOT NULL OR c.type IN ('text', 'blob', 'json') THEN ''
                      ELSE ' DEFAULT NULL' END ||
                 CASE WHEN c.on_update_text IS NOT NULL THEN ' ON UPDATE ' || c.on_update_text ELSE '' END ||
                 CASE c.identity WHEN 'auto_increment' THEN ' AUTO_INCREMENT' ELSE '' END ||
                 CASE c.comment WHEN '' THEN '' ELSE ' COMMENT ''' || replace(c.comment, '''', '''''') || '''' END AS line
          FROM emulator_column c WHERE c.table_id = t.id
          UNION ALL
          SELECT CASE k.kind WHEN 'primary_key' THEN 2 WHEN 'unique' THEN 3 WHEN 'foreign_key' THEN 5 ELSE 6 END, k.ordinal,
                 CASE k.kind WHEN 'primary_key' THEN 'PRIMARY KEY (' || own.names || ')'
                             WHEN 'unique' THEN 'UNIQUE KEY `' || k.name || '` (' || own.names || ')'
                             WHEN 'check' THEN 'CONSTRAINT `' || k.name || '` CHECK (' || k.check_text || ')' ||
                                               CASE WHEN k.is_enforced THEN '' ELSE ' /*!80016 NOT ENFORCED */' END
                             ELSE 'CONSTRAINT `' || k.name || '` FOREIGN KEY (' || own.names || ') REFERENCES `' || r.name ||
                                  '` (' || own.referenced || ')' ||
                                  CASE k.on_delete WHEN 'NO ACTION' THEN '' ELSE ' ON DELETE ' || k.on_delete END ||
                                  CASE k.on_update WHEN 'NO ACTION' THEN '' ELSE ' ON UPDATE ' || k.on_update END END
          FROM emulator_constraint k
          LEFT JOIN emulator_table r ON r.id = k.referenced_table
          LEFT JOIN (SELECT kc.table_id, kc.constraint_ordinal, group_concat('`' || a.name || '`') AS names,
                            group_concat('`' || b.name || '`') AS referenced
                     FROM (SELECT * FROM emulator_constraint_column ORDER BY table_id, constraint_ordinal, ordinal) kc
                     JOIN emulator_constraint x ON x.table_id = kc.table_id AND x.ordinal = kc.constraint_ordinal
                     JOIN emulator_column a ON a.table_id = kc.table_id AND a.id = kc.column_id
                     LEFT JOIN emulator_column b ON b.table_id = x.referenced_table AND b.id = kc.referenced_column
                     GROUP BY kc.table_id, kc.constraint_ordinal) own
            ON own.table_id = k.table_id AND own.constraint_ordinal = k.ordinal
          WHERE k.table_id = t.id
          UNION ALL
          SELECT CASE WHEN i.is_unique THEN 3 ELSE 4 END, i.ordinal,
                 CASE WHEN i.is_unique THEN 'UNIQUE KEY `' WHEN upper(i.method) = 'FULLTEXT' THEN 'FULLTEXT KEY `'
                      ELSE 'KEY `' END || i.name || '` (' ||
                 (SELECT group_concat(piece) FROM (
                    SELECT coalesce('`' || c.name || '`', '(' || p.text || ')') ||
                           CASE p.prefix_length WHEN 0 THEN '' ELSE '(' || p.prefix_length || ')' END ||
                           CASE WHEN p.descending THEN ' DESC' ELSE '' END AS piece
                    FROM emulator_index_part p
                    LEFT JOIN emulator_column c ON c.table_id = p.table_id AND c.id = p.column_id
                    WHERE p.table_id = i.table_id AND p.index_ordinal = i.ordinal ORDER BY p.ordinal)) || ')'
          FROM emulator_index i WHERE i.table_id = t.id
          ORDER BY part, ordinal)) || char(10) || ') ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=' ||
       CASE t.collation WHEN '' THEN 'utf8mb4_0900_ai_ci' ELSE t.collation END ||
       CASE t.comment WHEN '' THEN '' ELSE ' COMMENT=''' || replace(t.comment, '''', '''''') || '''' END,
       'utf8mb4', 'utf8mb4_0900_ai_ci'
FROM emulator_table t
UNION ALL
SELECT schema, name,
       'CREATE ALGORITHM=UNDEFINED DEFINER=`admin`@`%` SQL SECURITY DEFINER VIEW `' || name || '` AS ' || text,
       'utf8mb4', 'utf8mb4_0900_ai_ci'
FROM emulator_view
--: information_schema.engines (ENGINE varchar(64), SUPPORT varchar(8), COMMENT varchar(80), TRANSACTIONS varchar(3),
--:   XA varchar(3), SAVEPOINTS varchar(3))
VALUES ('InnoDB', 'DEFAULT', 'Supports transactions, row-level locking, and foreign keys', 'YES', 'YES', 'YES')
--: information_schema.character_sets (CHARACTER_SET_NAME varchar(64), DEFAULT_COLLATE_NAME varchar(64),
--:   DESCRIPTION varchar(2048), MAXLEN integer unsigned)
VALUES ('utf8mb4', 'utf8mb4_0900_ai_ci', 'UTF-8 Unicode', 4)
--: information_schema.collations (COLLATION_NAME varchar(64), CHARACTER_SET_NAME varchar(64), ID bigint unsigned,
--:   IS_DEFAULT varchar(3), IS_COMPILED varchar(3), SORTLEN integer unsigned, PAD_ATTRIBUTE varchar(9))
VALUES ('utf8mb4_0900_ai_ci', 'utf8mb4', 255, 'Yes', 'Yes', 0, 'NO PAD'),
       ('utf8mb4_0900_as_cs', 'utf8mb4', 278, '', 'Yes', 0, 'NO PAD'),
       ('utf8mb4_0900_bin', 'utf8mb4', 309, '', 'Yes', 1, 'NO PAD'),
       ('utf8mb4_bin', 'utf8mb4', 46, '', 'Yes', 1, 'PAD SPACE'),
       ('utf8mb4_general_ci', 'utf8mb4', 45, '', 'Yes', 1, 'PAD SPACE'),
       ('utf8mb4_unicode_ci', 'utf8mb4', 224, '', 'Yes', 8, 'PAD SPACE')
--: information_schema.triggers (TRIGGER_CATALOG varchar(64), TRIGGER_SCHEMA varchar(64), TRIGGER_NAME varchar(64),
--:   EVENT_MANIPULATION char(6), EVENT_OBJECT_CATALOG varchar(64), EVENT_OBJECT_SCHEMA varchar(64),
--:   EVENT_OBJECT_TABLE varchar(64), ACTION_ORDER integer unsigned, ACTION_CONDITION varbinary(1),
--:   ACTION_STATEMENT text, ACTION_ORIENTATION varchar(3), ACTION_TIMING char(6),
--:   ACTION_REFERENCE_OLD_TABLE varbinary(1), ACTION_REFERENCE_NEW_TABLE varbinary(1),
--:   ACTION_REFERENCE_OLD_ROW varchar(3), ACTION_REFERENCE_NEW_ROW varchar(3), CREATED timestamptz,
--:   SQL_MODE char(520), DEFINER varchar(288), CHARACTER_SET_CLIENT varchar(64), COLLATION_CONNECTION varchar(64),
--:   DATABASE_COLLATION varchar(64))
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL WHERE false
--: information_schema.routines (SPECIFIC_NAME varchar(64), ROUTINE_CATALOG varchar(64), ROUTINE_SCHEMA varchar(64),
--:   ROUTINE_NAME varchar(64), ROUTINE_TYPE char(9), DATA_TYPE text, CHARACTER_MAXIMUM_LENGTH bigint,
--:   CHARACTER_OCTET_LENGTH bigint, NUMERIC_PRECISION integer unsigned, NUMERIC_SCALE integer unsigned,
--:   DATETIME_PRECISION integer unsigned, CHARACTER_SET_NAME varchar(64), COLLATION_NAME varchar(64),
--:   DTD_IDENTIFIER text, ROUTINE_BODY varchar(8), ROUTINE_DEFINITION text, EXTERNAL_NAME varbinary(1),
--:   EXTERNAL_LANGUAGE varchar(64), PARAMETER_STYLE varchar(3), IS_DETERMINISTIC varchar(3),
--:   SQL_DATA_ACCESS char(17), SQL_PATH varbinary(1), SECURITY_TYPE char(7), CREATED timestamptz,
--:   LAST_ALTERED timestamptz, SQL_MODE char(520), ROUTINE_COMMENT text, DEFINER varchar(288),
--:   CHARACTER_SET_CLIENT varchar(64), COLLATION_CONNECTION varchar(64), DATABASE_COLLATION varchar(64))
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: information_schema.parameters (SPECIFIC_CATALOG varchar(64), SPECIFIC_SCHEMA varchar(64),
--:   SPECIFIC_NAME varchar(64), ORDINAL_POSITION bigint unsigned, PARAMETER_MODE varchar(5),
--:   PARAMETER_NAME varchar(64), DATA_TYPE text, CHARACTER_MAXIMUM_LENGTH bigint, CHARACTER_OCTET_LENGTH bigint,
--:   NUMERIC_PRECISION integer unsigned, NUMERIC_SCALE bigint, DATETIME_PRECISION integer unsigned,
--:   CHARACTER_SET_NAME varchar(64), COLLATION_NAME varchar(64), DTD_IDENTIFIER text, ROUTINE_TYPE char(9))
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: information_schema.events (EVENT_CATALOG varchar(64), EVENT_SCHEMA varchar(64), EVENT_NAME varchar(64),
--:   DEFINER varchar(288), TIME_ZONE varchar(64), EVENT_BODY varchar(3), EVENT_DEFINITION text,
--:   EVENT_TYPE varchar(9), EXECUTE_AT timestamp, INTERVAL_VALUE varchar(256), INTERVAL_FIELD char(18),
--:   SQL_MODE char(520), STARTS timestamp, ENDS timestamp, STATUS char(18), ON_COMPLETION varchar(12),
--:   CREATED timestamptz, LAST_ALTERED timestamptz, LAST_EXECUTED timestamp, EVENT_COMMENT varchar(2048),
--:   ORIGINATOR integer unsigned, CHARACTER_SET_CLIENT varchar(64), COLLATION_CONNECTION varchar(64),
--:   DATABASE_COLLATION varchar(64))
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: information_schema.partitions (TABLE_CATALOG varchar(64), TABLE_SCHEMA varchar(64), TABLE_NAME varchar(64),
--:   PARTITION_NAME varchar(64), SUBPARTITION_NAME varchar(64), PARTITION_ORDINAL_POSITION integer unsigned,
--:   SUBPARTITION_ORDINAL_POSITION integer unsigned, PARTITION_METHOD varchar(13), SUBPARTITION_METHOD varchar(13),
--:   PARTITION_EXPRESSION varchar(2048), SUBPARTITION_EXPRESSION varchar(2048), PARTITION_DESCRIPTION text,
--:   TABLE_ROWS bigint unsigned, AVG_ROW_LENGTH bigint unsigned, DATA_LENGTH bigint unsigned,
--:   MAX_DATA_LENGTH bigint unsigned, INDEX_LENGTH bigint unsigned, DATA_FREE bigint unsigned,
--:   CREATE_TIME timestamptz, UPDATE_TIME timestamp, CHECK_TIME timestamp, CHECKSUM bigint, PARTITION_COMMENT text,
--:   NODEGROUP varchar(256), TABLESPACE_NAME varchar(268))
SELECT 'def', schema, name, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 16384, 0, 0, 0, NULL, NULL, NULL,
       NULL, '', NULL, NULL
FROM emulator_table
--: information_schema.collation_character_set_applicability (COLLATION_NAME varchar(64),
--:   CHARACTER_SET_NAME varchar(64))
SELECT COLLATION_NAME, CHARACTER_SET_NAME FROM "information_schema.collations"
--: information_schema.create_databases (SCHEMA_NAME varchar(64), CREATE_STATEMENT varchar(1024))
SELECT SCHEMA_NAME,
       'CREATE DATABASE `' || SCHEMA_NAME || '` /*!40100 DEFAULT CHARACTER SET ' || DEFAULT_CHARACTER_SET_NAME ||
       CASE WHEN DEFAULT_CHARACTER_SET_NAME = 'utf8mb4' OR DEFAULT_COLLATION_NAME NOT LIKE '%general_ci'
            THEN ' COLLATE ' || DEFAULT_COLLATION_NAME ELSE '' END || ' */ /*!80016 DEFAULT ENCRYPTION=''N'' */'
FROM "information_schema.schemata"
--: information_schema.processlist (ID bigint unsigned, USER varchar(32), HOST varchar(261), DB varchar(64),
--:   COMMAND varchar(16), TIME integer, STATE varchar(64), INFO text)
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false
--: performance_schema.session_variables (VARIABLE_NAME varchar(64), VARIABLE_VALUE varchar(1024))
SELECT name, session_setting(name, value) FROM emulator_setting WHERE session_setting(name, value) IS NOT NULL
--: performance_schema.global_variables (VARIABLE_NAME varchar(64), VARIABLE_VALUE varchar(1024))
SELECT name, value FROM emulator_setting
--: performance_schema.session_status (VARIABLE_NAME varchar(64), VARIABLE_VALUE varchar(1024))
VALUES ('Threads_connected', '1')
--: performance_schema.global_status (VARIABLE_NAME varchar(64), VARIABLE_VALUE varchar(1024))
VALUES ('Threads_connected', '1')
