// Texts as XML: whether they are, and what parts they have.
#pragma once

#include <libxml/tree.h>

#include <cstdint>
#include <memory>
#include <string>

namespace emulator::postgres::xml_text {

// A document has one root element; content may be any number of elements, and texts.
enum class Form : std::uint8_t {
  document,
  content
};

// Throws SqlError for what is not of this form.
void check(const std::string& text, Form form);
bool is_well_formed(const std::string& text, Form form);

template <auto free>
struct Freer {
  template <class Thing>
  void operator()(Thing* thing) const {
    free(thing);
  }
};
using DocumentPtr = std::unique_ptr<xmlDoc, Freer<xmlFreeDoc>>;

// For what looks into a document. Throws SqlError; also for content that is no document.
DocumentPtr read_document(const std::string& text);

inline const xmlChar* xml_characters(const std::string& text) {
  return reinterpret_cast<const xmlChar*>(text.c_str());
}

// Frees what libxml2 has made; null gives an empty text.
std::string take_text(xmlChar* made);

// & < > and the carriage return as references.
std::string escaped(const std::string& text);

}  // namespace emulator::postgres::xml_text
