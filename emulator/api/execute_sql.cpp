// ExecuteSql: withdrawn by AWS in 2019. Answers in the live service's words (aws-cli issue 4086), whatever the request.
#include "api/operation.hpp"
#include "api/service.hpp"
#include "base/error.hpp"

namespace emulator::api {

void execute_sql(const Environment& environment, RequestContext& context, std::string_view, std::string&) {
  environment.faults.meet({{}, context.operation->name, {}, context.flavour.generation}, *context.operation);
  throw ApiError(Fault::bad_request, "This API is deprecated and not available. Use ExecuteStatement API instead");
}

}  // namespace emulator::api
