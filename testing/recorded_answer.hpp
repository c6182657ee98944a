#pragma once

#include "feed/http_message.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string_view>

namespace seatsync::testing {

/// Where recorded answers of the sources lie: ../shared/fixtures. They are not part of this
/// repository.
[[nodiscard]] std::filesystem::path recorded_folder();

/// The answer in a file such as "x/counts_recent.json". A file "*.http.json" holds status, headers
/// and body, any other the body of a status 200. Throws when it is not there.
[[nodiscard]] feed::HttpResponse recorded_answer(std::string_view file);

/// Base of tests that read recorded answers: they are skipped where there are none.
class RecordedTest : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!std::filesystem::exists(recorded_folder()))
            GTEST_SKIP() << "no recorded answers: " << recorded_folder() << " is not there";
    }
};

}  // namespace seatsync::testing
