target_sources(telex_net PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/engine.cpp
  ${CMAKE_CURRENT_LIST_DIR}/poll.cpp
  ${CMAKE_CURRENT_LIST_DIR}/prepare.cpp)
