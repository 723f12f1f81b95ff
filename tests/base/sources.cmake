target_sources(telex_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/command_words.cpp
  ${CMAKE_CURRENT_LIST_DIR}/host.cpp
  ${CMAKE_CURRENT_LIST_DIR}/idna.cpp
  ${CMAKE_CURRENT_LIST_DIR}/instant.cpp
  ${CMAKE_CURRENT_LIST_DIR}/url.cpp
  ${CMAKE_CURRENT_LIST_DIR}/utf8.cpp
  ${CMAKE_CURRENT_LIST_DIR}/words.cpp)
