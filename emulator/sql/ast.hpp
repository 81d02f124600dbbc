// The tree both dialects' parsers build: the superset of their languages, each construct named by its meaning. What
// one dialect lacks its parser never emits.
#pragma once

#include "sql/ast_expression.hpp"
#include "sql/ast_query.hpp"
#include "sql/ast_statement.hpp"
