#include "testing/postgres_cluster.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <vector>

namespace seatsync::testing {

namespace fs = std::filesystem;

namespace {

/// The folder of initdb and postgres; empty when they are not installed.
fs::path programs() {
    fs::path newest;
    std::error_code none;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none))
        if (fs::exists(version.path() / "bin" / "initdb") && version.path() / "bin" > newest)
            newest = version.path() / "bin";
    return newest;
}

/// The server refuses to run as root.
const passwd* unprivileged_user() {
    if (::geteuid() != 0)
        return nullptr;
    const passwd* user = ::getpwnam("postgres");
    return user != nullptr ? user : ::getpwnam("nobody");
}

/// In a child: becomes the unprivileged user, ends with the parent, and runs the program.
[[noreturn]] void become(const std::vector<std::string>& command, const fs::path& log) {
    if (const passwd* user = unprivileged_user())
        if (::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)
            ::_exit(126);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

pid_t spawn(const std::vector<std::string>& command, const fs::path& folder) {
    const pid_t child = ::fork();
    if (child == 0)
        become(command, folder / "log");
    return child;
}

void run_to_end(const std::vector<std::string>& command, const fs::path& folder) {
    int status = 0;
    ::waitpid(spawn(command, folder), &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw std::runtime_error(command[0] + " failed; see " + (folder / "log").string());
}

fs::path new_folder() {
    std::string name = (fs::temp_directory_path() / "seatsync-pg-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw std::runtime_error("no temporary folder");
    if (const passwd* user = unprivileged_user())
        if (::chown(name.c_str(), user->pw_uid, user->pw_gid) != 0)
            throw std::runtime_error("the temporary folder cannot be given away");
    return name;
}

}  // namespace

std::string PostgresCluster::missing() {
    return programs().empty() ? "PostgreSQL is not installed (/usr/lib/postgresql/*/bin)" : "";
}

PostgresCluster& PostgresCluster::shared() {
    static PostgresCluster cluster;
    return cluster;
}

PostgresCluster::PostgresCluster(bool durable) : folder_(new_folder()), durable_(durable) {
    run_to_end({programs() / "initdb", "-D", folder_ / "data", "-U", "seatsync", "--auth=trust",
                "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"},
               folder_);
    start();
}

PostgresCluster::~PostgresCluster() {
    ::kill(server_, SIGQUIT);  // Nothing of it is kept.
    ::waitpid(server_, nullptr, 0);
    std::error_code ignored;  // Nothing more can be done about a folder that stays.
    fs::remove_all(folder_, ignored);
}

void PostgresCluster::start() {
    const std::string flush = durable_ ? "on" : "off";
    server_ = spawn({programs() / "postgres", "-D", folder_ / "data", "-k", folder_, "-c",
                     "listen_addresses=", "-c", "fsync=" + flush, "-c", "max_wal_size=4GB", "-c",
                     "shared_buffers=512MB", "-c", "max_connections=50"},
                    folder_);
    wait_until_ready();
}

void PostgresCluster::wait_until_ready() const {
    for (int attempt = 0; attempt < 600; ++attempt) {
        int status = 0;
        const pid_t probe = spawn({programs() / "pg_isready", "-q", "-h", folder_}, folder_);
        ::waitpid(probe, &status, 0);
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
            return;
        if (::waitpid(server_, nullptr, WNOHANG) == server_)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    throw std::runtime_error("the server does not start; see " + (folder_ / "log").string());
}

void PostgresCluster::crash() {
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);  // So that the end of its processes can be waited for.
    ::kill(server_, SIGSTOP);            // It starts no more of them.
    std::ifstream listed(fmt::format("/proc/{0}/task/{0}/children", server_));
    std::vector<pid_t> processes{std::istream_iterator<pid_t>(listed), {}};
    processes.push_back(server_);
    for (const pid_t process : processes)
        ::kill(process, SIGKILL);
    ::waitpid(server_, nullptr, 0);
    for (const pid_t process : processes)
        ::waitpid(process, nullptr, 0);
}

std::string PostgresCluster::address_of(const std::string& database) const {
    return fmt::format("postgres://seatsync@/{}?host={}", database, folder_.string());
}

std::string PostgresCluster::new_database() {
    const std::string name = fmt::format("test_{}", ++databases_);
    (void)psql(address_of("postgres"), "CREATE DATABASE " + name);
    return address_of(name);
}

std::string PostgresCluster::new_schema() {
    if (with_schemas_.empty())
        with_schemas_ = new_database();
    const std::string name = fmt::format("schema_{}", ++schemas_);
    (void)psql(with_schemas_, "CREATE SCHEMA " + name);
    return fmt::format("{}&options=-csearch_path%3D{}", with_schemas_, name);
}

std::string PostgresCluster::psql(const std::string& address, const std::string& sql) const {
    const std::string command = fmt::format(
        "{}/psql -XAtq -v ON_ERROR_STOP=1 '{}' -c "
        "'SET client_min_messages TO warning' -c \"{}\" 2>&1",
        programs().string(), address, sql);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string output;
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr)
        output += buffer.data();
    while (output.ends_with('\n'))
        output.pop_back();
    return output;
}

}  // namespace seatsync::testing
