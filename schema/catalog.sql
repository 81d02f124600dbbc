-- The emulator's own tables in every SQLite file. They hold what a catalog::Catalog holds, in rows that the system views
-- (system_views/) can join. Reserved names: everything that begins with emulator_. No stored table of a user is called
-- so, because its name always has its schema and a point in front.
-- A change of these tables raises emulator_state.format and adds the step from the old one to catalog_store.

-- One row. stamp: of the catalog's content, never used twice. next_id: of the next object.
CREATE TABLE emulator_state (
  format       INTEGER NOT NULL,
  stamp        INTEGER NOT NULL,
  next_id      INTEGER NOT NULL,
  database     TEXT NOT NULL,
  system_views INTEGER NOT NULL  -- a checksum of the texts by which the views in this file were made
) STRICT;

CREATE TABLE emulator_schema (
  name      TEXT PRIMARY KEY,
  collation TEXT NOT NULL,
  owner     TEXT NOT NULL DEFAULT ''  -- here and below: the role that made it; empty: the master user
) STRICT;

CREATE TABLE emulator_role (
  id                     INTEGER PRIMARY KEY,
  name                   TEXT NOT NULL UNIQUE,
  is_master              INTEGER NOT NULL,
  can_login              INTEGER NOT NULL,
  inherits               INTEGER NOT NULL,
  may_create_roles       INTEGER NOT NULL,
  may_create_databases   INTEGER NOT NULL,
  bypasses_row_security  INTEGER NOT NULL,
  connection_limit       INTEGER NOT NULL,
  password               TEXT,
  valid_until            TEXT,
  is_locked              INTEGER NOT NULL
) STRICT;

