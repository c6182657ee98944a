# A second build of the same sources should cost seconds: ccache serves where it is installed.
find_program(SEATSYNC_CCACHE ccache)
if(SEATSYNC_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${SEATSYNC_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${SEATSYNC_CCACHE}")
endif()
