target_sources(telex_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/due_heap.cpp
  ${CMAKE_CURRENT_LIST_DIR}/schedule.cpp)
