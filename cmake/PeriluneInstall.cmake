# What `cmake --install` puts under a prefix, and the Debian packages that cpack makes of it. The program finds its share
# folder beside its own, so a prefix can be moved; what is installed knows no path of the build.
set(share share/perilune)
set(doc share/doc/perilune)

# Made by the program itself of what --help tells.
set(manual ${CMAKE_BINARY_DIR}/manual)
find_program(PERILUNE_GZIP gzip REQUIRED)
add_custom_command(
  OUTPUT ${manual}/stamp
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${manual}
  COMMAND perilune manual ${manual}
  COMMAND ${PERILUNE_GZIP} -9nr ${manual}/man
  COMMAND ${CMAKE_COMMAND} -E touch ${manual}/stamp
  DEPENDS perilune
  VERBATIM)
add_custom_target(perilune_manual ALL DEPENDS ${manual}/stamp)

set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)
install(TARGETS perilune RUNTIME DESTINATION bin)
# Not in bin: it is started by `perilune terrain import`. A package of its own, since GDAL brings a hundred others.
if(TARGET perilune-terrain)
  install(TARGETS perilune-terrain RUNTIME DESTINATION libexec/perilune COMPONENT terrain)
endif()

# Of the models what is read at run time: the Moon's maps are in the baked ground.
install(DIRECTORY models/ DESTINATION ${share}/models
  FILES_MATCHING PATTERN "*.csv" PATTERN "*.glb" PATTERN "*.png" PATTERN "credits.yaml" PATTERN "earth/*.jpg"
  PATTERN "source" EXCLUDE PATTERN "__pycache__" EXCLUDE)
install(DIRECTORY shaders timelines DESTINATION ${share} PATTERN "*.md" EXCLUDE)
# Copies of the fonts, though Debian has packages of them: other versions, or none, would set the same film otherwise.
install(DIRECTORY ${PERILUNE_SHARE_DIR}/fonts ${PERILUNE_SHARE_DIR}/ground DESTINATION ${share} PATTERN ".*" EXCLUDE)

install(FILES README.md DESTINATION ${doc})
install(DIRECTORY docs DESTINATION ${doc})
install(FILES timelines/FORMAT.md DESTINATION ${doc}/timelines)
install(FILES packaging/copyright DESTINATION ${doc})
install(DIRECTORY ${manual}/man DESTINATION share)

install(FILES ${manual}/completions/perilune.bash DESTINATION share/bash-completion/completions RENAME perilune)
install(FILES ${manual}/completions/perilune.fish DESTINATION share/fish/vendor_completions.d)
# Debian's zsh looks elsewhere than others'.
install(FILES ${manual}/completions/_perilune DESTINATION share/zsh/site-functions COMPONENT others)
install(FILES ${manual}/completions/_perilune DESTINATION share/zsh/vendor-completions COMPONENT debian EXCLUDE_FROM_ALL)

# What a desktop starts opens the window.
if(PERILUNE_WINDOW)
  install(FILES packaging/perilune.desktop packaging/perilune-link.desktop packaging/perilune-story.desktop
    DESTINATION share/applications)
  configure_file(packaging/org.perilune.perilune.metainfo.xml.in org.perilune.perilune.metainfo.xml @ONLY)
  install(FILES ${CMAKE_BINARY_DIR}/org.perilune.perilune.metainfo.xml DESTINATION share/metainfo)
  install(FILES packaging/perilune-mime.xml DESTINATION share/mime/packages RENAME perilune.xml)
  install(FILES packaging/icon/perilune.svg DESTINATION share/icons/hicolor/scalable/apps)
  foreach(size 16 22 24 32 48 64 128 256 512)
    install(FILES packaging/icon/perilune-${size}.png
      DESTINATION share/icons/hicolor/${size}x${size}/apps RENAME perilune.png)
  endforeach()
endif()

include(PerilunePackage)
