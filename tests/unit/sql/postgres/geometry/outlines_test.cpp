// What takes long among geometric values ends with its statement; what is printed is read back as it was.
#include "sql/postgres/geometry/outlines.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "sql/postgres/geometry/text.hpp"

namespace emulator::postgres::geometry::test {

namespace {

// Up and down between two heights.
std::vector<Point> zigzag(int count, double low, double high) {
  std::vector<Point> points;
  for (int index = 0; index < count; ++index) {
    points.push_back({static_cast<double>(index), index % 2 == 0 ? low : high});
  }
  return points;
}

template <class Shape>
std::string reread(const std::string& text) {
  Shape shape;
  read(text, shape);
  return print(shape);
}

template <class Work>
bool is_canceled(const Work& work) {
  try {
    work();
    return false;
  } catch (const SqlError& error) {
    return error.condition == Condition::query_canceled;
  }
}

}  // namespace

TEST_CASE("pairs of segments are looked at until the deadline") {
  sql::CallContext context;
  const Path lower{false, zigzag(100, 0, 10)}, upper{false, zigzag(100, 21, 21)};
  CHECK(!meet(lower, upper, context));
  CHECK(distance(lower, upper, context) == doctest::Approx(11.0));
  context.deadline = std::chrono::steady_clock::time_point::min();
  CHECK(is_canceled([&] { distance(lower, upper, context); }));
  CHECK(is_canceled([&] { distance(Polygon{zigzag(100, 0, 10)}, Polygon{zigzag(100, 50, 60)}, context); }));
}

TEST_CASE("computed values that no literal may have are read back") {
  CHECK(reread<Circle>("<(1,2),-3>") == "<(1,2),-3>");
  CHECK(reread<Box>("(0,0),(1,1)") == "(0,0),(1,1)");
  CHECK(reread<Point>("(-0,1e-320)") == "(-0,1e-320)");
  CHECK(reread<Line>("{Infinity,-1,NaN}") == "{Infinity,-1,NaN}");
  CHECK(reread<Path>("[(1,2)]") == "[(1,2)]");
  CHECK(reread<Path>("((1,2))") == "((1,2))");
  CHECK(reread<Polygon>("((1,2))") == "((1,2))");
  CHECK(reread<Segment>("[(1,2),(NaN,Infinity)]") == "[(1,2),(NaN,Infinity)]");
}

}  // namespace emulator::postgres::geometry::test
