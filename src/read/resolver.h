/*
 * resolver.h -- what the files of resolve share; nobody else includes it.
 *
 * An entry is what one name means: a symbol, a function, a local name, or
 * nothing yet.  The walk turns every use of a name into a ref; all that comes
 * after works on entries and refs, and reads no syntax twice.
 */
#ifndef EQC_RESOLVER_H
#define EQC_RESOLVER_H

#include "../base/diag.h"
#include "../data/model.h"
#include "local_parts.h"

#define NONE UINT32_MAX

/* Where an expression stands; children inherit most of it. */
enum context {
    IN_RANGE = 1,        /* a range end or a size */
    IN_SUBSCRIPT = 2,
    IN_BASE = 4,         /* x of x[1] */
    IN_START = 8,        /* a value of data or a start: randn may stand here */
    IN_SUFFIX = 16,      /* weight, sigma, with */
    ON_LEFT = 32         /* the left side of an equation */
};

struct entry {
    Name name;
    uint32_t symbol, fn, local;  /* NONE: it is no such thing */
    uint32_t uses;
    bool parts;          /* a let in several parts: said once */
    bool called;         /* a value called like a function: said once */
    bool missing;        /* a function that is nowhere: said once */
    bool gathered;       /* data used as subscript: said once */
    Ast first;           /* the first use; none: never used as a value */
    Ast as_size;         /* the first use as range end, size or subscript */
    Ast as_base;         /* ... with subscripts */
    Ast as_index;        /* the BINDER that made it an index */
    Ast as_power;        /* ... as the base of a power */
};

enum local_kind { LOCAL_INDEX, LOCAL_PARAM, LOCAL_LET };

struct local {
    uint8_t kind;
    uint32_t entry;
    uint32_t before;     /* what the name was, outside */
    Ast node;            /* BINDER, NAME of PARAMS, DECL */
    unsigned param;      /* number among the parameters */
};

struct ref {
    uint32_t entry;
    bool call;           /* of the function, not the symbol */
    uint8_t context;
    Ast node;
};

struct refs_of { uint32_t lo, hi; };

/* A statement outside any `for`. */
struct statement { Ast node; struct refs_of refs; bool dropped; };
/* An equation, and the statement that it is or is in. */
struct equation { Ast node; uint32_t statement; };

/* What a value depends on, through lets and functions. */
enum reach {
    REACH_CONST = 1, REACH_SIZE = 2, REACH_PARAM = 4, REACH_DATA = 8,
    REACH_UNKNOWN = 16, REACH_UNKNOWN_ROW = 32, REACH_LET = 64
};

struct resolver {
    struct arena *arena;
    struct arena *scratch;               /* until the names are resolved */
    const struct ast *ast;
    struct names *names;
    struct diag *d;
    struct model *m;
    bool broken;                         /* the parser reported errors */
    Name pi, inf, e;
    struct name_map map;                 /* name -> entry */
    VEC(struct entry) entries;
    VEC(struct local) locals;
    VEC(uint32_t) scope;                 /* of locals, innermost last */
    VEC(struct frame {
        uint8_t act;
        bool chain;                      /* the later siblings too */
        uint8_t context;
        uint32_t node;
    }) stack;
    uint32_t fn_now;                     /* inside the body of this one */
    VEC(struct ref) refs;
    VEC(struct refs_of) symbol_refs, fn_refs;
    VEC(struct statement) statements;
    VEC(struct equation) equations;
    VEC(Ast) objectives;
    /* Per node: entry + 1 of a NAME, or the local's number with LOCAL_BIT. */
    uint32_t *target;
    uint8_t *rank;                       /* per node, see resolve_shape.c */
    uint64_t *by_param;
    VEC(struct fn_shape { uint8_t rank; uint64_t by_param; }) fn_shapes;
    VEC(uint8_t) symbol_reach, fn_reach;
    VEC(uint32_t) candidate;             /* per symbol: statement or NONE */
    VEC(uint32_t) sorted;                /* graph nodes: symbols, then fns */
    struct { struct span at; const char *what; } refused;  /* last not_yet */
    struct local_parts parts;            /* of lets in `for` and `fn` */
    unsigned nearest_left;               /* how many more spellings to seek */
};

