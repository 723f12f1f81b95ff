target_sources(telex_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/join.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parse.cpp)
