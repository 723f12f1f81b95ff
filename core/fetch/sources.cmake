target_sources(telex_net PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/host_queue.cpp
  ${CMAKE_CURRENT_LIST_DIR}/http_fetcher.cpp
  ${CMAKE_CURRENT_LIST_DIR}/local_fetcher.cpp
  ${CMAKE_CURRENT_LIST_DIR}/program.cpp
  ${CMAKE_CURRENT_LIST_DIR}/status_words.cpp)
