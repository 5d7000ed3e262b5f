# What a build may leave out: for machines that lack the library, or do not want the part. What is left out is still a
# command: its help says that this build has none of it, and it ends with status 3 (app/features.h).
option(PERILUNE_WINDOW "The window (GLFW, Dear ImGui)" ON)
option(PERILUNE_FILM "Films (FFmpeg's libraries)" ON)
option(PERILUNE_FETCH "Downloads of maps (libcurl); what is fetched is imported, so it wants PERILUNE_SURVEY" ON)
option(PERILUNE_SURVEY "Import of maps, and the program that reads them through GDAL" ON)
set(PERILUNE_GROUND "" CACHE FILEPATH "A ground that was baked before, to be used in place of baking one")
if(PERILUNE_FETCH AND NOT PERILUNE_SURVEY)
  message(STATUS "PERILUNE_FETCH is off: without PERILUNE_SURVEY nothing can be done with what is fetched")
  set(PERILUNE_FETCH OFF)
endif()

# perilune_leave_out(TARGET REGEX...): these of its files, by their paths in src, are not compiled.
function(perilune_leave_out target)
  get_target_property(sources ${target} SOURCES)
  foreach(regex IN LISTS ARGN)
    list(FILTER sources EXCLUDE REGEX "/src/${regex}")
  endforeach()
  set_property(TARGET ${target} PROPERTY SOURCES ${sources})
endfunction()
# As PERILUNE_HAS_FILM=0 or 1 for those who ask: one file of the program, and its tests.
set(PERILUNE_FEATURES)
foreach(feature WINDOW FILM FETCH SURVEY)
  list(APPEND PERILUNE_FEATURES PERILUNE_HAS_${feature}=$<BOOL:${PERILUNE_${feature}}>)
endforeach()
