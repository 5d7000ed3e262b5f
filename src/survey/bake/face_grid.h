#pragma once

#include "terrain/cube.h"
#include "base/workers.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace perilune::survey {

/// Catmull-Rom weights at a fraction 0..1 between the second and the third of four samples.
inline void cubicWeights(double f, double w[4]) {
    w[0] = ((-0.5 * f + 1.0) * f - 0.5) * f;
    w[1] = (1.5 * f - 2.5) * f * f + 1.0;
    w[2] = ((-1.5 * f + 2.0) * f + 0.5) * f;
    w[3] = (0.5 * f - 0.5) * f * f;
}

/// One number for every texel of the six faces, with a margin that continues each face over its neighbours.
class FaceGrid {
  public:
    static constexpr int kMargin = 8;

    FaceGrid(int texels, base::Workers workers)
        : workers_(std::move(workers)), n_(texels), stride_(texels + 2 * kMargin),
          values_(std::size_t(6) * std::size_t(stride_) * std::size_t(stride_)),
          warped_(std::size_t(texels)) {
        for (int i = 0; i < n_; ++i)
            warped_[std::size_t(i)] = terrain::warp(coordinate(i));
    }

    int texels() const { return n_; }
    /// Who fills it.
    const base::Workers& workers() const { return workers_; }
    float& at(int face, int x, int y) { return values_[index(face, x, y)]; }
    float at(int face, int x, int y) const { return values_[index(face, x, y)]; }

    double coordinate(int i) const { return (i + 0.5) * 2.0 / n_ - 1.0; }
    double warped(int i) const { return warped_[std::size_t(i)]; } ///< tangent at a texel of the face itself
    glm::dvec3 direction(int face, int x, int y) const {
        return terrain::cubeDirection({face, coordinate(x), coordinate(y)});
    }

    /// Sets every texel (without the margin) from `value(face, x, y)`, then the margin.
    template <class Value> void fill(const Value& value) {
        workers_.forEach(6 * n_, [&](int row) {
            const int face = row / n_, y = row % n_;
            for (int x = 0; x < n_; ++x)
                at(face, x, y) = float(value(face, x, y));
        });
        fillMargin();
    }

    double cubic(const terrain::CubePoint& p) const {
        const double x = (p.s + 1.0) * 0.5 * n_ - 0.5, y = (p.t + 1.0) * 0.5 * n_ - 0.5;
        const int ix = int(std::floor(x)), iy = int(std::floor(y));
        double wx[4], wy[4], sum = 0.0;
        cubicWeights(x - ix, wx);
        cubicWeights(y - iy, wy);
        for (int j = 0; j < 4; ++j) {
            const float* row = &values_[index(p.face, ix - 1, iy - 1 + j)];
            sum += wy[j] * (wx[0] * row[0] + wx[1] * row[1] + wx[2] * row[2] + wx[3] * row[3]);
        }
        return sum;
    }
    double cubic(const glm::dvec3& direction) const { return cubic(terrain::cubePoint(direction)); }

    /// Half as many texels a side, each the mean of four.
    FaceGrid halved() const {
        FaceGrid half(n_ / 2, workers_);
        half.fill([&](int face, int x, int y) {
            return 0.25f * (at(face, 2 * x, 2 * y) + at(face, 2 * x + 1, 2 * y) + at(face, 2 * x, 2 * y + 1) +
                            at(face, 2 * x + 1, 2 * y + 1));
        });
        return half;
    }

    /// Takes the margin from the neighbouring faces: first the nearest texels, then, with those in place, the
    /// cubic through them. What is read is never what is being written, so any number of threads gives the
    /// same.
    void fillMargin() {
        if (!margin_)
            margin_ = std::make_shared<const std::vector<MarginTexel>>(marginTexels());
        std::vector<float> found(margin_->size());
        constexpr std::size_t kPiece = 4096;
        const int pieces = int((found.size() + kPiece - 1) / kPiece);
        for (int pass = 0; pass < 2; ++pass) {
            workers_.forEach(pieces, [&](int piece) {
                const std::size_t end = std::min(found.size(), (std::size_t(piece) + 1) * kPiece);
                for (std::size_t i = std::size_t(piece) * kPiece; i < end; ++i) {
                    const terrain::CubePoint& from = (*margin_)[i].from;
                    found[i] = pass == 0 ? nearest(from) : float(cubic(from));
                }
            });
            for (std::size_t i = 0; i < found.size(); ++i)
                values_[(*margin_)[i].index] = found[i];
        }
    }

  private:
    struct MarginTexel {
        std::size_t index;
        terrain::CubePoint from; ///< the same place on the face that owns it
    };
    std::vector<MarginTexel> marginTexels() const {
        std::vector<MarginTexel> texels;
        for (int face = 0; face < 6; ++face)
            for (int y = -kMargin; y < n_ + kMargin; ++y)
                for (int x = -kMargin; x < n_ + kMargin; ++x) {
                    if (x == 0 && y >= 0 && y < n_)
                        x = n_;
                    texels.push_back({index(face, x, y), terrain::cubePoint(direction(face, x, y))});
                }
        return texels;
    }
    std::size_t index(int face, int x, int y) const {
        return (std::size_t(face) * std::size_t(stride_) + std::size_t(y + kMargin)) * std::size_t(stride_) +
               std::size_t(x + kMargin);
    }
    float nearest(const terrain::CubePoint& p) const {
        const auto clamped = [&](double c) {
            return std::clamp(int(std::floor((c + 1.0) * 0.5 * n_)), 0, n_ - 1);
        };
        return at(p.face, clamped(p.s), clamped(p.t));
    }

    base::Workers workers_;
    int n_, stride_;
    std::vector<float> values_;
    std::vector<double> warped_;
    std::shared_ptr<const std::vector<MarginTexel>> margin_;
};

} // namespace perilune::survey
