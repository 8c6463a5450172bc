// plus.cpp -- the same two solvers in a C++ program that owns both loops and
// takes their steps in turn.
#include <cstdio>
#include <vector>

#include "cooling.h"
#include "diode.h"

int main()
{
    const std::vector<double> minutes{0, 5, 10, 15, 20, 30, 40, 60};
    const std::vector<double> degrees{85.3, 72.1, 61.4, 53.8,
                                      47.0, 37.5, 31.4, 24.9};
    std::vector<double> memory(COOLING_WORK_SIZE / sizeof(double));
    std::vector<double> more(DIODE_WORK_SIZE / sizeof(double));

    cooling_unknowns u = COOLING_START, error;
    cooling_params room = COOLING_PARAMS;
    cooling_data d{minutes.size(), minutes.data(), degrees.data()};
    cooling_result fitted;
    diode_unknowns v = DIODE_START;
    diode_params supply = DIODE_PARAMS;
    diode_result solved;

    int a = cooling_init(&u, &room, &d, memory.data(), nullptr, &fitted);
    int b = diode_init(&v, &supply, nullptr, more.data(), nullptr, &solved);
    while (a == 0 || b == 0) {
        if (a == 0)
            a = cooling_step(memory.data());
        if (b == 0)
            b = diode_step(more.data());
    }
    cooling_done(memory.data());
    diode_done(more.data());
    std::printf("fit: %s\ncircuit: %s\n", eqr_status_text(fitted.status),
                eqr_status_text(solved.status));
    if (fitted.status < 0 || solved.status < 0)
        return 1;

    cooling_shows show, show_error;
    cooling_statistics(&u, &room, &d, memory.data(), &error, nullptr, &show,
                       &show_error, nullptr);
    std::printf("k = %.4f +- %.4f, half-life %.2f +- %.2f min\n", u.k, error.k,
                show.half_life, show_error.half_life);
    std::printf("%.0f V: %.4f mA\n", supply.V, 1e3 * v.current);

    supply.V = 9;                            // and again, with a new parameter
    diode_solve(&v, &supply, nullptr, more.data(), nullptr, &solved);
    std::printf("%.0f V: %.4f mA\n", supply.V, 1e3 * v.current);
    return solved.status < 0;
}
