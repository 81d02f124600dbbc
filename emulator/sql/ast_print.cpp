// Printing of expressions, names and types.
#include "sql/ast_print.hpp"

#include <array>

#include "base/hex.hpp"
#include "sql/ast_printer.hpp"

namespace emulator::ast {

std::string print(const Statement& statement) {
  Printer printer;
  printer.put(statement);
  return std::move(printer.text);
}

std::string print(const Query& query) {
  Printer printer;
  printer.put(query);
  return std::move(printer.text);
}

std::string print(const Expression& expression) {
  Printer printer;
  printer.put(expression);
  return std::move(printer.text);
}

void Printer::open(std::string_view tag) {
  word("(");
  text += tag;
}

void Printer::word(std::string_view word) {
  if (!text.empty() && text.back() != '(') {
    text += ' ';
  }
  text += word;
}

void Printer::quoted(std::string_view content) {
  constexpr std::string_view digits = "0123456789abcdef";
  word("'");
  for (const char c : content) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\'' || c == '\\') {
      text += '\\';
      text += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      text += "\\x";
      text += digits[byte >> 4];
      text += digits[byte & 15];
    } else {
      text += c;
    }
  }
  text += '\'';
}

void Printer::flag(bool is_set, std::string_view name) {
  if (is_set) {
    word(name);
  }
}

void Printer::field(std::string_view tag, std::string_view value) {
  if (!value.empty()) {
    open(tag);
    word(value);
    close();
  }
}

void Printer::strings(std::string_view tag, const std::vector<std::string>& values) {
  if (values.empty()) {
    return;
  }
  open(tag);
  for (const std::string& value : values) {
    word(value);
  }
  close();
}

void Printer::put(const Name& name) {
  std::string joined;
  for (const std::string& part : name.parts) {
    joined += joined.empty() ? part : "." + part;
  }
  word(joined);
}

void Printer::put(const TypeName& type) {
  open("type");
  put(type.name);
  for (const std::int64_t modifier : type.modifiers) {
    word(std::to_string(modifier));
  }
  if (!type.members.empty()) {
    open("members");
    for (const std::string& member : type.members) {
      quoted(member);
    }
    close();
  }
  flag(type.is_unsigned, "unsigned");
  flag(type.is_binary, "binary");
  field("charset", type.character_set);
  field("collate", type.collation);
  field("fields", type.interval_fields);
  for (std::int32_t i = 0; i < type.array_dimensions; ++i) {
    word("[]");
  }
  close();
}

void Printer::put(const ExpressionPtr& expression) {
  if (expression != nullptr) {
    put(*expression);
  }
}

void Printer::put(std::string_view tag, const ExpressionPtr& expression) {
  if (expression != nullptr) {
    open(tag);
    put(expression);
    close();
  }
}

void Printer::put(std::string_view tag, const std::vector<ExpressionPtr>& expressions) {
  if (expressions.empty()) {
    return;
  }
  open(tag);
  for (const ExpressionPtr& expression : expressions) {
    put(expression);
  }
  close();
}

void Printer::put(std::string_view tag, const std::vector<SortItem>& items) {
  if (items.empty()) {
    return;
  }
  open(tag);
  for (const SortItem& item : items) {
    const bool is_plain = item.order == SortOrder::unspecified && item.nulls == NullsOrder::unspecified;
    if (is_plain) {
      put(item.expression);
      continue;
    }
    open(item.order == SortOrder::descending ? "desc" : item.order == SortOrder::ascending ? "asc" : "sort");
    put(item.expression);
    flag(item.nulls == NullsOrder::first, "nulls_first");
    flag(item.nulls == NullsOrder::last, "nulls_last");
    close();
  }
  close();
}

void Printer::put(const WindowSpecification& window) {
  open("window");
  if (!window.base.empty()) {
    word(window.base);
  }
  put("partition_by", window.partition_by);
  put("order_by", window.order_by);
  if (window.frame) {
    put(*window.frame);
  }
  close();
}

void Printer::put(const Frame& frame) {
  constexpr std::array<std::string_view, 3> units = {"rows", "range", "groups"};
  constexpr std::array<std::string_view, 4> exclusions = {"", "exclude_current_row", "exclude_group", "exclude_ties"};
  open(units[static_cast<std::size_t>(frame.unit)]);
  put(frame.start);
  put(frame.end);
  flag(frame.exclusion != FrameExclusion::none, exclusions[static_cast<std::size_t>(frame.exclusion)]);
  close();
}

void Printer::put(const FrameBound& bound) {
  constexpr std::array<std::string_view, 5> kinds = {"unbounded_preceding", "preceding", "current_row", "following",
                                                     "unbounded_following"};
  const std::string_view kind = kinds[static_cast<std::size_t>(bound.kind)];
  if (bound.offset == nullptr) {
    word(kind);
    return;
  }
  put(kind, bound.offset);
}

namespace {

constexpr std::array<std::string_view, 3> logical_names = {"and", "or", "xor"};
constexpr std::array<std::string_view, 4> truth_names = {"null", "true", "false", "unknown"};
constexpr std::array<std::string_view, 4> match_names = {"like", "ilike", "similar", "regexp"};

// One call operator per node kind; a new kind does not compile until it has one.
struct ExpressionPrinter {
  Printer& out;

