# perilune_module(NAME DEPENDS ROOM...): a folder src/NAME becomes the CMake target perilune_NAME
# (alias perilune::NAME). Its sources are the .cpp files of src/NAME (panels/ and the like included, but not
# gdal/: that is a program of its own);
# its own third-party libraries are written in src/NAME/CMakeLists.txt, which this includes.
# The edges are recorded in the global property PERILUNE_EDGES for the include-table test.
function(perilune_module name)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$|_main\\.cpp$|/gdal/")
  add_library(perilune_${name} STATIC ${sources})
  add_library(perilune::${name} ALIAS perilune_${name})
  set_target_properties(perilune_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(perilune_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(perilune_${name} PRIVATE perilune_warnings)
  foreach(room IN LISTS ARG_DEPENDS)
    target_link_libraries(perilune_${name} PUBLIC perilune::${room})
  endforeach()
  string(REPLACE ";" " " edges "${ARG_DEPENDS}")
  set_property(GLOBAL APPEND PROPERTY PERILUNE_EDGES "${name}: ${edges}")
  if(EXISTS ${CMAKE_SOURCE_DIR}/src/${name}/CMakeLists.txt)
    add_subdirectory(${CMAKE_SOURCE_DIR}/src/${name} ${CMAKE_BINARY_DIR}/src/${name})
  endif()
endfunction()

# Warnings are errors in our own code only; floats are strict so that two machines agree.
add_library(perilune_warnings INTERFACE)
# Left out: missing initializers (our structs have defaults), two warnings that g++ 12 gives wrongly for
# std::string, and one that g++ 13 and later give wrongly for references to members of an argument.
target_compile_options(perilune_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wno-sign-conversion -Wno-missing-field-initializers "$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized;-Wno-restrict>"
  "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,13>>:-Wno-dangling-reference>"
  -Werror -ffp-contract=off)
