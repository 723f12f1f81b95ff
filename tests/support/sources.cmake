target_sources(telex_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/fake_clock_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/origin_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/program_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/sample_origin_test.cpp)
