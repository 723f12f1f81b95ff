target_sources(telex_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/campaign.cpp
  ${CMAKE_CURRENT_LIST_DIR}/identity.cpp)
