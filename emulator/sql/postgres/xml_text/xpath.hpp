// XPath 1.0 over one document (manual 9.15.3): what a path finds, as xpath(), XMLEXISTS and XMLTABLE show it.
#pragma once

#include <libxml/xpath.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sql/postgres/xml_text/document.hpp"
#include "sql/postgres/xml_text/error_scope.hpp"

namespace emulator::postgres::xml_text {

// Prefix and URI.
using Namespaces = std::vector<std::pair<std::string, std::string>>;

using PathPtr = std::unique_ptr<xmlXPathCompExpr, Freer<xmlXPathFreeCompExpr>>;
using FoundPtr = std::unique_ptr<xmlXPathObject, Freer<xmlXPathFreeObject>>;

class Searcher {
 public:
  // Throws SqlError for what is no document.
  Searcher(const std::string& document, const Namespaces& namespaces);
  ~Searcher();

  // `sqlstate`: of the error where the path is none.
  PathPtr compile(const std::string& path, const char* sqlstate);
  // From the document, or from a node of it.
  FoundPtr evaluate(const PathPtr& path, xmlNodePtr from = nullptr);

  // For a path that is evaluated once.
  std::vector<std::string> find(const std::string& path);  // each thing found, as XML
  bool finds(const std::string& path);

  // A node as XML: text and attributes as their texts, anything else with the namespaces that it needs.
  std::string node_text(xmlNodePtr node);

  // The text, as long as all that were made of this document are not too long together.
  std::string counted(std::string text);

 private:
  DocumentPtr document_;
  ErrorScope faults_;
  std::unique_ptr<xmlXPathContext, Freer<xmlXPathFreeContext>> context_;
  std::size_t made_ = 0;  // bytes of texts, all told
};

// A value that is no set of nodes, as XML: a truth, a number, or an escaped text.
std::string value_text(const xmlXPathObject& value);

}  // namespace emulator::postgres::xml_text
