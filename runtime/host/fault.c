/*
 * fault.c -- what went wrong where, in a program of generated C, in the words
 * of `eqc run` (src/write/vm_explain.c); see eqh.h.
 */
#include <math.h>
#include <stdio.h>

#include "eqh.h"
#include "numtext.h"

static const char *fault_number(double v, char text[EQN_MAX])
{
    if (fabs(v) < 1e15)
        eqn_show(v, text);
    else
        eqn_show_digits(v, 17, text);
    return text;
}

/* In an operator's place: bracketed where it is negative. */
static void fault_operand(double v, FILE *out)
{
    char text[EQN_MAX];

    fprintf(out, signbit(v) ? "(%s)" : "%s", fault_number(v, text));
}

static void fault_operation(const eqh_fault *f, FILE *out)
{
    const char *space = f->form == EQH_SPACED ? " " : "";
    char a[EQN_MAX], b[EQN_MAX];

    switch (f->form) {
    case EQH_CALL:
        fprintf(out, "%s(%s)", f->what, fault_number(f->operand[0], a));
        break;
    case EQH_CALL_TWO:
        fprintf(out, "%s(%s, %s)", f->what, fault_number(f->operand[0], a),
                fault_number(f->operand[1], b));
        break;
    case EQH_PREFIX:
        fputs(f->what, out);
        fault_operand(f->operand[0], out);
        break;
    default:
        fault_operand(f->operand[0], out);
        fprintf(out, "%s%s%s", space, f->what, space);
        fault_operand(f->operand[1], out);
        break;
    }
}

static void fault_what(const eqh_fault *f, FILE *out)
{
    const char *odd = isnan(f->value) ? "is not a number" : "is infinite";

    if (f->form == EQH_TIGHT && f->what[0] == '/' && !(f->operand[1] < 0.0) &&
        !(f->operand[1] > 0.0))
        odd = "is a division by zero";
    switch (f->form) {
    case EQH_ELEMENT:
        fprintf(out, "%s[%ld] %s", f->what, f->first + (long)f->operand[0],
                odd);
        break;
    case EQH_SOME_ELEMENT:
        fprintf(out, "an element of %s %s", f->what, odd);
        break;
    case EQH_NAME:
        fprintf(out, "%s %s", f->what, odd);
        break;
    case EQH_TABLE:
        fputs("this lies outside the table", out);
        break;
    case EQH_VALUE:
        fprintf(out, "this value %s", odd);
        break;
    default:
        fputs(f->derivative ? "there is no derivative here: " : "", out);
        fault_operation(f, out);
        fprintf(out, " %s", odd);
        break;
    }
}

/* The first row, most often the only one, needs no number. */
static void fault_note(const eqh_fault *f, FILE *out)
{
    const char *before = "with ";
    char text[EQN_MAX];

    if (f->row <= 0 && f->names[0] == NULL)
        return;
    fputs("  note: ", out);
    for (size_t k = 0; f->names[k] != NULL; k++) {
        fprintf(out, "%s%s = %s", before, f->names[k],
                fault_number(f->values[k], text));
        before = ", ";
    }
    if (f->row > 0)
        fprintf(out, "%sin row %ld", f->names[0] == NULL ? "" : ", ",
                f->row + 1);
    fputc('\n', out);
}

int eqh_say_fault(const char *file, const eqh_fault *f, FILE *out)
{
    fputs(file, out);
    if (f->line > 0)
        fprintf(out, ":%d:%d", f->line, f->column);
    fputs(": error: ", out);
    fault_what(f, out);
    fprintf(out, " [R0501]\n%s", f->excerpt);
    fault_note(f, out);
    if (*f->help && isnan(f->value))
        fprintf(out, "  help: %s\n", f->help);
    return 1;
}
