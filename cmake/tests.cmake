# The unit test programs of the rooms. They come after `testing/`, which all of them may link.
add_custom_target(unit_tests)
get_property(rooms GLOBAL PROPERTY SEATSYNC_TESTED_ROOMS)
foreach(room IN LISTS rooms)
  get_property(sources GLOBAL PROPERTY SEATSYNC_TESTS_OF_${room})
  set(target seatsync_${room}_test)
  add_executable(${target} ${sources})
  target_link_libraries(${target} PRIVATE seatsync::${room} seatsync::testing seatsync_warnings)
  seatsync_test_program(${target})
  target_compile_definitions(${target} PRIVATE SEATSYNC_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  get_property(whole GLOBAL PROPERTY SEATSYNC_TESTED_WHOLE_${room})
  if(whole)  # What all its tests share is dear to make: they run in one process.
    add_test(NAME ${room}.all COMMAND ${target})
    set_tests_properties(${room}.all PROPERTIES LABELS unit TIMEOUT 600)
  else()
    gtest_discover_tests(${target} TEST_PREFIX "${room}." PROPERTIES LABELS unit DISCOVERY_TIMEOUT 60)
  endif()
  add_dependencies(unit_tests ${target})
endforeach()

# The benchmarks, each run as a test for an instant so that it does not rot: `ctest -L bench-smoke`.
# SEATSYNC_BENCH_SMOKE=1 tells a benchmark to take its smallest input.
add_custom_target(benchmarks)
get_property(benches GLOBAL PROPERTY SEATSYNC_BENCHES)
foreach(bench IN LISTS benches)
  add_dependencies(benchmarks ${bench})
  add_test(NAME bench.${bench} COMMAND ${bench} --benchmark_min_time=0.001)
  set_tests_properties(bench.${bench} PROPERTIES LABELS bench-smoke TIMEOUT 120
    ENVIRONMENT SEATSYNC_BENCH_SMOKE=1 FAIL_REGULAR_EXPRESSION "ERROR OCCURRED")
endforeach()
