#pragma once

#include <hb.h>

namespace perilune::overlay {

/// What fonts may do to a text in this program: HarfBuzz's own choice for each script, and digits of one
/// width where they are asked for. The glyphs that these can lead to are in the atlas.
inline constexpr hb_tag_t kReachableFeatures[] = {HB_TAG('a', 'b', 'v', 's'), HB_TAG('a', 'k', 'h', 'n'),
                                                  HB_TAG('b', 'l', 'w', 'f'), HB_TAG('b', 'l', 'w', 's'),
                                                  HB_TAG('c', 'a', 'l', 't'), HB_TAG('c', 'c', 'm', 'p'),
                                                  HB_TAG('c', 'f', 'a', 'r'), HB_TAG('c', 'j', 'c', 't'),
                                                  HB_TAG('c', 'l', 'i', 'g'), HB_TAG('f', 'i', 'n', '2'),
                                                  HB_TAG('f', 'i', 'n', '3'), HB_TAG('f', 'i', 'n', 'a'),
                                                  HB_TAG('h', 'a', 'l', 'f'), HB_TAG('h', 'a', 'l', 'n'),
                                                  HB_TAG('i', 'n', 'i', 't'), HB_TAG('i', 's', 'o', 'l'),
                                                  HB_TAG('l', 'i', 'g', 'a'), HB_TAG('l', 'j', 'm', 'o'),
                                                  HB_TAG('l', 'o', 'c', 'l'), HB_TAG('m', 'e', 'd', '2'),
                                                  HB_TAG('m', 'e', 'd', 'i'), HB_TAG('m', 's', 'e', 't'),
                                                  HB_TAG('n', 'u', 'k', 't'), HB_TAG('p', 'r', 'e', 'f'),
                                                  HB_TAG('p', 'r', 'e', 's'), HB_TAG('p', 's', 't', 'f'),
                                                  HB_TAG('p', 's', 't', 's'), HB_TAG('r', 'c', 'l', 't'),
                                                  HB_TAG('r', 'k', 'r', 'f'), HB_TAG('r', 'l', 'i', 'g'),
                                                  HB_TAG('r', 'p', 'h', 'f'), HB_TAG('r', 't', 'l', 'a'),
                                                  HB_TAG('r', 't', 'l', 'm'), HB_TAG('r', 'v', 'r', 'n'),
                                                  HB_TAG('s', 't', 'c', 'h'), HB_TAG('t', 'j', 'm', 'o'),
                                                  HB_TAG('t', 'n', 'u', 'm'), HB_TAG('v', 'a', 't', 'u'),
                                                  HB_TAG('v', 'j', 'm', 'o'), HB_TAG_NONE};

} // namespace perilune::overlay
