// Runs a fuzzer's entry over the files of a folder and over every prefix of them, without a fuzzer:
// what once went wrong stays tried with every compiler. Usage: <fuzzer> FOLDER
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

/// Ends the program when a prefix breaks what must hold.
void replay(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        // A copy of exactly this size, so that a sanitizer sees a read behind it.
        const std::string prefix = bytes.substr(0, size);
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(prefix.data()), size);
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t files = 0;
    if (argc == 2 && std::filesystem::is_directory(argv[1])) {
        for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
            replay(entry.path());
            ++files;
        }
    }
    std::printf("%zu files replayed\n", files);
    return files == 0 ? 1 : 0;
}
