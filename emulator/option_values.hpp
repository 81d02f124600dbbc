// The small languages inside option values: "shop=mysql,v1", "ARN=user:password", "shop/app=schema.sql". Text in,
// structs out; each throws std::invalid_argument with a message for the user.
#pragma once

#include <string_view>

#include "options.hpp"

namespace emulator {

// mysql or postgres; the service's names aurora-mysql and aurora-postgresql are understood too, and postgresql.
backend::Engine engine_from(std::string_view text);
clusters::Generation generation_from(std::string_view text);

// NAME=mysql|postgres|URL[,v1|,v2].
clusters::ClusterConfig cluster_from(std::string_view text, clusters::Generation default_generation);

// ARN=user:password; the ARN ends at the first '=', the user at the first ':' after it.
Secret secret_from(std::string_view text);

// KEY:SECRET, or the path of a file of profiles in AWS's form (aws_access_key_id = …, aws_secret_access_key = …).
std::vector<AccessKey> access_keys_from(std::string_view text);

// IDLE[:RESUME] in seconds.
clusters::AutoPause::Times auto_pause_from(std::string_view text);

// [CLUSTER[/DATABASE]=]PATH. A path that has '=' in it is written with "./" in front.
InitScript init_script_from(std::string_view text);

}  // namespace emulator
