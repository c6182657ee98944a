#include "adapters/model_torch/differentiator.hpp"

#include <fmt/format.h>

#include <dlfcn.h>

namespace seatsync::model_torch {

namespace {

Result<MakeDifferentiator> found_in_library() {
    // Never closed: LibTorch does not survive it.
    void* library = dlopen(kDifferentiatorLibrary, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        return fail(ErrorCode::internal, fmt::format("nets cannot be trained: {}", dlerror()));
    void* symbol = dlsym(library, kDifferentiatorSymbol);
    if (symbol == nullptr)
        return fail(ErrorCode::internal, fmt::format("nets cannot be trained: {}", dlerror()));
    return reinterpret_cast<MakeDifferentiator>(symbol);
}

}  // namespace

Result<std::unique_ptr<Differentiator>> open_differentiator(const NetShape& shape) {
    static const Result<MakeDifferentiator> make = found_in_library();
    if (!make.has_value())
        return make.error();
    return std::unique_ptr<Differentiator>((*make)(shape));
}

}  // namespace seatsync::model_torch
