target_sources(telex_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/attribute.cpp
  ${CMAKE_CURRENT_LIST_DIR}/character_reference.cpp
  ${CMAKE_CURRENT_LIST_DIR}/element.cpp
  ${CMAKE_CURRENT_LIST_DIR}/escape.cpp
  ${CMAKE_CURRENT_LIST_DIR}/feed_links.cpp
  ${CMAKE_CURRENT_LIST_DIR}/image.cpp
  ${CMAKE_CURRENT_LIST_DIR}/link.cpp
  ${CMAKE_CURRENT_LIST_DIR}/named_characters.cpp
  ${CMAKE_CURRENT_LIST_DIR}/open_elements.cpp
  ${CMAKE_CURRENT_LIST_DIR}/page.cpp
  ${CMAKE_CURRENT_LIST_DIR}/readable_text.cpp
  ${CMAKE_CURRENT_LIST_DIR}/sanitise.cpp
  ${CMAKE_CURRENT_LIST_DIR}/text.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tokeniser.cpp
  ${CMAKE_CURRENT_LIST_DIR}/visible.cpp)