CREATE TABLE emulator_role_member (
  role     TEXT NOT NULL,
  member   TEXT NOT NULL,
  ordinal  INTEGER NOT NULL,
  is_admin INTEGER NOT NULL,
  PRIMARY KEY (role, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE emulator_grant (
  ordinal     INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL,  -- server, database, schema, table, sequence, type
  object      INTEGER NOT NULL,
  schema      TEXT NOT NULL,
  name        TEXT NOT NULL,
  column_id   INTEGER NOT NULL,  -- 0: the whole object
  column_name TEXT NOT NULL,
  grantee     TEXT NOT NULL,  -- empty: PUBLIC
  grantor     TEXT NOT NULL,
  privileges  INTEGER NOT NULL,  -- bits: catalog/role.hpp
  grantable   INTEGER NOT NULL,
  is_default  INTEGER NOT NULL,  -- of ALTER DEFAULT PRIVILEGES, for the objects of:
  creator     TEXT NOT NULL
) STRICT;

CREATE TABLE emulator_table (
  id             INTEGER PRIMARY KEY,
  schema         TEXT NOT NULL,
  name           TEXT NOT NULL,
  storage_name   TEXT NOT NULL,
  next_column_id INTEGER NOT NULL,
  comment        TEXT NOT NULL,
  collation      TEXT NOT NULL,
  materialized_text TEXT NOT NULL,  -- the query of a materialized view
  search_schema  TEXT NOT NULL,
  row_security   INTEGER NOT NULL DEFAULT 0,
  owner TEXT NOT NULL DEFAULT '',
  UNIQUE (schema, name)
) STRICT;

CREATE TABLE emulator_column (
  table_id         INTEGER NOT NULL,
  ordinal          INTEGER NOT NULL,  -- from 1
  id               INTEGER NOT NULL,
  name             TEXT NOT NULL,
  storage_name     TEXT NOT NULL,
  type             TEXT NOT NULL,  -- as emulator::to_string names the bare TypeId
  element          TEXT NOT NULL,  -- of arrays
  is_unsigned      INTEGER NOT NULL,
  length           INTEGER NOT NULL,  -- -1: not given
  scale            INTEGER NOT NULL,
  type_collation   TEXT NOT NULL,
  type_name        TEXT NOT NULL,  -- of enum, set and other
  spelled          TEXT NOT NULL,  -- the whole type as the engine writes it, for the system views
  metadata_name    TEXT NOT NULL,  -- and its short name
  not_null         INTEGER NOT NULL,
  default_text     TEXT,
  generated_text   TEXT,
  generated_stored INTEGER NOT NULL,
  on_update_text   TEXT,
  identity         TEXT NOT NULL,  -- none, auto_increment, serial, by_default, always
  sequence_id      INTEGER NOT NULL,
  comment          TEXT NOT NULL,
  PRIMARY KEY (table_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE emulator_constraint (
  table_id           INTEGER NOT NULL,
  ordinal            INTEGER NOT NULL,
  kind               TEXT NOT NULL,  -- primary_key, unique, check, foreign_key
  name               TEXT NOT NULL,
  check_text         TEXT NOT NULL,
  referenced_table   INTEGER NOT NULL,
  on_delete          TEXT NOT NULL,  -- NO ACTION, RESTRICT, CASCADE, SET NULL, SET DEFAULT
  on_update          TEXT NOT NULL,
  is_deferrable      INTEGER NOT NULL,
  initially_deferred INTEGER NOT NULL,
  nulls_not_distinct INTEGER NOT NULL,
  is_validated       INTEGER NOT NULL,
  is_enforced        INTEGER NOT NULL,
  PRIMARY KEY (table_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE emulator_constraint_column (
  table_id          INTEGER NOT NULL,
  constraint_ordinal INTEGER NOT NULL,
  ordinal           INTEGER NOT NULL,  -- from 1
  column_id         INTEGER NOT NULL,
  referenced_column INTEGER NOT NULL,  -- id; 0 unless a foreign key
  PRIMARY KEY (table_id, constraint_ordinal, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE emulator_index (
  table_id     INTEGER NOT NULL,
  ordinal      INTEGER NOT NULL,
  name         TEXT NOT NULL,
  storage_name TEXT NOT NULL,
  is_unique    INTEGER NOT NULL,
  where_text   TEXT NOT NULL,
  method       TEXT NOT NULL,
  options      TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (table_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE emulator_index_part (
  table_id      INTEGER NOT NULL,
  index_ordinal INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,  -- from 1
  column_id     INTEGER NOT NULL,  -- 0: an expression
  text          TEXT NOT NULL,
  prefix_length INTEGER NOT NULL,
  descending    INTEGER NOT NULL,
  nulls_first   INTEGER,
  operator_class TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (table_id, index_ordinal, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE emulator_index_included (
  table_id      INTEGER NOT NULL,
  index_ordinal INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,  -- from 1, behind the parts
  column_id     INTEGER NOT NULL,
  PRIMARY KEY (table_id, index_ordinal, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE emulator_view (
  id            INTEGER PRIMARY KEY,
  schema        TEXT NOT NULL,
  name          TEXT NOT NULL,
  text          TEXT NOT NULL,
  search_schema TEXT NOT NULL,
  named_columns INTEGER NOT NULL,  -- whether the view's definition gave the names below
  comment       TEXT NOT NULL,
  owner TEXT NOT NULL DEFAULT '',
  UNIQUE (schema, name)
) STRICT;

-- What the view's query results in; written when the view is made.
CREATE TABLE emulator_view_column (
  view_id       INTEGER NOT NULL,
  ordinal       INTEGER NOT NULL,  -- from 1
  name          TEXT NOT NULL,
  spelled       TEXT NOT NULL,
  metadata_name TEXT NOT NULL,
  length        INTEGER NOT NULL,
  scale         INTEGER NOT NULL,
  nullable      INTEGER NOT NULL,
  PRIMARY KEY (view_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE emulator_sequence (
  id           INTEGER PRIMARY KEY,
  schema       TEXT NOT NULL,
  name         TEXT NOT NULL,
  type         TEXT NOT NULL,
  start        INTEGER NOT NULL,
  increment    INTEGER NOT NULL,
  minimum      INTEGER NOT NULL,
  maximum      INTEGER NOT NULL,
  cache        INTEGER NOT NULL,
  cycle        INTEGER NOT NULL,
  owner_table  INTEGER NOT NULL,
  owner_column INTEGER NOT NULL,
  is_hidden    INTEGER NOT NULL,
  owner TEXT NOT NULL DEFAULT ''
) STRICT;

-- Where each sequence stands. Written behind the counters in memory, which never go back (backend/emulated/sequences).
CREATE TABLE emulator_counter (
  sequence_id INTEGER PRIMARY KEY,
  value       INTEGER NOT NULL,
  is_called   INTEGER NOT NULL  -- 0: `value` is still to be handed out
) STRICT;

CREATE TABLE emulator_extension (
  name    TEXT PRIMARY KEY,
  schema  TEXT NOT NULL,
  version TEXT NOT NULL
) STRICT;

CREATE TABLE emulator_enum (
  id     INTEGER PRIMARY KEY,
  schema TEXT NOT NULL,
  name   TEXT NOT NULL,
  owner TEXT NOT NULL DEFAULT '',
  UNIQUE (schema, name)
) STRICT;

CREATE TABLE emulator_enum_label (
  enum_id INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,  -- from 1
  label   TEXT NOT NULL,
  PRIMARY KEY (enum_id, ordinal)
) STRICT, WITHOUT ROWID;

-- The engine's settings by default (backend/emulated/known_settings), for the system views; renewed with them.
CREATE TABLE emulator_setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
