target_sources(telex_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/document.cpp)
