# What the program reads at run time lies in one folder, <build>/share/perilune.
set(PERILUNE_SHARE_DIR ${CMAKE_BINARY_DIR}/share/perilune)
file(MAKE_DIRECTORY ${PERILUNE_SHARE_DIR})
foreach(folder models timelines shaders)
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${folder} ${PERILUNE_SHARE_DIR}/${folder} SYMBOLIC)
endforeach()
