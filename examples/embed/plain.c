/*
 * plain.c -- two solvers that eqc wrote, in one C program: a fit with its
 * uncertainties, and a circuit solved again for every supply voltage.
 */
#include <stdio.h>

#include "cooling.h"
#include "diode.h"

/* Memory is the caller's; the macros say how much. */
static double fit_memory[COOLING_WORK_SIZE / sizeof(double)];
static double circuit_memory[DIODE_WORK_SIZE / sizeof(double)];

static const double minutes[] = {0, 5, 10, 15, 20, 30, 40, 60};
static const double degrees[] = {85.3, 72.1, 61.4, 53.8, 47.0, 37.5, 31.4,
                                 24.9};

static int fit(double room)
{
    cooling_unknowns u, error;
    cooling_params p = COOLING_PARAMS;
    cooling_data d;
    cooling_shows show, show_error;
    cooling_result r;

    p.room = room;
    d.n = sizeof minutes / sizeof *minutes;
    d.t = minutes;
    d.y = degrees;
    cooling_start(&u, &p, &d);
    cooling_solve(&u, &p, &d, fit_memory, NULL, &r);
    if (r.status < 0) {
        printf("fit: %s\n", eqr_status_text(r.status));
        return 1;
    }
    cooling_statistics(&u, &p, &d, fit_memory, &error, NULL, &show,
                       &show_error, NULL);
    printf("room %4.1f: k = %.4f +- %.4f, half-life %.2f +- %.2f min\n", room,
           u.k, error.k, show.half_life, show_error.half_life);
    return 0;
}

static int circuit(void)
{
    diode_unknowns u;
    diode_params p = DIODE_PARAMS;
    diode_result r;

    diode_start(&u, &p, NULL);
    for (p.V = 1; p.V <= 9; p.V += 4) {      /* each from the last solution */
        diode_solve(&u, &p, NULL, circuit_memory, NULL, &r);
        if (r.status < 0) {
            printf("circuit: %s\n", eqr_status_text(r.status));
            return 1;
        }
        printf("%.0f V: %.4f mA, %.4f V at the diode\n", p.V, 1e3 * u.current,
               u.drop);
    }
    return 0;
}

int main(void)
{
    return fit(20) || fit(21) || circuit();
}
