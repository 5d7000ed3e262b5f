# What the program reads at run time lies in one folder, <build>/share/perilune, where an installed program has it too.
# The links are relative, so that a folder that was moved with its build still runs.
set(PERILUNE_SHARE_DIR ${CMAKE_BINARY_DIR}/share/perilune)
file(MAKE_DIRECTORY ${PERILUNE_SHARE_DIR})
file(REAL_PATH ${PERILUNE_SHARE_DIR} share) # ".." leads where the folders really are
file(REAL_PATH ${CMAKE_SOURCE_DIR} source)
foreach(folder models timelines shaders)
  file(RELATIVE_PATH target ${share} ${source}/${folder})
  file(CREATE_LINK ${target} ${PERILUNE_SHARE_DIR}/${folder} SYMBOLIC)
endforeach()
