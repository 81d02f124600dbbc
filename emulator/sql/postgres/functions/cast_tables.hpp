// The casts of PostgreSQL as tables: which there are, how strong they are, and what does them.
#pragma once

#include <array>

#include "sql/dialect.hpp"
#include "sql/postgres/functions/cast_functions.hpp"
#include "sql/postgres/functions/geometry.hpp"
#include "sql/postgres/functions/range.hpp"
#include "sql/postgres/functions/xml.hpp"
#include "types/type.hpp"

namespace emulator::postgres::casts {

using enum TypeId;

struct Conversion {
  TypeId from, to;
  sql::CastStrength strength;
  sql::NativeFunction function;
};
inline constexpr sql::CastStrength implicit = sql::CastStrength::implicit;
inline constexpr sql::CastStrength assignment = sql::CastStrength::assignment;
inline constexpr sql::CastStrength explicit_ = sql::CastStrength::explicit_;

// clang-format off
inline constexpr std::array conversions = {
    Conversion{smallint,    integer,     implicit,   nullptr},
    Conversion{smallint,    bigint,      implicit,   nullptr},
    Conversion{smallint,    real,        implicit,   integer_to_real},
    Conversion{smallint,    double_,     implicit,   integer_to_double},
    Conversion{smallint,    decimal,     implicit,   integer_to_numeric},
    Conversion{smallint,    oid,         implicit,   integer_to_oid},
    Conversion{integer,     smallint,    assignment, integer_to_smallint},
    Conversion{integer,     bigint,      implicit,   nullptr},
    Conversion{integer,     real,        implicit,   integer_to_real},
    Conversion{integer,     double_,     implicit,   integer_to_double},
    Conversion{integer,     decimal,     implicit,   integer_to_numeric},
    Conversion{integer,     oid,         implicit,   integer_to_oid},
    Conversion{integer,     boolean,     explicit_,  integer_to_boolean},
    Conversion{bigint,      smallint,    assignment, integer_to_smallint},
    Conversion{bigint,      integer,     assignment, integer_to_integer},
    Conversion{bigint,      real,        implicit,   integer_to_real},
    Conversion{bigint,      double_,     implicit,   integer_to_double},
    Conversion{bigint,      decimal,     implicit,   integer_to_numeric},
    Conversion{bigint,      oid,         implicit,   integer_to_oid},
    Conversion{boolean,     integer,     explicit_,  boolean_to_integer},
    Conversion{oid,         bigint,      assignment, nullptr},
    Conversion{oid,         integer,     assignment, integer_to_integer},
    Conversion{real,        smallint,    assignment, float_to_smallint},
    Conversion{real,        integer,     assignment, float_to_integer},
    Conversion{real,        bigint,      assignment, float_to_bigint},
    Conversion{real,        double_,     implicit,   nullptr},
    Conversion{real,        decimal,     assignment, real_to_numeric},
    Conversion{double_,     smallint,    assignment, float_to_smallint},
    Conversion{double_,     integer,     assignment, float_to_integer},
    Conversion{double_,     bigint,      assignment, float_to_bigint},
    Conversion{double_,     real,        assignment, double_to_real},
    Conversion{double_,     decimal,     assignment, double_to_numeric},
    Conversion{decimal,     smallint,    assignment, numeric_to_smallint},
    Conversion{decimal,     integer,     assignment, numeric_to_integer},
    Conversion{decimal,     bigint,      assignment, numeric_to_bigint},
    Conversion{decimal,     real,        implicit,   numeric_to_real},
    Conversion{decimal,     double_,     implicit,   numeric_to_double},
    Conversion{bit,         integer,     explicit_,  bit_to_integer},
    Conversion{bit,         bigint,      explicit_,  bit_to_bigint},
    Conversion{inet,        cidr,        assignment, inet_to_cidr},
    Conversion{cidr,        inet,        implicit,   cidr_to_inet},
    Conversion{integer,     money,       assignment, integer_to_money},
    Conversion{bigint,      money,       assignment, integer_to_money},
    Conversion{decimal,     money,       assignment, numeric_to_money},
    Conversion{money,       decimal,     assignment, money_to_numeric},
    Conversion{macaddr,     macaddr8,    implicit,   macaddr_to_macaddr8},
    Conversion{macaddr8,    macaddr,     implicit,   macaddr8_to_macaddr},
    Conversion{xid8,        xid,         explicit_,  xid8_to_xid},
    Conversion{date,        timestamp,   implicit,   date_to_timestamp},
    Conversion{date,        timestamptz, implicit,   date_to_timestamptz},
    Conversion{timestamp,   date,        assignment, timestamp_to_date},
    Conversion{timestamp,   time,        assignment, timestamp_to_time},
    Conversion{timestamp,   timestamptz, implicit,   timestamp_to_timestamptz},
    Conversion{timestamptz, date,        assignment, timestamptz_to_date},
    Conversion{timestamptz, time,        assignment, timestamptz_to_time},
    Conversion{timestamptz, timestamp,   assignment, timestamptz_to_timestamp},
    Conversion{time,        interval,    implicit,   time_to_interval},
    Conversion{interval,    time,        assignment, interval_to_time},
    Conversion{json,        jsonb,       assignment, input_jsonb},
    Conversion{jsonb,       json,        assignment, nullptr},
    Conversion{jsonb,       boolean,     explicit_,  jsonb_to_boolean},
    Conversion{jsonb,       smallint,    explicit_,  jsonb_to_smallint},
    Conversion{jsonb,       integer,     explicit_,  jsonb_to_integer},
    Conversion{jsonb,       bigint,      explicit_,  jsonb_to_bigint},
    Conversion{jsonb,       real,        explicit_,  jsonb_to_real},
    Conversion{jsonb,       double_,     explicit_,  jsonb_to_double},
    Conversion{jsonb,       decimal,     explicit_,  jsonb_to_numeric},
    Conversion{int4range, int4multirange, explicit_, range_to_multirange},
    Conversion{int8range, int8multirange, explicit_, range_to_multirange},
    Conversion{numrange, nummultirange, explicit_, range_to_multirange},
    Conversion{tsrange, tsmultirange, explicit_, range_to_multirange},
    Conversion{tstzrange, tstzmultirange, explicit_, range_to_multirange},
    Conversion{daterange, datemultirange, explicit_, range_to_multirange},
    Conversion{point,       box,         assignment, point_to_box},
    Conversion{lseg,        point,       explicit_,  lseg_to_point},
    Conversion{box,         point,       explicit_,  box_to_point},
    Conversion{box,         lseg,        explicit_,  box_to_lseg},
    Conversion{box,         polygon,     assignment, box_to_polygon},
    Conversion{box,         circle,      explicit_,  box_to_circle},
    Conversion{path,        polygon,     assignment, path_to_polygon},
    Conversion{polygon,     point,       explicit_,  polygon_to_point},
    Conversion{polygon,     box,         explicit_,  polygon_to_box},
    Conversion{polygon,     path,        assignment, polygon_to_path},
    Conversion{polygon,     circle,      explicit_,  polygon_to_circle},
    Conversion{circle,      point,       explicit_,  circle_to_point},
    Conversion{circle,      box,         explicit_,  circle_to_box},
    Conversion{circle,      polygon,     explicit_,  circle_to_polygon},
    // Within a type: other modifiers.
    Conversion{decimal,     decimal,     implicit,   numeric_to_numeric},
    Conversion{interval,    interval,    implicit,   interval_to_interval},
    Conversion{time,        time,        implicit,   time_to_time},
    Conversion{timestamp,   timestamp,   implicit,   timestamp_to_timestamp},
    Conversion{timestamptz, timestamptz, implicit,   timestamp_to_timestamp},
    Conversion{vector,      vector,      implicit,   vector_to_vector},
    Conversion{halfvec,     halfvec,     implicit,   halfvec_to_halfvec},
    Conversion{sparsevec,   sparsevec,   implicit,   sparsevec_to_sparsevec},
};

struct Reader { TypeId to; sql::NativeFunction function; };
inline constexpr std::array readers = {
    Reader{boolean,   input_boolean},   Reader{smallint,    input_smallint},    Reader{integer,  input_integer},
    Reader{bigint,    input_bigint},    Reader{real,        input_real},        Reader{double_,  input_double},
    Reader{decimal,   input_numeric},   Reader{oid,         input_oid},         Reader{blob,     input_bytea},
    Reader{date,      input_date},      Reader{time,        input_time},        Reader{timetz,   input_timetz},
    Reader{timestamp, input_timestamp}, Reader{timestamptz, input_timestamptz}, Reader{interval, input_interval},
    Reader{uuid,      input_uuid},      Reader{json,        input_json},        Reader{jsonb,    input_jsonb},
    Reader{enum_,     input_enum},      Reader{bit,         input_bit},         Reader{varbit,   input_varbit},
    Reader{inet,      input_inet},      Reader{cidr,        input_cidr},        Reader{macaddr,  input_macaddr},
    Reader{vector,    input_vector},    Reader{halfvec,     input_halfvec},     Reader{sparsevec, input_sparsevec},
    Reader{int4range, input_range<int4range>}, Reader{int4multirange, input_range<int4multirange>},
    Reader{int8range, input_range<int8range>}, Reader{int8multirange, input_range<int8multirange>},
    Reader{numrange, input_range<numrange>}, Reader{nummultirange, input_range<nummultirange>},
    Reader{tsrange, input_range<tsrange>}, Reader{tsmultirange, input_range<tsmultirange>},
    Reader{tstzrange, input_range<tstzrange>}, Reader{tstzmultirange, input_range<tstzmultirange>},
    Reader{daterange, input_range<daterange>}, Reader{datemultirange, input_range<datemultirange>},
    Reader{tsvector,  input_tsvector},  Reader{tsquery,     input_tsquery},     Reader{macaddr8, input_macaddr8},
    Reader{money,     input_money},     Reader{pg_lsn,      input_pg_lsn},      Reader{xid,      input_xid},
    Reader{xid8,      input_xid8},      Reader{pg_snapshot, input_snapshot},    Reader{txid_snapshot, input_snapshot},
    Reader{point,    input_point},
    Reader{line,      input_line},      Reader{lseg,        input_lseg},        Reader{box,      input_box},
    Reader{path,      input_path},      Reader{polygon,     input_polygon},     Reader{circle,   input_circle},
    Reader{xml,      input_xml},
};

struct Writer { TypeId from; sql::NativeFunction function; };
inline constexpr std::array writers = {
    Writer{boolean,   output_boolean},   Writer{smallint,    output_integer},     Writer{integer,  output_integer},
    Writer{bigint,    output_integer},   Writer{real,        output_real},        Writer{double_,  output_double},
    Writer{decimal,   output_as_it_is},  Writer{oid,         output_integer},     Writer{blob,     output_bytea},
    Writer{date,      output_as_it_is},  Writer{time,        output_time},        Writer{timetz,   output_as_it_is},
    Writer{timestamp, output_timestamp}, Writer{timestamptz, output_timestamptz}, Writer{interval, output_as_it_is},
    Writer{uuid,      output_as_it_is},  Writer{json,        output_as_it_is},    Writer{jsonb,    output_as_it_is},
    Writer{enum_,     output_as_it_is},  Writer{text,        output_as_it_is},    Writer{char_,    output_without_padding},
    Writer{bit,       output_as_it_is},  Writer{varbit,      output_as_it_is},    Writer{macaddr,  output_as_it_is},
    Writer{inet,      output_inet},      Writer{cidr,        output_as_it_is},    Writer{vector,   output_vector},
    Writer{halfvec,   output_halfvec},   Writer{sparsevec,   output_sparsevec},
    Writer{int4range, output_as_it_is}, Writer{int4multirange, output_as_it_is},
    Writer{int8range, output_as_it_is}, Writer{int8multirange, output_as_it_is},
    Writer{numrange, output_as_it_is}, Writer{nummultirange, output_as_it_is},
    Writer{tsrange, output_as_it_is}, Writer{tsmultirange, output_as_it_is},
    Writer{tstzrange, output_tstzrange}, Writer{tstzmultirange, output_tstzmultirange},
    Writer{daterange, output_as_it_is}, Writer{datemultirange, output_as_it_is},
    Writer{tsvector,  output_as_it_is},  Writer{tsquery,     output_as_it_is},    Writer{macaddr8, output_as_it_is},
    Writer{money,     output_as_it_is},  Writer{pg_lsn,      output_as_it_is},    Writer{xid,      output_integer},
    Writer{xid8,      output_as_it_is},  Writer{pg_snapshot, output_as_it_is},    Writer{txid_snapshot, output_as_it_is},
    Writer{point,    output_as_it_is},
    Writer{line,      output_as_it_is},  Writer{lseg,        output_as_it_is},    Writer{box,      output_as_it_is},
    Writer{path,      output_as_it_is},  Writer{polygon,     output_as_it_is},    Writer{circle,   output_as_it_is},
    Writer{xml,      output_xml},
};
// clang-format on

}  // namespace emulator::postgres::casts
