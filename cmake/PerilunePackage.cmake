# `scripts/build release perilune_package` makes packages/perilune_*.deb, and perilune-terrain_*.deb where that program is
# built: it needs GDAL with a hundred packages, which who never imports a GeoTIFF is spared.
# Who makes a package answers for it: Debian's own variables tell, else an address that is plainly none.
set(maintainer "The Perilune authors <perilune@localhost>")
if(DEFINED ENV{DEBFULLNAME} AND DEFINED ENV{DEBEMAIL})
  set(maintainer "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
set(PERILUNE_MAINTAINER "${maintainer}" CACHE STRING "Who answers for the Debian packages (default: DEBFULLNAME and DEBEMAIL)")

# Debian's own files, left out of `cmake --install`.
configure_file(packaging/changelog.in debian/changelog @ONLY)
function(perilune_debian_files package component)
  set(folder ${CMAKE_BINARY_DIR}/debian/${package})
  add_custom_command(
    OUTPUT ${folder}/changelog.gz
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
    COMMAND sh -c "sed 's/^perilune /${package} /' '${CMAKE_BINARY_DIR}/debian/changelog' | '${PERILUNE_GZIP}' -9n > changelog.gz"
    DEPENDS ${CMAKE_BINARY_DIR}/debian/changelog
    WORKING_DIRECTORY ${folder}
    VERBATIM)
  add_custom_target(${package}_debian_files ALL DEPENDS ${folder}/changelog.gz)
  install(FILES ${folder}/changelog.gz DESTINATION share/doc/${package} COMPONENT ${component} EXCLUDE_FROM_ALL)
  set(overrides)
  if(EXISTS ${CMAKE_SOURCE_DIR}/packaging/${package}.lintian-overrides)
    file(READ packaging/${package}.lintian-overrides overrides)
  endif()
  if(PERILUNE_MAINTAINER MATCHES "@localhost>$")
    string(APPEND overrides "# Made by nobody who answers for it; -DPERILUNE_MAINTAINER=\"NAME <ADDRESS>\" names one who does.\n"
      "${package}: bogus-mail-host Maintainer *\n${package}: bogus-mail-host-in-debian-changelog *\n")
  endif()
  if(overrides)
    file(WRITE ${folder}/overrides "${overrides}")
    install(FILES ${folder}/overrides DESTINATION share/lintian/overrides RENAME ${package}
      COMPONENT ${component} EXCLUDE_FROM_ALL)
  endif()
endfunction()
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/debian/perilune ${CMAKE_BINARY_DIR}/debian/perilune-terrain)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_CONTACT ${PERILUNE_MAINTAINER})
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
# The ground is 200 MB of numbers: gzip takes seconds for it and leaves 142 MB, xz takes two minutes and leaves 113.
# Debian 12's lintian does not know zstd yet.
set(CPACK_DEBIAN_COMPRESSION_TYPE gzip)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
# CPACK_DEBIAN_PACKAGE_RELEASE is not set: what makes the packages is part of the source ("native", as Debian says).
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

perilune_debian_files(perilune debian)
set(CPACK_COMPONENTS_ALL program debian)
set(CPACK_COMPONENT_PROGRAM_GROUP main)
set(CPACK_COMPONENT_DEBIAN_GROUP main)
set(CPACK_DEBIAN_MAIN_PACKAGE_NAME perilune)
# libepoxy opens these by name, so no library's needs tell of them; without Mesa's driver there is no picture where there
# is no graphics card.
set(CPACK_DEBIAN_MAIN_PACKAGE_DEPENDS "libegl1, libegl-mesa0, libgl1, libgl1-mesa-dri")
# Nor do those that the first film loads; a package's name has its library's major version.
if(PERILUNE_FILM)
  foreach(library avcodec avfilter avformat avutil swscale)
    string(REGEX MATCH "^[0-9]+" major "${LIBAV_lib${library}_VERSION}")
    string(APPEND CPACK_DEBIAN_MAIN_PACKAGE_DEPENDS ", lib${library}${major}")
  endforeach()
endif()
set(CPACK_DEBIAN_MAIN_PACKAGE_RECOMMENDS ca-certificates) # for what is fetched
set(CPACK_DEBIAN_MAIN_PACKAGE_SUGGESTS perilune-terrain)
set(CPACK_DEBIAN_MAIN_DESCRIPTION "return to the Moon, as it was announced
Perilune draws the Moon with the planned sites of NASA's Artemis and of the
Chinese-Russian International Lunar Research Station, and steps through what
both programmes announced, when they announced it, how it slipped and what
happened. Every claim carries its source. There are two time axes: when it
happens, and when it was promised.

It makes stills and films without a display and without a graphics card, from
text files, the same every time.")

if(TARGET perilune-terrain)
  perilune_debian_files(perilune-terrain debian-terrain)
  install(FILES packaging/copyright DESTINATION share/doc/perilune-terrain COMPONENT debian-terrain EXCLUDE_FROM_ALL)
  list(APPEND CPACK_COMPONENTS_ALL terrain debian-terrain)
  set(CPACK_COMPONENT_TERRAIN_GROUP terrain-import)
  set(CPACK_COMPONENT_DEBIAN-TERRAIN_GROUP terrain-import)
  set(CPACK_DEBIAN_TERRAIN-IMPORT_PACKAGE_NAME perilune-terrain)
  set(CPACK_DEBIAN_TERRAIN-IMPORT_PACKAGE_DEPENDS "perilune (= ${PROJECT_VERSION})")
  set(CPACK_DEBIAN_TERRAIN-IMPORT_DESCRIPTION "maps of the Moon in other formats, for Perilune
Lets \"perilune terrain import\" read what agencies publish as GeoTIFF, PDS4,
JPEG 2000 and ISIS3 cubes. PDS3 and PNG need no more than Perilune itself.")
endif()
include(CPack)

# cpack's own target would build the tests first.
add_custom_target(perilune_package
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${CPACK_PACKAGE_DIRECTORY}
  COMMAND ${CMAKE_CPACK_COMMAND} --config ${CMAKE_BINARY_DIR}/CPackConfig.cmake
  COMMENT "Making the Debian packages"
  VERBATIM)
add_dependencies(perilune_package perilune perilune_manual perilune_debian_files)
if(TARGET perilune-terrain)
  add_dependencies(perilune_package perilune-terrain_debian_files)
endif()
