target_sources(telex_net PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/address.cpp)
