# Two ways to compile a room in half the time. PERILUNE_UNITY, for who builds once: eight files as one,
# so that what they include is read, and what they have in common is made, once for all of them. Else, for who changes a
# file at a time: precompiled headers.
option(PERILUNE_UNITY "Compile several files of a room as one" OFF)

# These are compiled alone all the same: they have names in their unnamed namespace that another file of their room has
# too. A new file of which g++ says "redefinition of ...{anonymous}::NAME" gets another name there, or a line here.
set(PERILUNE_ALONE
  app/commands/bench_timeline app/commands/record_options app/commands/terrain_options app/commands/view
  astro/lunar_orientation astro/planets astro/trajectory_halo astro/trajectory_lunar base/yaml_writer capture/sinks/encoder
  model/model_gltf overlay/ink/font_file overlay/views/changes overlay/views/facts overlay/views/legend
  overlay/views/partner_map overlay/views/partner_map_roster overlay/views/partners scene/describe_names
  scene/dump_text scene/heavens scene/moment_fields_read scene/moment_fields_table scene/where story/storyboard_parse
  survey/import/open_sidecar survey/import/png_raster terrain/illumination terrain/tile_set_writer terrain/tint
  timeline/import/import_timelinejs timeline/read/reader timeline/read/record ui/panels/widgets ui/reduce_looks)
list(TRANSFORM PERILUNE_ALONE PREPEND ${CMAKE_SOURCE_DIR}/src/)
list(TRANSFORM PERILUNE_ALONE APPEND .cpp)
set_source_files_properties(${PERILUNE_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)

function(perilune_compile_fast target)
  if(PERILUNE_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  else()
    perilune_precompile(${target} ${ARGN})
  endif()
endfunction()
