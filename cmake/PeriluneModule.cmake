# perilune_module(NAME DEPENDS ROOM... [SUBROOMS "SUB: SUB..." ...]): a folder
# src/NAME becomes the CMake target
# perilune_NAME (alias perilune::NAME). Its sources are the .cpp files of src/NAME and its sub-rooms (folders in it), but
# *main.cpp and gdal/, which are programs of their own; its third-party libraries are written in src/NAME/CMakeLists.txt,
# which this includes. SUBROOMS tells which sub-room may include which: "." is what lies in src/NAME itself. Its headers
# are held to that line; its .cpp files are the room's facade and may include all of its sub-rooms.
# The edges are recorded in global properties for the include-table test.
function(perilune_module name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;SUBROOMS" ${ARGN})
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
  set(vectors <glm/glm.hpp>)
  if(name MATCHES "^(base|timeline)$") # which have no use for vectors
    set(vectors)
  endif()
  perilune_compile_fast(perilune_${name} ${vectors})
  string(REPLACE ";" " " edges "${ARG_DEPENDS}")
  set_property(GLOBAL APPEND PROPERTY PERILUNE_EDGES "${name}: ${edges}")
  foreach(line IN LISTS ARG_SUBROOMS)
    set_property(GLOBAL APPEND PROPERTY PERILUNE_SUBROOM_EDGES "${name}/${line}")
  endforeach()
  if(EXISTS ${CMAKE_SOURCE_DIR}/src/${name}/CMakeLists.txt)
    add_subdirectory(${CMAKE_SOURCE_DIR}/src/${name} ${CMAKE_BINARY_DIR}/src/${name})
  endif()
endfunction()

# What nearly every file includes is read once a room: most of a file's compile time was its headers. No header of ours
# is in it, so a change in the house never makes it anew. PERILUNE_PCH=OFF builds without, which shows what is not
# included where it is used.
option(PERILUNE_PCH "Precompile the headers of the standard library, fmt and GLM" ON)
function(perilune_precompile target)
  if(NOT PERILUNE_PCH)
    return()
  endif()
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <chrono> <cmath> <cstdint> <filesystem> <functional>
    <map> <memory> <optional> <set> <span> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>
    <fmt/format.h> <tl/expected.hpp> ${ARGN})
  # Lets ccache keep what is compiled with it.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

# Warnings are errors in our own code only; floats are strict so that two machines agree.
add_library(perilune_warnings INTERFACE)
# Left out: missing initializers (our structs have defaults), some warnings that g++ 12 gives wrongly for
# std::string (of the system's own headers too, once they are precompiled), and one that g++ 13 and later give wrongly for references to members of an argument.
target_compile_options(perilune_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion
  $<$<NOT:$<BOOL:${PERILUNE_UNITY}>>:-Wshadow> # a name of one file may stand in another's function there
  # and what is unnamed in an included file is as good as unnamed in the file itself
  $<$<AND:$<BOOL:${PERILUNE_UNITY}>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>
  -Wno-sign-conversion -Wno-missing-field-initializers "$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized;-Wno-restrict;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds>"
  "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,13>>:-Wno-dangling-reference>"
  -Werror -ffp-contract=off)
