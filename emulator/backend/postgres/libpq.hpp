// libpq, loaded when the first pass-through cluster needs it. All of its functions that are used stand in this list; a
// call is libpq().PQbackendPID(...).
#pragma once

#include <libpq-fe.h>

namespace emulator::backend {

// clang-format off
#define EMULATOR_LIBPQ_FUNCTIONS(X) \
  X(PQbackendPID) X(PQcancel) X(PQclear) X(PQcmdStatus) X(PQcmdTuples) X(PQconnectPoll) X(PQconnectStartParams) \
  X(PQconninfoFree) X(PQconninfoParse) X(PQconsumeInput) X(PQerrorMessage) X(PQfinish) X(PQfmod) X(PQfname) \
  X(PQfreeCancel) X(PQfreemem) X(PQftable) X(PQftablecol) X(PQftype) X(PQgetCancel) X(PQgetCopyData) X(PQgetResult) \
  X(PQgetisnull) X(PQgetlength) X(PQgetvalue) X(PQisBusy) X(PQnfields) X(PQntuples) X(PQparameterStatus) \
  X(PQputCopyEnd) X(PQresultErrorField) X(PQresultErrorMessage) X(PQresultStatus) X(PQsendPrepare) X(PQsendQuery) \
  X(PQsendQueryParams) X(PQsendQueryPrepared) X(PQsetErrorVerbosity) X(PQsetNoticeReceiver) X(PQsetSingleRowMode) \
  X(PQsocket) X(PQstatus) X(PQtransactionStatus)
// clang-format on

struct Libpq {
#define X(name) decltype(&::name) name;
  EMULATOR_LIBPQ_FUNCTIONS(X)
#undef X
};

// Throws std::runtime_error if the library is not installed.
const Libpq& libpq();

}  // namespace emulator::backend
