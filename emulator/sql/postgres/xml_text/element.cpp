// Elements and binary values are written by libxml2's writer, as PostgreSQL has it.
#include "sql/postgres/xml_text/element.hpp"

#include <libxml/xmlwriter.h>

#include <climits>
#include <memory>
#include <new>

#include "base/text.hpp"
#include "sql/postgres/xml_text/declaration.hpp"
#include "sql/postgres/xml_text/document.hpp"
#include "sql/postgres/xml_text/error_scope.hpp"

namespace emulator::postgres::xml_text {

namespace {

class Writer {
 public:
  Writer()
      : buffer_(xmlBufferCreate()), writer_(buffer_ == nullptr ? nullptr : xmlNewTextWriterMemory(buffer_.get(), 0)) {
    if (writer_ == nullptr) {
      throw std::bad_alloc();
    }
  }

  xmlTextWriterPtr get() { return writer_.get(); }

  std::string take() {
    writer_.reset();  // which writes what it still has
    if (faults_.occurred()) {
      throw faults_.error("XX000", "could not write XML");
    }
    return {reinterpret_cast<const char*>(xmlBufferContent(buffer_.get())),
            static_cast<std::size_t>(xmlBufferLength(buffer_.get()))};
  }

 private:
  ErrorScope faults_{Strictness::all};
  std::unique_ptr<xmlBuffer, Freer<xmlBufferFree>> buffer_;
  std::unique_ptr<xmlTextWriter, Freer<xmlFreeTextWriter>> writer_;
};

int size_of(std::string_view bytes) {
  if (bytes.size() > INT_MAX / 4) {
    throw make_fault("54000", "out of memory", {});
  }
  return static_cast<int>(bytes.size());
}

}  // namespace

std::string element(const std::string& name, const Attributes& attributes, std::span<const std::string> parts) {
  Writer writer;
  xmlTextWriterStartElement(writer.get(), xml_characters(name));
  for (const auto& attribute : attributes) {
    xmlTextWriterWriteAttribute(writer.get(), xml_characters(attribute.first), xml_characters(attribute.second));
  }
  for (const std::string& part : parts) {
    xmlTextWriterWriteRaw(writer.get(), xml_characters(part));
  }
  xmlTextWriterEndElement(writer.get());
  return writer.take();
}

std::string base64(std::string_view bytes) {
  Writer writer;
  xmlTextWriterWriteBase64(writer.get(), bytes.data(), 0, size_of(bytes));
  return writer.take();
}

std::string hexadecimal(std::string_view bytes) {
  Writer writer;
  xmlTextWriterWriteBinHex(writer.get(), bytes.data(), 0, size_of(bytes));
  return writer.take();
}

std::string comment(const std::string& text) {
  if (text.find("--") != std::string::npos || text.ends_with('-')) {
    throw make_fault("2200S", "invalid XML comment", {});
  }
  return "<!--" + text + "-->";
}

void check_target(const std::string& target) {
  if (ascii_lower(target) == "xml") {
    throw make_fault("42601", "invalid XML processing instruction",
                     "XML processing instruction target name cannot be \"" + target + "\".");
  }
}

std::string processing_instruction(const std::string& target, const std::optional<std::string>& text) {
  std::string made = "<?" + target;
  if (text) {
    if (text->find("?>") != std::string::npos) {
      throw make_fault("2200T", "invalid XML processing instruction",
                       "XML processing instruction cannot contain \"?>\".");
    }
    const std::size_t begin = text->find_first_not_of(' ');
    made += " " + (begin == std::string::npos ? std::string() : text->substr(begin));
  }
  return made + "?>";
}

std::string joined(std::span<const std::string> documents) {
  std::string text;
  std::optional<std::string> version;
  bool versions_agree = true, all_say_standalone = true, all_stand_alone = true;
  for (const std::string& document : documents) {
    Declaration declaration;
    read_declaration(document, declaration);  // nothing is left out of what has a fault in it
    versions_agree =
        versions_agree && declaration.version && version.value_or(*declaration.version) == *declaration.version;
    version = declaration.version;
    all_say_standalone = all_say_standalone && declaration.standalone;
    all_stand_alone = all_stand_alone && declaration.standalone.value_or(false);
    text.append(document, declaration.size, std::string::npos);
  }
  const std::optional<bool> standalone = all_say_standalone ? std::optional(all_stand_alone) : std::nullopt;
  return written_declaration(versions_agree ? version : std::nullopt, standalone) + text;
}

std::string with_declaration(const std::string& document, const std::optional<std::string>& version,
                             const std::optional<std::optional<bool>>& standalone) {
  Declaration declaration;
  read_declaration(document, declaration);
  return written_declaration(version, standalone.value_or(declaration.standalone)) + document.substr(declaration.size);
}

}  // namespace emulator::postgres::xml_text
