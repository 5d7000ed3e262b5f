#include "terrain/lattice.h"

namespace perilune::terrain {

Places::Places(const Lattice& lattice, double widestTexel) : lattice_(lattice) {
    for (int i = 0; i < lattice.count; ++i) {
        s_.push_back(lattice.coordinate(lattice.tile.x, i));
        t_.push_back(lattice.coordinate(lattice.tile.y, i));
        u_.push_back(warp(s_.back()));
        v_.push_back(warp(t_.back()));
    }
    directions_.reserve(size());
    for (int y = 0; y < count(); ++y)
        for (int x = 0; x < count(); ++x)
            directions_.push_back(directionFromTangents(face(), u(x), v(y)));
    const auto inside = [&](double c) { return std::abs(c) < 1.0 - widestTexel; };
    for (int y = 0; y < count(); ++y)
        for (int x = 0; x < count(); ++x)
            if (!inside(s(x)) || !inside(t(y)))
                nearEdges_.push_back({std::size_t(y * count() + x), FacesAt(direction(x, y), widestTexel)});
}

} // namespace perilune::terrain
