target_sources(telex_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/explained.cpp
  ${CMAKE_CURRENT_LIST_DIR}/json_feed.cpp)
