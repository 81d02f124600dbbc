// Where a script is cut.
#include "sql_script.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace emulator;

namespace {

using Texts = std::vector<std::string>;

Texts texts(std::string_view script, backend::Engine engine) {
  Texts result;
  for (const ScriptStatement& statement : split_script(script, engine)) result.emplace_back(statement.text);
  return result;
}

constexpr auto mysql = backend::Engine::mysql;
constexpr auto postgres = backend::Engine::postgres;

}  // namespace

TEST_CASE("statements are cut at semicolons, without what surrounds them") {
  for (const auto engine : {mysql, postgres}) {
    CHECK(texts("", engine).empty());
    CHECK(texts(" ;; -- c\n /* ; */ ;", engine).empty());
    CHECK(texts("a; b ;\n-- c;\nd /* x */ e -- f\n", engine) == Texts{"a", "b", "d /* x */ e"});
    CHECK(texts("'a;''b'; \"c;d\";e", engine) == Texts{"'a;''b'", "\"c;d\"", "e"});
    CHECK(texts("a 'open ; end", engine) == Texts{"a 'open ; end"});
    CHECK(texts("a /* open ; end", engine) == Texts{"a"});
  }
}

TEST_CASE("each engine's own quotes and comments") {
  CHECK(texts(R"('a\';b';c)", mysql) == Texts{R"('a\';b')", "c"});
  CHECK(texts(R"('a\';b)", postgres) == Texts{R"('a\')", "b"});
  CHECK(texts(R"(E'a\';b';c)", postgres) == Texts{R"(E'a\';b')", "c"});
  CHECK(texts(R"(SOME'a\';b)", postgres) == Texts{R"(SOME'a\')", "b"});
  CHECK(texts("`a;b`;c", mysql) == Texts{"`a;b`", "c"});
  CHECK(texts("# a;b\nc;d", mysql) == Texts{"c", "d"});
  CHECK(texts("1--1;2", mysql) == Texts{"1--1", "2"});
  CHECK(texts("/*!40101 SET a = 1 */;b", mysql) == Texts{"/*!40101 SET a = 1 */", "b"});
  CHECK(texts("/* a /* ; */ ; */ b", postgres) == Texts{"b"});
  CHECK(texts("/* a /* ; */ b; c", mysql) == Texts{"b", "c"});
  CHECK(texts("$$a;b$$;c", postgres) == Texts{"$$a;b$$", "c"});
  CHECK(texts("$x$a;$$;b$x$;c", postgres) == Texts{"$x$a;$$;b$x$", "c"});
  CHECK(texts("a$x$;b$x$", postgres) == Texts{"a$x$", "b$x$"});
  CHECK(texts("$1;$2", postgres) == Texts{"$1", "$2"});
  CHECK(texts("$1$;$1$", postgres) == Texts{"$1$", "$1$"});
}

TEST_CASE("statements know their line") {
  const auto statements = split_script("-- first\n\na;\n  b\n;c", mysql);
  REQUIRE(statements.size() == 3);
  CHECK(statements[0].line == 3);
  CHECK(statements[1].line == 4);
  CHECK(statements[2].line == 5);
}

TEST_CASE("files of a folder come by name") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "rds-data-local-scripts";
  fs::create_directories(folder);
  CHECK_THROWS_AS(script_files(folder), std::runtime_error);
  CHECK_THROWS_AS(script_files(folder / "missing.sql"), std::runtime_error);
  for (const char* name : {"2.sql", "1.sql", "readme.md"}) std::ofstream(folder / name) << "x";
  CHECK(script_files(folder) == std::vector<fs::path>{folder / "1.sql", folder / "2.sql"});
  CHECK(script_files(folder / "readme.md") == std::vector<fs::path>{folder / "readme.md"});
  fs::remove_all(folder);
}