#define LOCAL_BIT UINT32_C(0x80000000)

static inline struct ast_node *at(const struct resolver *r, Ast n)
{
    return ast_at(r->ast, n);
}
static inline struct entry *entry_at(struct resolver *r, uint32_t k)
{
    return &r->entries.at[k];
}
/* A node whose name the parser had to make up: an error, told already. */
static inline bool nameless(const struct resolver *r, Ast n)
{
    return at(r, n)->name == NULL;
}
uint32_t entry_of(struct resolver *r, Name name);
/* The symbol of an entry, or NULL. */
struct symbol *symbol_of(struct resolver *r, uint32_t entry);
/* Where `name` stands in a node that begins with it, or holds it. */
struct span name_span(const struct resolver *r, Ast n);
/* The node's text, at most `most` bytes, else "...". */
const char *text_of(const struct resolver *r, Ast n, size_t most);
const char *kind_word(const struct symbol *s);     /* "a param" */

/* resolve_collect.c */
void collect(struct resolver *r);
/* A `let` inside `for` or `fn`: one element alone is no array. */
void check_local(struct resolver *r, Ast decl);
bool check_reserved(struct resolver *r, Name name, struct span at);
/* resolve_walk.c */
void walk_file(struct resolver *r);
void walk_push(struct resolver *r, Ast n, unsigned context, bool chain);
void add_ref(struct resolver *r, uint32_t entry, Ast node, unsigned context,
             bool call);
/* resolve_use.c */
bool is_foreign(struct resolver *r, const struct entry *e, Ast n, bool call);
void say_foreign(struct resolver *r, const struct entry *e, Ast n, bool call);
void use_name(struct resolver *r, Ast n, unsigned context);
void bind_index(struct resolver *r, Ast binder);
void bind_param(struct resolver *r, Ast name, unsigned k);
void bind_let(struct resolver *r, Ast decl);
void scope_leave(struct resolver *r, uint32_t depth);
/* resolve_calls.c */
void visit_call(struct resolver *r, Ast n, unsigned context);
bool is_reduction(const char *name);
bool is_builtin(const char *name);
/* resolve_names.c */
void infer(struct resolver *r);
void warn_case(struct resolver *r);
const char *nearest_symbol(struct resolver *r, Name wrong);
/* resolve_spell.c: the names one edit, digits apart, from another. */
struct spell;
const char *nearest(const char *wrong, const char *const *all, size_t n);
struct spell *spell_make(struct resolver *r);
struct spell *spell_inferred(struct resolver *r);    /* of unknowns not declared */
Name spell_near(const struct spell *s, Name wrong);
void spell_free(struct spell *s);
/* resolve_order.c */
uint32_t node_of(struct resolver *r, const struct ref *ref);
void sort_graph(struct resolver *r, bool final);
void order_symbols(struct resolver *r);
/* resolve_shape.c */
unsigned rank_of(struct resolver *r, Ast root);
void shape_symbols(struct resolver *r);
/* resolve_define.c */
void shape_candidate(struct resolver *r, uint32_t k);
void find_candidates(struct resolver *r);
void take_definitions(struct resolver *r);
bool beside(const struct resolver *r);      /* has it `~` or an objective? */
void check_equations(struct resolver *r);
/* resolve_structure.c */
void reach_all(struct resolver *r);
unsigned reach_of(struct resolver *r, const struct ref *ref);
void check_structure(struct resolver *r);
/* resolve_doubts.c */
void check_doubts(struct resolver *r);
/* resolve_elsewhere.c: pi, inf, and functions, as other languages have them */
bool means_pi(Name name);
bool means_inf(Name name);
bool help_elsewhere(struct resolver *r, int m, const char *name);
/* resolve_notyet.c */
void not_yet(struct resolver *r, Ast n, const char *what);
void not_yet_at(struct resolver *r, struct span at, const char *what,
                const char *help);
void notyet_declaration(struct resolver *r, const struct symbol *s);

#endif
