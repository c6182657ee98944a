#include "adapters/store_postgres/postgres_database.hpp"

#include "adapters/store_postgres/migrations.hpp"
#include "base/invariant.hpp"

namespace seatsync::store_postgres {

namespace {

constexpr std::size_t kIdleMax = 8;

// The second number tells the schemas of one database apart.
const std::string kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
const std::string kBeginWrite = "BEGIN";
const std::string kBeginAppend =
    "BEGIN; SELECT pg_advisory_xact_lock(1397051733, hashtext(current_schema()))";

const std::string& begin_of(PostgresDatabase::Kind kind) {
    switch (kind) {
        case PostgresDatabase::Kind::read:
            return kBeginRead;
        case PostgresDatabase::Kind::write:
            return kBeginWrite;
        case PostgresDatabase::Kind::append:
            return kBeginAppend;
    }
    return kBeginWrite;
}

}  // namespace

Transaction::~Transaction() {
    if (!connection_)
        return;  // Moved from.
    if (!committed_ && connection_->is_alive() && !connection_->execute("ROLLBACK"))
        return;  // A connection that cannot end its transaction is closed, which ends it as well.
    database_->give_back(std::move(connection_));
}

Result<void> Transaction::commit() {
    SEATSYNC_INVARIANT(!committed_);
    SEATSYNC_CHECK(connection_->execute("COMMIT"));
    committed_ = true;
    return {};
}

Result<std::unique_ptr<PostgresDatabase>> PostgresDatabase::open(const std::string& url,
                                                                 OpenOptions options) {
    SEATSYNC_TRY(Address address, Address::parse(url));
    SEATSYNC_TRY(Connection connection, Connection::open(address, options.statement_max));
    SEATSYNC_TRY(std::string schema, migrate(connection));
    std::unique_ptr<PostgresDatabase> database(
        new PostgresDatabase(std::move(address), options, std::move(schema)));
    database->give_back(std::make_unique<Connection>(std::move(connection)));
    return database;
}

std::unique_ptr<Connection> PostgresDatabase::idle_connection() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty())
        return nullptr;
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
}

void PostgresDatabase::give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    if (connection->is_alive() && idle_.size() < kIdleMax)
        idle_.push_back(std::move(connection));
}

Result<Transaction> PostgresDatabase::begin(Kind kind) {
    while (auto connection = idle_connection()) {
        Transaction transaction(*this, std::move(connection));
        const auto begun = transaction.connection().execute(begin_of(kind));
        if (begun)
            return transaction;
        if (transaction.connection().is_alive())
            return begun.error();
    }
    SEATSYNC_TRY(Connection connection, Connection::open(address_, options_.statement_max));
    Transaction transaction(*this, std::make_unique<Connection>(std::move(connection)));
    SEATSYNC_CHECK(transaction.connection().execute(begin_of(kind)));
    return transaction;
}

}  // namespace seatsync::store_postgres
