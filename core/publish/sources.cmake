target_sources(telex_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/json_feed.cpp
  ${CMAKE_CURRENT_LIST_DIR}/json_writer.cpp)
