/*
 * bundle_ceres.cc -- bundle.eq's problem as one writes it for Ceres: a cost
 * function of one sighting, derivatives by automatic differentiation, points
 * eliminated first (SPARSE_SCHUR), one thread.  Reads the files of bundle.py;
 * prints the sum of squares, the steps and the seconds of the solve.
 */
#include <cstdio>
#include <vector>

#include <ceres/ceres.h>
#include <ceres/rotation.h>

struct Sighting {
    double x, y;

    template <typename T>
    bool operator()(const T *c, const T *point, T *r) const
    {
        T q[3];
        ceres::AngleAxisRotatePoint(c, point, q);
        for (int k = 0; k < 3; k++)
            q[k] += c[3 + k];
        T u = -q[0] / q[2], v = -q[1] / q[2], g = u * u + v * v;
        T lens = c[6] * (1.0 + g * (c[7] + g * c[8]));
        r[0] = (x - lens * u) / 0.5;
        r[1] = (y - lens * v) / 0.5;
        return true;
    }
};

static std::vector<double> numbers(const char *name)
{
    std::vector<double> all;
    FILE *f = std::fopen(name, "r");
    double value;

    if (f == nullptr || std::fscanf(f, "%*[^\n]") == EOF)
        return all;
    while (std::fscanf(f, "%lf%*[,\n]", &value) >= 1)
        all.push_back(value);
    std::fclose(f);
    return all;
}

int main()
{
    std::vector<double> c = numbers("bundle-cameras.csv");
    std::vector<double> x = numbers("bundle-points.csv");
    std::vector<double> seen = numbers("bundle-seen.csv");
    ceres::Problem problem;
    ceres::Solver::Options options;
    ceres::Solver::Summary summary;

    for (size_t k = 0; k + 4 <= seen.size(); k += 4)
        problem.AddResidualBlock(
            new ceres::AutoDiffCostFunction<Sighting, 2, 9, 3>(
                new Sighting{seen[k + 2], seen[k + 3]}),
            nullptr, &c[9 * (size_t)(seen[k] - 1)],
            &x[3 * (size_t)(seen[k + 1] - 1)]);
    options.linear_solver_type = ceres::SPARSE_SCHUR;
    options.function_tolerance = 1e-12;
    options.max_num_iterations = 200;
    options.num_threads = 1;
    options.logging_type = ceres::SILENT;
    ceres::Solve(options, &problem, &summary);
    std::printf("%.17g %d %.3f\n", 2 * summary.final_cost,
                (int)summary.iterations.size() - 1,
                summary.total_time_in_seconds);
    return summary.IsSolutionUsable() ? 0 : 1;
}
