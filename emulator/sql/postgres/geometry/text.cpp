// A point is a pair of numbers, in parentheses or not; the other types are made of points, with more of them around.
#include "sql/postgres/geometry/text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "base/text.hpp"
#include "sql/postgres/functions/arguments.hpp"
#include "sql/postgres/geometry/measures.hpp"
#include "sql/postgres/geometry/numbers.hpp"
#include "types/float_text.hpp"

namespace emulator::postgres::geometry {

namespace {

[[noreturn]] void bad_line(const char* reason) {
  throw make_worded_error(Condition::invalid_text_representation, std::string("invalid line specification: ") + reason);
}

class Reader {
 public:
  Reader(const std::string& text, const char* type) : text_(text), type_(type) {}

  [[noreturn]] void fail() const { bad_text(type_, text_); }

  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char wanted) {
    const bool found = next() == wanted && at_ < text_.size();
    at_ += found ? 1 : 0;
    return found;
  }
  void expect(char wanted) {
    if (!take(wanted)) {
      fail();
    }
  }
  void skip_spaces() {
    while (is_ascii_space(next())) {
      ++at_;
    }
  }
  void expect_end() {
    if (at_ != text_.size()) {
      fail();
    }
  }

  // As strtod() reads it, which is what the server's own reading does too; spaces around it go.
  double number() {
    skip_spaces();
    const char* start = text_.c_str() + at_;
    char* end = nullptr;
    errno = 0;
    const double value = std::strtod(start, &end);
    if (end == start) {
      fail();
    }
    const bool is_out_of_range = errno == ERANGE && (value == 0 || std::isinf(value));
    if (is_out_of_range) {
      throw make_worded_error(Condition::numeric_out_of_range,
                              "\"" + text_.substr(at_, static_cast<std::size_t>(end - start)) +
                                  "\" is out of range for type double precision");
    }
    at_ += static_cast<std::size_t>(end - start);
    skip_spaces();
    return value;
  }

  Point pair() {
    skip_spaces();
    const bool is_enclosed = take('(');
    Point point;
    point.x = number();
    expect(',');
    point.y = number();
    if (is_enclosed) {
      expect(')');
      skip_spaces();
    }
    return point;
  }

  // Points with commas between, in parentheses or, where that is allowed, in brackets. True: they were in brackets.
  bool points(std::vector<Point>& into, std::size_t count, bool takes_brackets) {
    skip_spaces();
    const bool has_bracket = next() == '[';
    if (has_bracket && !takes_brackets) {
      fail();
    }
    const bool is_enclosed = has_bracket || begins_enclosure();
    at_ += is_enclosed ? 1 : 0;
    into.reserve(count);
    while (into.size() < count) {
      into.push_back(pair());
      take(',');
    }
    skip_spaces();
    if (is_enclosed) {
      if (!take(')') && !(has_bracket && take(']'))) {
        fail();
      }
      skip_spaces();
    }
    return has_bracket;
  }

  // The number of points, by the commas that are there.
  std::size_t count() const {
    const auto commas = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), ','));
    if (commas % 2 == 0) {
      fail();
    }
    return (commas + 1) / 2;
  }

  // Whether the parenthesis here has all the others behind it rather than a point in it.
  bool begins_enclosure() const {
    if (next() != '(') {
      return false;
    }
    const std::size_t inner = text_.find_first_not_of(" \t\n\v\f\r", at_ + 1);
    const bool is_nested = inner != std::string::npos && text_[inner] == '(';
    return is_nested || is_only_parenthesis();
  }
  bool is_only_parenthesis() const { return next() == '(' && text_.find('(', at_ + 1) == std::string::npos; }

 private:
  const std::string& text_;
  const char* type_;
  std::size_t at_ = 0;
};

std::string number_text(double value) {
  return postgres_text(value);
}

std::string pair_text(const Point& point) {
  return "(" + number_text(point.x) + "," + number_text(point.y) + ")";
}

std::string points_text(const std::vector<Point>& points) {
  std::string text;
  for (const Point& point : points) {
    text += (text.empty() ? "" : ",") + pair_text(point);
  }
  return text;
}

}  // namespace

void read(const std::string& text, Point& value) {
  Reader reader{text, "point"};
  value = reader.pair();
  reader.expect_end();
}

void read(const std::string& text, Line& value) {
  Reader reader{text, "line"};
  reader.skip_spaces();
  if (reader.take('{')) {
    value.a = reader.number();
    reader.expect(',');
    value.b = reader.number();
    reader.expect(',');
    value.c = reader.number();
    reader.expect('}');
    reader.skip_spaces();
    reader.expect_end();
    if (is_zero(value.a) && is_zero(value.b)) {
      bad_line("A and B cannot both be zero");
    }
    return;
  }
  std::vector<Point> points;
  reader.points(points, 2, true);
  reader.expect_end();
  if (same(points[0], points[1])) {
    bad_line("must be two distinct points");
  }
  value = line_through(points[0], slope(points[0], points[1]));
}

void read(const std::string& text, Segment& value) {
  Reader reader{text, "lseg"};
  std::vector<Point> points;
  reader.points(points, 2, true);
  reader.expect_end();
  value = {points[0], points[1]};
}

void read(const std::string& text, Box& value) {
  Reader reader{text, "box"};
  std::vector<Point> points;
  reader.points(points, 2, false);
  reader.expect_end();
  value = {points[0], points[1]};
}

void read(const std::string& text, Path& value) {
  Reader reader{text, "path"};
  const std::size_t count = reader.count();
  reader.skip_spaces();
  const bool is_enclosed = reader.is_only_parenthesis() && reader.take('(');
  value.is_closed = !reader.points(value.points, count, true);
  if (is_enclosed) {
    reader.expect(')');
    reader.skip_spaces();
  }
  reader.expect_end();
}

void read(const std::string& text, Polygon& value) {
  Reader reader{text, "polygon"};
  reader.points(value.points, reader.count(), false);
  reader.expect_end();
}

void read(const std::string& text, Circle& value) {
  Reader reader{text, "circle"};
  reader.skip_spaces();
  const bool has_angle = reader.take('<');
  const bool has_parenthesis = !has_angle && reader.begins_enclosure() && !reader.is_only_parenthesis();
  if (has_parenthesis) {
    reader.take('(');
  }
  value.center = reader.pair();
  reader.take(',');
  value.radius = reader.number();
  if (has_angle || has_parenthesis) {
    if (!reader.take(')') && !reader.take('>')) {
      reader.fail();
    }
    reader.skip_spaces();
  }
  reader.expect_end();
}

std::string print(const Point& value) {
  return pair_text(value);
}
std::string print(const Line& value) {
  return "{" + number_text(value.a) + "," + number_text(value.b) + "," + number_text(value.c) + "}";
}
std::string print(const Segment& value) {
  return "[" + pair_text(value.from) + "," + pair_text(value.to) + "]";
}
std::string print(const Box& value) {
  return pair_text(value.high) + "," + pair_text(value.low);
}
std::string print(const Path& value) {
  return value.is_closed ? "(" + points_text(value.points) + ")" : "[" + points_text(value.points) + "]";
}
std::string print(const Polygon& value) {
  return "(" + points_text(value.points) + ")";
}
std::string print(const Circle& value) {
  return "<" + pair_text(value.center) + "," + number_text(value.radius) + ">";
}

}  // namespace emulator::postgres::geometry
