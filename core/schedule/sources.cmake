target_sources(telex_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/due_heap.cpp
  ${CMAKE_CURRENT_LIST_DIR}/schedule.cpp)
