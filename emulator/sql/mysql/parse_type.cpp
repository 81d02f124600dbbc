// Types of columns and casts. Synonyms become one name each, in lower case.
#include <array>
#include <utility>

#include "base/text.hpp"
#include "sql/mysql/parser.hpp"

namespace emulator::mysql {
namespace {

struct Synonym {
  Keyword word;
  std::string_view name;
};

constexpr std::array<Synonym, 12> integer_types = {{
    {"BIGINT", "bigint"},
    {"INT", "int"},
    {"INT1", "tinyint"},
    {"INT2", "smallint"},
    {"INT3", "mediumint"},
    {"INT4", "int"},
    {"INT8", "bigint"},
    {"INTEGER", "int"},
    {"MEDIUMINT", "mediumint"},
    {"MIDDLEINT", "mediumint"},
    {"SMALLINT", "smallint"},
    {"TINYINT", "tinyint"},
}};

constexpr std::array<Synonym, 9> fraction_types = {{
    {"DEC", "decimal"},
    {"DECIMAL", "decimal"},
    {"DOUBLE", "double"},
    {"FIXED", "decimal"},
    {"FLOAT", "float"},
    {"FLOAT4", "float"},
    {"FLOAT8", "double"},
    {"NUMERIC", "decimal"},
    {"REAL", "double"},
}};

// Types with at most a length, and no character set.
constexpr std::array<Synonym, 20> plain_types = {{
    {"BINARY", "binary"},
    {"BIT", "bit"},
    {"BLOB", "blob"},
    {"GEOMCOLLECTION", "geometrycollection"},
    {"GEOMETRY", "geometry"},
    {"GEOMETRYCOLLECTION", "geometrycollection"},
    {"JSON", "json"},
    {"LINESTRING", "linestring"},
    {"LONGBLOB", "longblob"},
    {"MEDIUMBLOB", "mediumblob"},
    {"MULTILINESTRING", "multilinestring"},
    {"MULTIPOINT", "multipoint"},
    {"MULTIPOLYGON", "multipolygon"},
    {"POINT", "point"},
    {"POLYGON", "polygon"},
    {"SERIAL", "serial"},
    {"TINYBLOB", "tinyblob"},
    {"VARBINARY", "varbinary"},
    {"BOOL", "tinyint"},
    {"BOOLEAN", "tinyint"},
}};

constexpr std::array<Synonym, 8> text_types = {{
    {"CHAR", "char"},
    {"CHARACTER", "char"},
    {"LONGTEXT", "longtext"},
    {"MEDIUMTEXT", "mediumtext"},
    {"TEXT", "text"},
    {"TINYTEXT", "tinytext"},
    {"VARCHAR", "varchar"},
    {"VARCHARACTER", "varchar"},
}};

constexpr std::array<Synonym, 5> time_types = {{
    {"DATE", "date"},
    {"DATETIME", "datetime"},
    {"TIME", "time"},
    {"TIMESTAMP", "timestamp"},
    {"YEAR", "year"},
}};

// The character set of NATIONAL CHAR (https://dev.mysql.com/doc/refman/8.0/en/charset-national.html).
constexpr std::string_view national_character_set = "utf8mb3";

// FLOAT(25) and above are DOUBLE.
constexpr std::int64_t maximum_float_precision = 24;

template <class Table>
std::string_view name_of(const Table& table, Keyword keyword) {
  for (const Synonym& synonym : table) {
    if (synonym.word == keyword) {
      return synonym.name;
    }
  }
  return {};
}

}  // namespace

ast::TypeName Parser::parse_type() {
  ast::TypeName type;
  type.name.position = position();
  if (parse_number_type(type) || parse_text_type(type) || parse_national_type(type) || parse_time_type(type)) {
    return type;
  }
  const Keyword keyword = peek().keyword;
  if (keyword == Keyword("ENUM") || keyword == Keyword("SET")) {
    type.name.parts.push_back(ascii_lower(take().text));
    parse_type_members(type);
    parse_type_charset(type);
    return type;
  }
  const std::string_view name = name_of(plain_types, keyword);
  if (keyword.is_none() || name.empty()) {
    fail();
  }
  take();
  type.name.parts.emplace_back(name);
  if (keyword == Keyword("BOOL") || keyword == Keyword("BOOLEAN")) {
    type.modifiers.push_back(1);
  } else {
    parse_type_modifiers(type, 1);
  }
  return type;
}

void Parser::parse_type_modifiers(ast::TypeName& type, std::size_t maximum) {
  if (!accept_symbol("(")) {
    return;
  }
  do {
    if (type.modifiers.size() == maximum) {
      fail();
    }
    type.modifiers.push_back(parse_integer());
  } while (accept_symbol(","));
  expect_symbol(")");
}

bool Parser::parse_number_type(ast::TypeName& type) {
  const Keyword keyword = peek().keyword;
  std::string_view name = name_of(integer_types, keyword);
  const bool is_integer = !name.empty();
  if (!is_integer) {
    name = name_of(fraction_types, keyword);
  }
  if (keyword.is_none() || name.empty()) {
    return false;
  }
  take();
  if (keyword == Keyword("DOUBLE")) {
    accept("PRECISION");
  }
  parse_type_modifiers(type, is_integer ? 1 : 2);
  if (name == "float" && type.modifiers.size() == 1) {
    name = type.modifiers.front() > maximum_float_precision ? "double" : "float";
    type.modifiers.clear();
  }
  type.name.parts.emplace_back(name);
  while (at("SIGNED") || at("UNSIGNED") || at("ZEROFILL")) {
    type.is_unsigned = take().keyword != Keyword("SIGNED") || type.is_unsigned;
  }
  return true;
}

bool Parser::parse_text_type(ast::TypeName& type) {
  const Keyword keyword = peek().keyword;
  if (accept("LONG")) {
    const bool is_binary = accept("VARBINARY");
    if (!is_binary && !accept("VARCHAR") && !accept("VARCHARACTER") && (accept("CHAR") || accept("CHARACTER"))) {
      expect("VARYING");
    }
    type.name.parts.emplace_back(is_binary ? "mediumblob" : "mediumtext");
    parse_type_charset(type);
    return true;
  }
  std::string_view name = name_of(text_types, keyword);
  if (keyword.is_none() || name.empty()) {
    return false;
  }
  take();
  if (name == "char" && accept("VARYING")) {
    name = "varchar";
  }
  if (name == "varchar" && !at_symbol("(")) {
    fail();
  }
  parse_type_modifiers(type, 1);
  type.name.parts.emplace_back(name);
  parse_type_charset(type);
  return true;
}

// NATIONAL CHAR, NATIONAL VARCHAR, NATIONAL CHAR VARYING, NCHAR, NCHAR VARCHAR, NCHAR VARYING, NVARCHAR
bool Parser::parse_national_type(ast::TypeName& type) {
  bool varying = false;
  if (accept("NVARCHAR")) {
    varying = true;
  } else if (accept("NCHAR")) {
    varying = accept("VARCHAR") || accept("VARYING");
  } else if (accept("NATIONAL")) {
    varying = accept("VARCHAR") || accept("VARCHARACTER");
    if (!varying) {
      if (!accept("CHAR")) {
        expect("CHARACTER");
      }
      varying = accept("VARYING");
    }
  } else {
    return false;
  }
  type.name.parts.emplace_back(varying ? "varchar" : "char");
  type.character_set = national_character_set;
  parse_type_modifiers(type, 1);
  type.is_binary = accept("BINARY");
  return true;
}

bool Parser::parse_time_type(ast::TypeName& type) {
  const Keyword keyword = peek().keyword;
  const std::string_view name = name_of(time_types, keyword);
  if (keyword.is_none() || name.empty()) {
    return false;
  }
  take();
  type.name.parts.emplace_back(name);
  if (name == "year") {
    // YEAR(4) is YEAR; nothing else is left of its display widths.
    if (accept_symbol("(")) {
      if (peek().text != "4") {
        fail();
      }
      take();
      expect_symbol(")");
    }
  } else if (name != "date") {
    parse_type_modifiers(type, 1);
  }
  return true;
}

void Parser::parse_type_members(ast::TypeName& type) {
  expect_symbol("(");
  do {
    type.members.push_back(parse_string());
  } while (accept_symbol(","));
  expect_symbol(")");
}

// [CHARACTER SET x | ASCII | UNICODE | BYTE] [BINARY] [COLLATE y], in MySQL's several orders
void Parser::parse_type_charset(ast::TypeName& type) {
  for (;;) {
    if (accept_charset()) {
      type.character_set = parse_charset_name();
    } else if (accept("ASCII")) {
      type.character_set = "latin1";
    } else if (accept("UNICODE")) {
      type.character_set = "ucs2";
    } else if (at("BYTE")) {
      take();
      const std::string& name = type.name.parts.back();
      type.name.parts.back() = name == "char" ? "binary" : name == "varchar" ? "varbinary" : "blob";
    } else if (accept("BINARY")) {
      type.is_binary = true;
    } else if (accept("COLLATE")) {
      type.collation = accept("BINARY") ? "binary" : ascii_lower(parse_word_or_string());
    } else {
      return;
    }
  }
}

bool Parser::accept_charset() {
  return accept("CHARSET") || accept("CHAR", "SET") || accept("CHARACTER", "SET");
}

std::string Parser::parse_charset_name() {
  return accept("BINARY") ? "binary" : ascii_lower(parse_word_or_string());
}

ast::TypeName Parser::parse_cast_type() {
  ast::TypeName type;
  type.name.position = position();
  if (at("SIGNED") || at("UNSIGNED")) {
    type.is_unsigned = at("UNSIGNED");
    type.name.parts.push_back(ascii_lower(take().text));
    if (!accept("INT")) {
      accept("INTEGER");
    }
    return type;
  }
  const bool is_allowed = at("BINARY") || at("CHAR") || at("CHARACTER") || at("NCHAR") || at("NATIONAL") ||
                          at("DATE") || at("YEAR") || at("TIME") || at("DATETIME") || at("DEC") || at("DECIMAL") ||
                          at("JSON") || at("FLOAT") || at("DOUBLE") || at("REAL");
  if (!is_allowed) {
    fail();
  }
  return parse_type();
}

}  // namespace emulator::mysql
