// What is wrong with XML, in the words of PostgreSQL's DETAIL; declarations; limits; several threads at once.
#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "base/error.hpp"
#include "sql/postgres/xml_text/declaration.hpp"
#include "sql/postgres/xml_text/document.hpp"
#include "sql/postgres/xml_text/element.hpp"
#include "sql/postgres/xml_text/names.hpp"
#include "sql/postgres/xml_text/xpath.hpp"

namespace emulator::postgres::xml_text {
namespace {

template <class Action>
std::string fault_of(const Action& action) {
  try {
    action();
  } catch (const SqlError& error) {
    return error.sqlstate + " " + error.message + (error.detail.empty() ? "" : "\n" + error.detail);
  }
  return "none";
}

std::string content_fault(const std::string& text) {
  return fault_of([&] { check(text, Form::content); });
}

std::string path_fault(const std::string& path, const std::string& document) {
  return fault_of([&] { Searcher(document, {}).find(path); });
}

std::string repeated(const std::string& text, int count) {
  std::string made;
  for (int i = 0; i < count; ++i) {
    made += text;
  }
  return made;
}

TEST_CASE("texts that are no XML fail with what libxml2 says of them") {
  CHECK(content_fault("<a>x</a><b/> y") == "none");
  CHECK(content_fault("<a") ==
        "2200N invalid XML content\n"
        "line 1: Couldn't find end of Start Tag a line 1\n"
        "<a\n"
        "  ^");
  CHECK(content_fault("<twoerrors>&idontexist;</unbalanced>") ==
        "2200N invalid XML content\n"
        "line 1: Entity 'idontexist' not defined\n"
        "<twoerrors>&idontexist;</unbalanced>\n"
        "                       ^\n"
        "line 1: Opening and ending tag mismatch: twoerrors line 1 and unbalanced\n"
        "<twoerrors>&idontexist;</unbalanced>\n"
        "                                    ^");
  CHECK(fault_of([] { check("", Form::document); }) ==
        "2200M invalid XML document\n"
        "line 1: switching encoding : no input\n"
        "\n"
        "^\n"
        "line 1: Document is empty\n"
        "\n"
        "^");
}

TEST_CASE("faults of declarations have words of their own") {
  const std::string sentence = "2200N invalid XML content: invalid XML declaration\n";
  CHECK(content_fault("<?xml?><a/>") == sentence + "Space required.");
  CHECK(content_fault("<?xml encoding=\"UTF-8\"?><a/>") == sentence + "Malformed declaration: missing version.");
  CHECK(content_fault("<?xml version=\"1.0\"encoding=\"UTF-8\"?><a/>") == sentence + "Space required.");
  CHECK(content_fault("<?xml version=\"1.0\" encoding?><a/>") == sentence + "Missing encoding in text declaration.");
  CHECK(content_fault("<?xml version=\"1.0\" standalone=\"maybe\"?><a/>") ==
        sentence + "standalone accepts only 'yes' or 'no'.");
  CHECK(content_fault("<?xml version=\"1.0\" ><a/>") == sentence + "Parsing XML declaration: '?>' expected.");
  CHECK(content_fault("<?xml version=\"\xC3\xA4\"?><a/>") == sentence + "Invalid character value.");
}

TEST_CASE("a declaration that says nothing is not shown") {
  CHECK(shown("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>") == "<a/>");
  CHECK(shown("<?xml version=\"1.1\"?>\n<a/>") == "<?xml version=\"1.1\"?>\n<a/>");
  CHECK(shown("<?xml version='1.0' standalone = 'no' ?><a/>") == "<?xml version=\"1.0\" standalone=\"no\"?><a/>");
  CHECK(shown("<?xml-stylesheet href=\"a\"?><a/>") == "<?xml-stylesheet href=\"a\"?><a/>");
  CHECK(begins_with_doctype(" <!-- c --> <?p i?>\n<!DOCTYPE a>"));
  CHECK_FALSE(begins_with_doctype("<!-- c -- ><!DOCTYPE a>"));
  CHECK_FALSE(begins_with_doctype("<a/><!DOCTYPE a>"));
}

TEST_CASE("paths fail with what libxml2 says of them") {
  CHECK(path_fault("//[", "<a/>") == "XX000 invalid XPath expression\nInvalid expression");
  CHECK(path_fault("//x:b", "<a/>") == "XX000 could not create XPath object\nUndefined namespace prefix");
  CHECK(path_fault("nope()", "<a/>") == "XX000 could not create XPath object\nUnregistered function");
  CHECK(path_fault("/a", "<x:a/>") ==
        "2200M could not parse XML document\n"
        "line 1: Namespace prefix x on a is not defined\n"
        "<x:a/>\n"
        "    ^");
  CHECK(path_fault("/a", "<a>\n<b:c/></a>") ==
        "2200M could not parse XML document\n"
        "line 2: Namespace prefix b on c is not defined\n"
        "<b:c/></a>\n"
        "    ^");
}

TEST_CASE("growth and depth have limits, and nothing outside the document is read") {
  std::string laughs = "<!DOCTYPE a [<!ENTITY e0 \"ha ha ha ha\">";
  for (int i = 1; i < 10; ++i) {
    laughs += "<!ENTITY e" + std::to_string(i) + " \"" + repeated("&e" + std::to_string(i - 1) + ";", 10) + "\">";
  }
  laughs += "]><a>&e9;</a>";
  CHECK(content_fault(laughs).starts_with("2200N invalid XML content\nline 1: Detected an entity reference loop"));
  CHECK(path_fault("string(/a)", laughs).starts_with("2200M could not parse XML document"));
  CHECK(content_fault(repeated("<a>", 300))
            .starts_with("2200N invalid XML content\nline 1: Excessive depth in document: 256"));
  const std::string outside = "<!DOCTYPE a [<!ENTITY e SYSTEM \"/etc/hostname\">]><a>&e;</a>";
  CHECK(content_fault(outside) == "none");
  CHECK(Searcher(outside, {}).find("string(/a)") == std::vector<std::string>{""});
  CHECK(path_fault(repeated("(", 10'000) + "1" + repeated(")", 10'000), "<a/>").starts_with("XX000 "));
  const std::string wide = "<a>" + repeated("<b/>", 400) + "</a>";
  CHECK(path_fault("count(//*[count(//*[count(//*[count(//*) > 0]) > 0]) > 0])", wide).starts_with("XX000 "));
}

TEST_CASE("what a path finds is XML, with the namespaces that it needs") {
  Searcher searcher("<a xmlns:x=\"u\" n=\"1&amp;2\"><x:b>t</x:b>&#13;</a>", {{"y", "u"}});
  CHECK(searcher.find("//y:b") == std::vector<std::string>{"<x:b xmlns:x=\"u\">t</x:b>"});
  CHECK(searcher.find("//@n") == std::vector<std::string>{"1&amp;2"});
  CHECK(searcher.find("/a/text()") == std::vector<std::string>{"&#x0d;"});
  CHECK(searcher.find("count(//*)") == std::vector<std::string>{"2"});
  CHECK(searcher.find("string(//@n)") == std::vector<std::string>{"1&amp;2"});
  CHECK_FALSE(searcher.finds("//z"));
  CHECK(searcher.finds("count(//z)"));
  Searcher plain("<a/>", {});
  CHECK(plain.find("//namespace::*") == std::vector<std::string>{"http://www.w3.org/XML/1998/namespace"});
}

TEST_CASE("SQL names become names of XML") {
  CHECK(name_of("a b", false) == "a_x0020_b");
  CHECK(name_of("1a", false) == "_x0031_a");
  CHECK(name_of("a:b", false) == "a:b");
  CHECK(name_of("a:b", true) == "a_x003A_b");
  CHECK(name_of(":a", false) == "_x003A_a");
  CHECK(name_of("_x", false) == "_x005F_x");
  CHECK(name_of("xmla", true) == "_x0078_mla");
  CHECK(name_of("XML", true) == "_x0058_ML");
  CHECK(name_of("xmla", false) == "xmla");
}

TEST_CASE("parts are joined under a declaration that holds for all") {
  const std::vector<std::string> alike = {"<?xml version=\"1.1\"?><a/>", "<?xml version=\"1.1\"?><b/>"};
  CHECK(joined(alike) == "<?xml version=\"1.1\"?><a/><b/>");
  const std::vector<std::string> unlike = {"<?xml version=\"1.1\"?><a/>", "<b/>"};
  CHECK(joined(unlike) == "<a/><b/>");
  CHECK(with_declaration("<a/>", "1.1", std::optional(true)) == "<?xml version=\"1.1\" standalone=\"yes\"?><a/>");
}

TEST_CASE("threads do not hear of each other's faults") {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t at = 0; at < wrong.size(); ++at) {
    threads.emplace_back([at, &wrong] {
      for (int i = 0; i < 200; ++i) {
        const bool is_good = at % 2 == 0;
        const std::string fault = is_good ? path_fault("//b", "<a><b/></a>") : content_fault("<a></b>");
        wrong[at] += (fault == "none") == is_good ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(wrong == std::vector<int>(4, 0));
}

}  // namespace
}  // namespace emulator::postgres::xml_text
