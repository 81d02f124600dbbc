#include "bind/rights_source.hpp"

#include "base/text.hpp"

namespace emulator::bind {

namespace {

using About = sql::RightsQuestion::About;
using catalog::Privileges;

constexpr std::string_view grant_option = " with grant option";
constexpr std::string_view admin_option = " with admin option";

bool take_behind(std::string_view& word, std::string_view suffix) {
  if (!word.ends_with(suffix)) {
    return false;
  }
  word.remove_suffix(suffix.size());
  return true;
}

}  // namespace

CatalogRights::Wanted CatalogRights::wanted(std::string_view words, About about) const {
  std::string_view word = words;
  const bool with_option = take_behind(word, grant_option) || (about == About::role && take_behind(word, admin_option));
  const bool is_known =
      about == About::role ? word == "member" || word == "usage" || word == "set" : privilege_named(word) != 0;
  if (!is_known) {
    SqlError error = dialect_.error(Condition::insufficient_privilege,
                                    {"unrecognized privilege type: \"" + ascii_upper(words) + "\""});
    error.sqlstate = "22023";
    throw error;
  }
  return {privilege_named(word), with_option, word};
}

bool CatalogRights::has_role(const std::string& user, const Wanted& wanted, const std::string& role) const {
  if (wanted.with_option) {
    return is_admin_of(*catalog_, user, role);
  }
  return wanted.word == "usage" ? Rights(*catalog_, user).acts_as(role) : is_member(*catalog_, user, role);
}

bool CatalogRights::has(const Rights& rights, const std::string& user, const Wanted& wanted,
                        const sql::RightsQuestion& question) const {
  if (question.about == About::role) {
    return has_role(user, wanted, question.name);
  }
  if (question.about == About::schema || question.about == About::database) {
    const bool is_schema = question.about == About::schema;
    const auto schema = catalog_->schemas.find(question.name);
    const bool is_of_users = is_schema && schema != catalog_->schemas.end();
    if (wanted.with_option) {
      const catalog::Grant target{.on = is_schema ? catalog::GrantedOn::schema : catalog::GrantedOn::database,
                                  .schema = question.name};
      return (rights.grantable_on(target, is_of_users ? schema->second.owner : std::string()) & wanted.privilege) != 0;
    }
    const Privileges all = is_of_users          ? rights.on_schema(question.name)
                           : !is_schema         ? rights.on_database()
                           : rights.is_master() ? ~Privileges{0}
                                                : catalog::privilege::usage;
    return (all & wanted.privilege) != 0;
  }
  const OwnedObject object = owned_object(*catalog_, question.object);
  if (object.kind.empty()) {  // of the system: everybody may read it
    return rights.is_master() || wanted.privilege == catalog::privilege::select;
  }
  if (wanted.with_option) {
    const bool is_sequence = object.kind == "sequence";
    const catalog::Grant target{.on = is_sequence ? catalog::GrantedOn::sequence : catalog::GrantedOn::table,
                                .object = question.object,
                                .column = question.column};
    return (rights.grantable_on(target, object.owner) & wanted.privilege) != 0;
  }
  Privileges all = rights.on_object(question.object, object.owner);
  all |= question.about == About::column ? rights.on_column(question.object, question.column) : 0;
  all |= question.about == About::any_column ? rights.on_any_column(question.object) : 0;
  return (all & wanted.privilege) != 0;
}

bool CatalogRights::allows(const sql::RightsQuestion& question) const {
  const std::string& user = question.user.empty() ? context_.user : question.user;
  const bool is_known = user == context_.user || user == context_.session_user || user == context_.master_user ||
                        user == "public" || catalog_->find_role(user) != nullptr;
  if (!is_known) {
    throw dialect_.error(Condition::undefined_role, {user});
  }
  const Rights rights(*catalog_, user);
  std::string_view rest = question.privileges;
  bool is_allowed = false;
  for (bool is_last = false; !is_last;) {
    const std::size_t comma = rest.find(',');
    is_last = comma == std::string_view::npos;
    const std::string word = ascii_lower(ascii_trim(rest.substr(0, comma)));
    is_allowed = has(rights, user, wanted(word, question.about), question) || is_allowed;
    rest = is_last ? std::string_view{} : rest.substr(comma + 1);
  }
  return is_allowed;
}

}  // namespace emulator::bind
