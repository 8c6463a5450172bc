/*
 * slips.h -- the slips that are known, between slips.c and its parts.
 *
 * Each looks at the token that does not fit, the ones before and behind it and
 * the open brackets.  The first that knows what happened reports it.
 */
#ifndef EQC_SLIPS_H
#define EQC_SLIPS_H

#include "driver.h"
#include "unfit.h"

enum mended {
    NOT_MINE,
    AGAIN,                   /* something was put in, replaced or dropped */
    LOST                     /* reported; the statement is thrown away */
};

#define slip_not_whole                                                        \
    "unknowns are real numbers: eqc does not solve for whole ones"

/* SLIP(name): the order matters where two of them see the same token. */
#define SLIPS(SLIP)                                                          \
    SLIP(other_comment)                                                      \
    SLIP(rest_of_block)                                                      \
    SLIP(section_word)                                                       \
    SLIP(forgotten_semicolon)                                                \
    SLIP(joined_lines)                                                       \
    SLIP(for_round)                                                          \
    SLIP(bounds_form)                                                        \
    SLIP(equals_in_condition)                                                \
    SLIP(ternary)                                                            \
    SLIP(arrow)                                                              \
    SLIP(stray)                                                              \
    SLIP(matrix_rows)                                                        \
    SLIP(unclosed)                                                           \
    SLIP(wrong_closer)                                                       \
    SLIP(chained_equals)                                                     \
    SLIP(let_function)                                                       \
    SLIP(bounds_by_comparison)                                               \
    SLIP(comparison_as_number)                                               \
    SLIP(misspelt_word)                                                      \
    SLIP(word_ahead)                                                         \
    SLIP(such_that)                                                          \
    SLIP(word_operator)                                                      \
    SLIP(if_statement)                                                       \
    SLIP(condition_behind)                                                   \
    SLIP(choice_call)                                                        \
    SLIP(misspelt_inner)                                                     \
    SLIP(declared_without_equals)                                            \
    SLIP(file_without_quotes)                                                \
    SLIP(number_form)                                                        \
    SLIP(power_of_function)                                                  \
    SLIP(label_behind)                                                       \
    SLIP(decimal_comma)                                                      \
    SLIP(list_comma)                                                         \
    SLIP(implied_product)                                                    \
    SLIP(two_names)                                                          \
    SLIP(forgotten_from)                                                     \
    SLIP(single_quotes)                                                      \
    SLIP(suffix_of_equation)                                                 \
    SLIP(unit)                                                               \
    SLIP(range_colon)                                                        \
    SLIP(range_alone)                                                        \
    SLIP(if_operand)                                                         \
    SLIP(for_inside)                                                         \
    SLIP(reserved)

#define SLIP(name) enum mended slip_##name(struct parser *p);
SLIPS(SLIP)
#undef SLIP

static inline bool slip_touching(const struct token *a, const struct token *b)
{
    return a->span.hi == b->span.lo;
}

/* May an expression end with it, or start with it? */
static inline bool slip_ends_operand(int kind)
{
    return kind == TOKEN_NUM || token_is_name(kind) || kind == ')' ||
           kind == ']' || kind == '\'';
}

static inline bool slip_starts_operand(int kind)
{
    return kind == TOKEN_NUM || kind == TOKEN_NAME || kind == '(';
}

static inline struct span slip_end_of(const struct token *t)
{
    return (struct span){t->span.hi, t->span.hi};
}

#endif
