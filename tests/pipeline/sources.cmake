target_sources(telex_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/aggregator.cpp)
