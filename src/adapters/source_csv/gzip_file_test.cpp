#include "adapters/source_csv/gzip_file.hpp"

#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>
#include <random>

namespace seatsync::source_csv {
namespace {

using ::testing::HasSubstr;

std::string noise(std::size_t bytes) {
    std::mt19937 engine(1);
    std::string out(bytes, ' ');
    for (char& c : out)
        c = static_cast<char>('a' + engine() % 26);
    return out;
}

void write_packed(const std::filesystem::path& path, const std::string& text) {
    gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
}

Result<std::string> read_all(const std::filesystem::path& path) {
    SEATSYNC_TRY(auto file, GzipFile::open(path));
    std::string out;
    std::vector<char> buffer(1000);
    while (true) {
        SEATSYNC_TRY(const auto count, file.read(buffer));
        if (count == 0)
            return out;
        out.append(buffer.data(), count);
    }
}

class GzipFileTest : public ::testing::Test {
  protected:
    std::filesystem::path file(const char* name) const { return folder_.file(name); }

    /// A packed file with `change` made to its bytes.
    std::filesystem::path packed(const std::function<void(std::string&)>& change) {
        write_packed(file("whole.gz"), text_);
        std::ifstream in(file("whole.gz"), std::ios::binary);
        std::string bytes((std::istreambuf_iterator<char>(in)), {});
        change(bytes);
        std::ofstream(file("changed.gz"), std::ios::binary) << bytes;
        return file("changed.gz");
    }

    std::string text_ = noise(100'000);

  private:
    seatsync::testing::TemporaryFolder folder_;
};

TEST_F(GzipFileTest, ReadsPlainAndPackedAlike) {
    std::ofstream(file("plain"), std::ios::binary) << text_;
    write_packed(file("packed.gz"), text_);
    EXPECT_EQ(*read_all(file("plain")), text_);
    EXPECT_EQ(*read_all(file("packed.gz")), text_);
}

TEST_F(GzipFileTest, SaysThatAFileIsCutOffWhereverThatIs) {
    for (const std::size_t kept : {20U, 1000U, 60'000U}) {
        const auto path = packed([&](std::string& bytes) { bytes.resize(kept); });
        const auto read = read_all(path);
        ASSERT_FALSE(read.has_value()) << kept;
        EXPECT_EQ(read.error().code, ErrorCode::corrupt_data);
        EXPECT_THAT(read.error().detail, HasSubstr("cut off"));
    }
    const auto no_checksum = packed([](std::string& bytes) { bytes.resize(bytes.size() - 4); });
    EXPECT_THAT(read_all(no_checksum).error().detail, HasSubstr("cut off"));
}

TEST_F(GzipFileTest, SaysThatAFileIsDamaged) {
    const auto read = read_all(packed([](std::string& bytes) { bytes[5000] ^= 0x55; }));
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, ErrorCode::corrupt_data);
    EXPECT_THAT(read.error().detail, HasSubstr("damaged"));
}

TEST_F(GzipFileTest, OpensFilesAlone) {
    EXPECT_EQ(GzipFile::open(file("absent")).error().code, ErrorCode::not_found);
    EXPECT_EQ(GzipFile::open(file(".")).error().code, ErrorCode::not_found);
}

TEST_F(GzipFileTest, TellsHowFarItIs) {
    write_packed(file("packed.gz"), text_);
    auto opened = GzipFile::open(file("packed.gz"));
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->bytes(), std::filesystem::file_size(file("packed.gz")));
    std::vector<char> buffer(text_.size());
    ASSERT_EQ(*opened->read(buffer), text_.size());
    EXPECT_GT(opened->position(), opened->bytes() / 2);
    EXPECT_LE(opened->position(), opened->bytes());
}

}  // namespace
}  // namespace seatsync::source_csv
