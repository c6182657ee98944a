# Every library is a Debian 12 package; `scripts/setup` installs them. See docs/adr/ for each choice.
set(Boost_USE_STATIC_LIBS ON)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(date REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CLI11 REQUIRED)
find_package(simdjson REQUIRED)
find_package(pugixml REQUIRED)
find_package(CURL REQUIRED)
find_package(PostgreSQL REQUIRED)

# Debian's xgboost-config.cmake wants the xgboost program too; the library alone is enough.
find_path(XGBOOST_INCLUDE_DIR xgboost/c_api.h REQUIRED)
find_library(XGBOOST_LIBRARY xgboost REQUIRED)
add_library(xgboost_c INTERFACE)
target_include_directories(xgboost_c SYSTEM INTERFACE "${XGBOOST_INCLUDE_DIR}")
target_link_libraries(xgboost_c INTERFACE "${XGBOOST_LIBRARY}")

# LibTorch's own CMake file drags in the compile options of its own build. Its headers take 20 s and
# 1.1 GiB to parse: one source of adapters/model_torch includes them.
find_path(TORCH_INCLUDE_DIR torch/csrc/api/include/torch/torch.h REQUIRED)
find_library(TORCH_LIBRARY torch_cpu REQUIRED)
find_library(C10_LIBRARY c10 REQUIRED)
find_package(OpenMP REQUIRED)
add_library(torch_cpu_only INTERFACE)
target_include_directories(torch_cpu_only SYSTEM INTERFACE
  "${TORCH_INCLUDE_DIR}/torch/csrc/api/include")
target_link_libraries(torch_cpu_only INTERFACE "${TORCH_LIBRARY}" "${C10_LIBRARY}"
  OpenMP::OpenMP_CXX)

if(SEATSYNC_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
endif()
if(SEATSYNC_BENCHMARKS)
  find_package(benchmark REQUIRED)
endif()
