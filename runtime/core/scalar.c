/*
 * scalar.c -- one equation for one unknown; see scalar.h.
 *
 * Newton's step is halved until |f| falls.  Once f has had both signs a root
 * lies between (or a pole): a step is then kept inside, and where one does not
 * halve |f| the next is to the middle (Dekker, Brent: Algorithms for
 * Minimization without Derivatives, 1973, chapter 4; as rtsafe, by slopes).
 * The middle of numbers that differ in size is that of their exponents, so
 * that no bracket takes more than some 60 + 11 halvings.  Where no step makes
 * |f| fall, f is looked at further and further away, on both sides.
 */
#include "scalar.h"

#include "rows.h"

/* A double root at 0 is halved 1100 times; see trust.c. */
enum { EQR_SCALAR_STEPS = 1200, EQR_SCALAR_HALVINGS = 60 };

static int scalar_holds(const eqr_point *p)
{
    eqr_real most = EQR_HOLDS * p->magnitude;

    return p->f == 0 || (EQR_FINITE(most) && EQR_ABS(p->f) <= most);
}

static int scalar_lower(const eqr_point *p, const eqr_point *than)
{
    return EQR_ABS(p->f) < EQR_ABS(than->f);
}

static int scalar_opposes(const eqr_scalar *s, const eqr_point *p)
{
    return (p->f > 0) != (s->here.f > 0);
}

/* Look at x, inside the bounds; 0: that is here, or f has no value there. */
static int scalar_look(eqr_scalar *s, eqr_real x, eqr_point *to)
{
    x = x < s->lower ? s->lower : x > s->upper ? s->upper : x;
    if (x == s->here.x || !EQR_FINITE(x) || s->left == 0)
        return 0;
    --s->left;
    s->at(s->user, x, to);
    return EQR_FINITE(to->f);
}

/* One of the two points is p from now on. */
static void scalar_take(eqr_scalar *s, const eqr_point *p)
{
    eqr_point swap;

    if (scalar_opposes(s, p)) {
        s->other = *p;
        s->between = 1;
    } else {
        s->here = *p;
    }
    if (s->between && scalar_lower(&s->other, &s->here)) {
        swap = s->here;
        s->here = s->other;
        s->other = swap;
    }
}

/* Newton's step, halved until f falls or has the other sign. */
static int scalar_descend(eqr_scalar *s, eqr_point *p)
{
    eqr_real step = -s->here.f / s->here.slope, t = 1;
    int k;

    for (k = 0; k < EQR_SCALAR_HALVINGS && s->here.slope != 0; ++k, t /= 2) {
        if (scalar_look(s, s->here.x + t * step, p) &&
            (scalar_opposes(s, p) ||
             EQR_ABS(p->f) <= (1 - EQR_C(1e-4) * t) * EQR_ABS(s->here.f)))
            return 1;
        if (scalar_holds(&s->here))
            return 0;
    }
    return 0;
}

/* Farther and farther away: the other sign, or half of f at most. */
static int scalar_search(eqr_scalar *s, eqr_point *p)
{
    eqr_real size = EQR_ABS(s->here.x), h = (size > 1 ? size : 1) / 16;
    int k;

    for (k = 0; k < 2 * EQR_SCALAR_HALVINGS; ++k) {
        if (scalar_look(s, s->here.x + (k % 2 ? -h : h), p) &&
            (scalar_opposes(s, p) ||
             EQR_ABS(p->f) <= EQR_ABS(s->here.f) / 2))
            return 1;
        h = k % 2 ? 2 * h : h;
    }
    return 0;
}

static eqr_real scalar_middle(eqr_real a, eqr_real b)
{
    eqr_real x = EQR_ABS(a), y = EQR_ABS(b);

    if ((a < 0 && b > 0) || (a > 0 && b < 0))
        return 0;
    if (x / 4 <= y && y / 4 <= x)
        return a + (b - a) / 2;
    x = x > EQR_TINY ? x : EQR_TINY;
    y = y > EQR_TINY ? y : EQR_TINY;
    return (a + b > 0 ? 1 : -1) * EQR_SQRT(x) * EQR_SQRT(y);
}

/* A step inside the bracket; slow: the last one did not halve f. */
static int scalar_narrow(eqr_scalar *s, int slow, eqr_point *p)
{
    eqr_real a = s->here.x, b = s->other.x;
    eqr_real x = a - s->here.f / s->here.slope;

    if (!slow && (x - a) * (b - a) > 0 && (x - b) * (a - b) > 0 &&
        scalar_look(s, x, p))
        return 1;
    if (scalar_holds(&s->here))
        return 0;
    x = scalar_middle(a, b);
    return x != b && scalar_look(s, x, p);
}

EQR_API int eqr_scalar_solve(eqr_scalar *s)
{
    eqr_point p;
    eqr_real before;
    int k, slow = 0, found;

    s->between = 0;
    if (s->left == 0)
        return 0;
    --s->left;
    s->at(s->user, s->here.x, &s->here);
    for (k = 0; k < EQR_SCALAR_STEPS && EQR_FINITE(s->here.f); ++k) {
        if (s->here.f == 0)
            return 1;
        found = s->between ? scalar_narrow(s, slow, &p)
                           : scalar_descend(s, &p) ||
                             (!scalar_holds(&s->here) && scalar_search(s, &p));
        if (!found || (scalar_holds(&s->here) && !scalar_lower(&p, &s->here)))
            break;
        before = EQR_ABS(s->here.f);
        scalar_take(s, &p);
        slow = !slow && !(EQR_ABS(s->here.f) <= before / 2);
    }
    return EQR_FINITE(s->here.f) && scalar_holds(&s->here);
}
