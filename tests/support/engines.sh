#!/usr/bin/env bash
# Throwaway PostgreSQL and MariaDB servers for tests: loopback only, own ports, own data directories under one
# temporary directory, stopped by process id. Installs nothing; works as root by running each as its system user.
#
#   engines.sh run [--only postgres|mysql] COMMAND...   start, run the command with the addresses in its environment,
#                                                       stop; exits with the command's status
#   engines.sh start DIR [postgres|mysql]...            start in DIR and print the environment as export lines
#   engines.sh restart DIR postgres|mysql               stop at once and start again on the same port
#   engines.sh halt DIR postgres|mysql                  stop at once
#   engines.sh stop DIR                                 stop all of DIR; remove DIR
#
# The environment: EMULATOR_TEST_POSTGRES and EMULATOR_TEST_MYSQL (addresses with user tester, password tester),
# EMULATOR_TEST_ENGINES ("<this script> %s DIR": tests put a verb for %s and append the engine). An engine that is not
# installed leaves its variable unset and says so on standard error.
set -euo pipefail

script=$(readlink -f "${BASH_SOURCE[0]}")
export LC_ALL=C.UTF-8

as() {  # USER COMMAND...: as that user when we are root, as ourselves otherwise
  local user=$1
  shift
  if [ "$(id -u)" = 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

find_postgres() {
  local candidate
  for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V -r) $(dirname "$(command -v initdb 2>/dev/null)" 2>/dev/null); do
    if [ -x "$candidate/initdb" ] && [ -x "$candidate/postgres" ]; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

find_mysql() {
  command -v mariadb-install-db >/dev/null && PATH=$PATH:/usr/sbin command -v mariadbd
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

await() {  # WHAT LOG COMMAND...: until the command succeeds, for at most 30 seconds
  local what=$1 log=$2
  shift 2
  for _ in $(seq 300); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  echo "engines.sh: $what does not answer; its log ends:" >&2
  tail -n 20 "$log" >&2
  return 1
}

# Aurora's collation, where the system has what it is compiled from; C.UTF-8 sorts capitals first.
make_locale() {  # DIR
  localedef -i en_US -f UTF-8 "$1/en_US.UTF-8" >/dev/null 2>&1 && echo en_US.UTF-8 || echo C.UTF-8
}

prepare_postgres() {  # DIR
  local home=$1/postgres bin locale
  bin=$(find_postgres)
  mkdir -p "$home"
  free_port >"$home/port"
  echo tester >"$home/password"
  mkdir -p "$home/locale"
  locale=$(make_locale "$home/locale")
  [ "$(id -u)" != 0 ] || chown -R postgres "$home"
  as postgres env LOCPATH="$home/locale" "$bin/initdb" -D "$home/data" -U tester \
    --pwfile="$home/password" -A scram-sha-256 -E UTF8 --locale="$locale" --no-sync >"$home/initdb.log" 2>&1 || { cat "$home/initdb.log" >&2; return 1; }
  cat >>"$home/data/postgresql.conf" <<CONFIGURATION
listen_addresses = '127.0.0.1'
port = $(cat "$home/port")
unix_socket_directories = '$home'
fsync = off
timezone = 'Asia/Tokyo'
CONFIGURATION
}

launch_postgres() {  # DIR
  local home=$1/postgres bin port
  bin=$(find_postgres)
  port=$(cat "$home/port")
  as postgres env LOCPATH="$home/locale" "$bin/postgres" -D "$home/data" </dev/null >>"$home/log" 2>&1 &
  await PostgreSQL "$home/log" env PGPASSWORD=tester "$bin/psql" -h 127.0.0.1 -p "$port" -U tester -d postgres -c 'SELECT 1'
  if [ ! -e "$home/seeded" ]; then
    PGPASSWORD=tester "$bin/psql" -q -h 127.0.0.1 -p "$port" -U tester -d postgres -c 'CREATE DATABASE emulator' >&2
    touch "$home/seeded"
  fi
}

# Its temporary files lie beside its data: servers that are set up at the same time delete each other's in /tmp.
prepare_mysql() {  # DIR
  local home=$1/mysql
  mkdir -p "$home/tmp"
  free_port >"$home/port"
  cat >"$home/seed.sql" <<SEED
CREATE DATABASE IF NOT EXISTS emulator CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
CREATE USER IF NOT EXISTS 'tester'@'127.0.0.1' IDENTIFIED BY 'tester';
CREATE USER IF NOT EXISTS 'tester'@'localhost' IDENTIFIED BY 'tester';
GRANT ALL ON *.* TO 'tester'@'127.0.0.1' WITH GRANT OPTION;
GRANT ALL ON *.* TO 'tester'@'localhost' WITH GRANT OPTION;
SEED
  [ "$(id -u)" != 0 ] || chown -R mysql "$home"
  as mysql mariadb-install-db --no-defaults --datadir="$home/data" --tmpdir="$home/tmp" --skip-test-db \
    --auth-root-authentication-method=normal >"$home/install.log" 2>&1 || { cat "$home/install.log" >&2; return 1; }
}

launch_mysql() {  # DIR
  local home=$1/mysql
  as mysql "$(find_mysql)" --no-defaults --datadir="$home/data" --tmpdir="$home/tmp" --bind-address=127.0.0.1 --port="$(cat "$home/port")" \
    --socket="$home/socket" --pid-file="$home/pid" --init-file="$home/seed.sql" --default-time-zone=+09:00 \
    --character-set-server=utf8mb4 --max-connections=300 --innodb-flush-log-at-trx-commit=0 --skip-name-resolve \
    --innodb-fast-shutdown=2 </dev/null >>"$home/log" 2>&1 &
  await MariaDB "$home/log" mariadb --no-defaults -h 127.0.0.1 -P "$(cat "$home/port")" -utester -ptester -e 'SELECT 1' emulator
}

pid_of() {  # DIR ENGINE: the server's process id, if it runs
  local file=$1/$2/pid pid
  [ "$2" = mysql ] || file=$1/$2/data/postmaster.pid
  pid=$(head -n 1 "$file" 2>/dev/null) && kill -0 "$pid" 2>/dev/null && echo "$pid"
}

halt() {  # DIR ENGINE
  local pid signal=TERM
  pid=$(pid_of "$1" "$2") || return 0
  [ "$2" = mysql ] || signal=INT  # PostgreSQL's fast shutdown
  kill -"$signal" "$pid"
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$pid"
}

start() {  # DIR ENGINE...
  local directory engine
  mkdir -p "$1"
  directory=$(readlink -f "$1")
  chmod 755 "$directory"
  shift
  for engine in "${@:-postgres mysql}"; do
    for engine in $engine; do
      if ! "find_$engine" >/dev/null; then
        echo "engines.sh: no $engine server is installed" >&2
        continue
      fi
      "prepare_$engine" "$directory" && "launch_$engine" "$directory" || return 1
      case $engine in
        postgres) echo "export EMULATOR_TEST_POSTGRES=postgresql://tester:tester@127.0.0.1:$(cat "$directory/postgres/port")/emulator" ;;
        mysql) echo "export EMULATOR_TEST_MYSQL=mysql://tester:tester@127.0.0.1:$(cat "$directory/mysql/port")/emulator" ;;
      esac
    done
  done
  echo "export EMULATOR_TEST_ENGINES='$script %s $directory'"
}

stop() {  # DIR
  halt "$1" postgres
  halt "$1" mysql
  rm -rf "$1"
}

run() {
  local engines=(postgres mysql) directory environment status=0
  if [ "${1:-}" = --only ]; then
    engines=("$2")
    shift 2
  fi
  directory=$(mktemp -d "${TMPDIR:-/tmp}/engines.XXXXXX")
  trap 'stop "$directory"' EXIT
  trap 'exit 130' INT TERM
  start "$directory" "${engines[@]}" >"$directory/environment"
  environment=$(cat "$directory/environment")
  eval "$environment"
  "$@" || status=$?
  exit "$status"
}

verb=${1:-}
[ $# -eq 0 ] || shift
case $verb in
  run) run "$@" ;;
  start) start "$@" ;;
  restart) halt "$@" && "launch_$2" "$1" ;;
  halt) halt "$@" ;;
  stop) stop "$@" ;;
  *)
    sed -n '2,16s/^# \{0,1\}//p' "$script" >&2
    exit 2
    ;;
esac
