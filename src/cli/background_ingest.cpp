#include "cli/background_ingest.hpp"

#include <ostream>

namespace seatsync::cli {

BackgroundIngest::BackgroundIngest(app::Ingest& ingest, std::ostream& err)
    : ingest_(ingest), thread_([this, &err] {
          ended_ = ingest_.run();
          if (!ended_)
              err << "seatsync: warning: the sources are read no longer: " << ended_.error().detail
                  << std::endl;
      }) {}

BackgroundIngest::~BackgroundIngest() {
    (void)finish();
}

Result<void> BackgroundIngest::finish() {
    ingest_.stop();
    if (thread_.joinable())
        thread_.join();
    return ended_;
}

}  // namespace seatsync::cli
