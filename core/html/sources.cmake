target_sources(telex_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/character_reference.cpp
  ${CMAKE_CURRENT_LIST_DIR}/named_characters.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tokeniser.cpp)
