target_sources(telex_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/feed_links.cpp
  ${CMAKE_CURRENT_LIST_DIR}/sanitise.cpp
  ${CMAKE_CURRENT_LIST_DIR}/text.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tokeniser.cpp
  ${CMAKE_CURRENT_LIST_DIR}/well_formed.cpp)
