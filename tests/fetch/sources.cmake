target_sources(telex_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/host_queue.cpp
  ${CMAKE_CURRENT_LIST_DIR}/http_fetcher.cpp
  ${CMAKE_CURRENT_LIST_DIR}/local_fetcher.cpp)
