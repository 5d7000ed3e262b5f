#pragma once

// The library is Debian's; this keeps the parts of its header out that would pull in stb.
#define TINYGLTF_NO_STB_IMAGE_WRITE
#include <tiny_gltf.h>
