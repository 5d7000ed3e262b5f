# Two ways to compile a room in half the time. PERILUNE_UNITY, for who builds once: sixteen files as one, so that what
# they include is read, and what they have in common is made, once for all of them. Else, for who changes a file at a
# time: precompiled headers.
option(PERILUNE_UNITY "Compile several files of a room as one" OFF)

# These are compiled alone all the same: they have names in their unnamed namespace that another file of their room has
# too. A new file of which g++ says "redefinition of ...{anonymous}::NAME" gets another name there (or, where both mean
# the same, a header of the room gets it), or else a line here.
set(PERILUNE_ALONE
  app/commands/record_announce app/commands/record_archive app/commands/record_diff app/commands/record_import
  app/commands/record_update base/platform/temporary_file model/read/draco_reader model/read/gltf_parts scene/dump_text
  scene/moment_fields_table survey/import/open_sidecar survey/import/png_raster terrain/tile_set_writer
  timeline/import/dates timeline/import/html_text timeline/ask/record_diff timeline/import/import_timelinejs timeline/read/manifest timeline/read/parse
  timeline/read/reader timeline/read/record timeline/write/additions timeline/write/history_csv ui/panels/widgets)
list(TRANSFORM PERILUNE_ALONE PREPEND ${CMAKE_SOURCE_DIR}/src/)
list(TRANSFORM PERILUNE_ALONE APPEND .cpp)
set_source_files_properties(${PERILUNE_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)

# Rooms that work once where others work for each pixel, vertex or tile are made for less: most of a file's compile time
# is its optimizer's, and of the command line, whose library is all in its header, nearly all.
set(PERILUNE_LIGHTLY app)
set(PERILUNE_PLAINLY base timeline model story ui player)

function(perilune_compile_fast target)
  if(PERILUNE_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 16)
    string(REPLACE perilune_ "" room ${target})
    if(room IN_LIST PERILUNE_LIGHTLY)
      target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
    elseif(room IN_LIST PERILUNE_PLAINLY)
      target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O2>)
    endif()
  else()
    perilune_precompile(${target} ${ARGN})
  endif()
endfunction()
