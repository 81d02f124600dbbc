// Evaluation is bounded by libxml2's own count of operations, since nothing can stop it from outside.
#include "sql/postgres/xml_text/xpath.hpp"

#include <libxml/xpathInternals.h>

#include <new>

#include "types/float_text.hpp"

namespace emulator::postgres::xml_text {

namespace {

constexpr unsigned long most_operations = 500'000'000;
constexpr std::size_t most_bytes = 256U << 20U;
constexpr const char* internal_error = "XX000";

const xmlNodeSet* nodes_of(const FoundPtr& found) {
  return found->nodesetval;
}

void free_copy(xmlNodePtr node) {
  if (node->type == XML_DOCUMENT_NODE || node->type == XML_HTML_DOCUMENT_NODE) {
    xmlFreeDoc(reinterpret_cast<xmlDocPtr>(node));
  } else {
    xmlFreeNode(node);
  }
}

}  // namespace

Searcher::Searcher(const std::string& document, const Namespaces& namespaces)
    : document_(read_document(document)), faults_(Strictness::all), context_(xmlXPathNewContext(document_.get())) {
  if (context_ == nullptr) {
    throw std::bad_alloc();
  }
  context_->node = reinterpret_cast<xmlNodePtr>(document_.get());
  context_->opLimit = most_operations;
  for (const auto& entry : namespaces) {
    if (xmlXPathRegisterNs(context_.get(), xml_characters(entry.first), xml_characters(entry.second)) != 0) {
      throw make_fault(
          internal_error,
          "could not register XML namespace with name \"" + entry.first + "\" and URI \"" + entry.second + "\"", {});
    }
  }
}

Searcher::~Searcher() = default;

PathPtr Searcher::compile(const std::string& path, const char* sqlstate) {
  PathPtr compiled(xmlXPathCtxtCompile(context_.get(), xml_characters(path)));
  if (compiled == nullptr || faults_.occurred()) {
    throw faults_.error(sqlstate, "invalid XPath expression");
  }
  return compiled;
}

FoundPtr Searcher::evaluate(const PathPtr& path, xmlNodePtr from) {
  context_->node = from == nullptr ? reinterpret_cast<xmlNodePtr>(document_.get()) : from;
  FoundPtr found(xmlXPathCompiledEval(path.get(), context_.get()));
  if (found == nullptr || faults_.occurred()) {
    throw faults_.error(internal_error, "could not create XPath object");
  }
  return found;
}

std::vector<std::string> Searcher::find(const std::string& path) {
  const FoundPtr found = evaluate(compile(path, internal_error));
  std::vector<std::string> texts;
  if (found->type != XPATH_NODESET) {
    texts.push_back(value_text(*found));
    return texts;
  }
  const xmlNodeSet* nodes = nodes_of(found);
  for (int at = 0; nodes != nullptr && at < nodes->nodeNr; ++at) {
    texts.push_back(node_text(nodes->nodeTab[at]));
  }
  return texts;
}

bool Searcher::finds(const std::string& path) {
  const FoundPtr found = evaluate(compile(path, internal_error));
  const xmlNodeSet* nodes = nodes_of(found);
  return found->type != XPATH_NODESET || (nodes != nullptr && nodes->nodeNr > 0);
}

// A document of nested elements has more text in its parts than in all.
std::string Searcher::counted(std::string text) {
  made_ += text.size();
  if (made_ > most_bytes) {
    throw make_fault("54000", "XPath result exceeds " + std::to_string(most_bytes) + " bytes", {});
  }
  return text;
}

std::string Searcher::node_text(xmlNodePtr node) {
  if (node->type == XML_ATTRIBUTE_NODE || node->type == XML_TEXT_NODE || node->type == XML_NAMESPACE_DECL) {
    return counted(escaped(take_text(xmlXPathCastNodeToString(node))));
  }
  xmlNodePtr const copy = xmlCopyNode(node, 1);
  const std::unique_ptr<xmlBuffer, Freer<xmlBufferFree>> buffer(xmlBufferCreate());
  if (copy == nullptr || buffer == nullptr) {
    throw std::bad_alloc();
  }
  const int size = xmlNodeDump(buffer.get(), nullptr, copy, 0, 0);
  free_copy(copy);
  if (size < 0 || faults_.occurred()) {
    throw faults_.error(internal_error, "could not dump node");
  }
  return counted(reinterpret_cast<const char*>(xmlBufferContent(buffer.get())));
}

std::string value_text(const xmlXPathObject& value) {
  if (value.type == XPATH_BOOLEAN) {
    return value.boolval != 0 ? "true" : "false";
  }
  if (value.type == XPATH_NUMBER) {
    return postgres_text(value.floatval);
  }
  if (value.type == XPATH_STRING) {
    return escaped(reinterpret_cast<const char*>(value.stringval));
  }
  throw make_fault(internal_error, "xpath expression result type " + std::to_string(value.type) + " is unsupported",
                   {});
}

}  // namespace emulator::postgres::xml_text