  void operator()(const NullLiteral&) const { out.word("null"); }
  void operator()(const BooleanLiteral& node) const { out.word(node.value ? "true" : "false"); }
  void operator()(const NumberLiteral& node) const { out.word(node.text); }
  void operator()(const StringLiteral& node) const {
    out.quoted(node.text);
    if (!node.character_set.empty()) {
      out.text += ":" + node.character_set;
    }
  }
  void operator()(const BytesLiteral& node) const {
    out.word(node.is_bits ? "b'" + node.bytes + "'" : "x'" + hexadecimal(node.bytes, upper_hex) + "'");
  }
  void operator()(const Parameter& node) const { out.word("$" + std::to_string(node.index)); }
  void operator()(const ColumnReference& node) const {
    out.open("column");
    for (const std::string& part : node.parts) {
      out.word(part);
    }
    out.close();
  }
  void operator()(const Star& node) const {
    std::string name;
    for (const std::string& part : node.qualifier) {
      name += part + ".";
    }
    out.word(name + "*");
  }
  void operator()(const UserVariable& node) const {
    if (node.assigned == nullptr) {
      out.word("@" + node.name);
      return;
    }
    out.open(":=");
    out.word("@" + node.name);
    out.put(node.assigned);
    out.close();
  }
  void operator()(const SystemVariable& node) const {
    out.word("@@" + (node.scope.empty() ? node.name : node.scope + "." + node.name));
  }
  void operator()(const UnaryOperator& node) const { tagged(node.symbol, false, node.operand); }
  void operator()(const BinaryOperator& node) const { tagged(node.symbol, false, node.left, node.right); }
  void operator()(const Logical& node) const {
    out.put(logical_names[static_cast<std::size_t>(node.kind)], node.operands);
  }
  void operator()(const Not& node) const { tagged("not", false, node.operand); }
  void operator()(const IsTest& node) const {
    const std::string name = "is_" + std::string(truth_names[static_cast<std::size_t>(node.truth)]);
    tagged(name, node.negated, node.operand);
  }
  void operator()(const IsDistinctFrom& node) const { tagged("is_distinct", node.negated, node.left, node.right); }
  void operator()(const Between& node) const {
    tagged(node.symmetric ? "between_symmetric" : "between", node.negated, node.operand, node.low, node.high);
  }
  void operator()(const InList& node) const {
    begin("in", node.negated);
    out.put(node.operand);
    out.put("list", node.items);
    out.close();
  }
  void operator()(const InSubquery& node) const {
    begin("in", node.negated);
    out.put(node.operand);
    out.put(node.query);
    out.close();
  }
  void operator()(const Quantified& node) const {
    out.open(node.symbol);
    out.put(node.operand);
    out.open(node.all ? "all" : "any");
    out.put(node.query);
    out.put(node.array);
    out.close();
    out.close();
  }
  void operator()(const Exists& node) const { query("exists", node.query); }
  void operator()(const ScalarSubquery& node) const { query("subquery", node.query); }
  void operator()(const ArraySubquery& node) const { query("array", node.query); }
  void operator()(const Match& node) const {
    begin(match_names[static_cast<std::size_t>(node.kind)], node.negated);
    out.put(node.operand);
    out.put(node.pattern);
    out.put("escape", node.escape);
    out.close();
  }
  void operator()(const Case& node) const {
    out.open("case");
    out.put(node.operand);
    for (const CaseBranch& branch : node.branches) {
      tagged("when", false, branch.when, branch.then);
    }
    out.put("else", node.otherwise);
    out.close();
  }
  void operator()(const Cast& node) const {
    out.open("cast");
    out.put(node.operand);
    out.put(node.type);
    out.close();
  }
  void operator()(const Collate& node) const {
    out.open("collate");
    out.put(node.operand);
    out.put(node.collation);
    out.close();
  }
  void operator()(const Row& node) const { items("row", node.elements); }
  void operator()(const ArrayConstructor& node) const { items("array", node.elements); }
  void operator()(const Subscript& node) const {
    out.open(node.is_slice ? "slice" : "subscript");
    out.put(node.operand);
    out.put("from", node.index);
    out.put("to", node.upper);
    out.close();
  }
  void operator()(const FieldSelection& node) const {
    out.open("field");
    out.put(node.operand);
    out.word(node.field);
    out.close();
  }
  void operator()(const Interval& node) const {
    out.open("interval");
    out.put(node.amount);
    out.word(node.unit);
    out.close();
  }
  void operator()(const Default& node) const {
    if (node.column.empty()) {
      out.word("default");
      return;
    }
    out.field("default", node.column);
  }
  void operator()(const ExcludedColumn& node) const { out.field("excluded", node.column); }
  void operator()(const FunctionCall& node) const {
    out.open("call");
    out.put(node.name);
    out.flag(node.distinct, "distinct");
    out.flag(node.variadic, "variadic");
    const std::size_t positional = node.arguments.size() - node.names.size();
    for (std::size_t index = 0; index < node.arguments.size(); ++index) {
      if (index >= positional) {
        out.word(node.names[index - positional] + " =>");
      }
      out.put(node.arguments[index]);
    }
    out.put("order_by", node.order_by);
    out.put("within_group", node.within_group);
    out.put("filter", node.filter);
    if (node.separator) {
      out.open("separator");
      out.quoted(*node.separator);
      out.close();
    }
    if (node.over) {
      out.put(*node.over);
    }
    out.close();
  }

 private:
  void begin(std::string_view tag, bool negated) const {
    out.open(negated ? "not_" + std::string(tag) : std::string(tag));
  }
  template <class... Operands>
  void tagged(std::string_view tag, bool negated, const Operands&... operands) const {
    begin(tag, negated);
    (out.put(operands), ...);
    out.close();
  }
  void items(std::string_view tag, const std::vector<ExpressionPtr>& elements) const {
    out.open(tag);
    for (const ExpressionPtr& element : elements) {
      out.put(element);
    }
    out.close();
  }
  void query(std::string_view tag, const QueryPtr& query) const {
    out.open(tag);
    out.put(query);
    out.close();
  }
};

}  // namespace

void Printer::put(const Expression& expression) {
  std::visit(ExpressionPrinter{*this}, expression.node);
}

}  // namespace emulator::ast
