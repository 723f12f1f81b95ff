target_sources(telex_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/source_tree.cpp
  ${CMAKE_CURRENT_LIST_DIR}/includes.cpp)

# Other versions of clang-format lay some lines out differently.
find_program(TELEX_CLANG_FORMAT clang-format)
if(TELEX_CLANG_FORMAT)
  execute_process(COMMAND ${TELEX_CLANG_FORMAT} --version OUTPUT_VARIABLE clang_format_version)
endif()
if(clang_format_version MATCHES "version 14\\.")
  add_test(NAME format COMMAND ${PROJECT_SOURCE_DIR}/scripts/format --check)
  set_tests_properties(format PROPERTIES LABELS unit)
endif()
