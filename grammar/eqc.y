/*
 * eqc.y -- the grammar of eqc (docs/LANGUAGE.md tells it in words).
 *
 * LALR(1) without a conflict, and to stay so: %expect 0.  It describes right
 * files only; src/read/parse.c looks at each token before it is pushed, and
 * finds words for the ones that do not fit.  Here `error` only says how much
 * is thrown away then: a statement, or the head of a `for`.
 *
 * Precedence is spelled as a ladder of rules, loosest first: or, and, not,
 * compare, sum, product, sign, power, postfix, operand.  Actions call the
 * builders of src/read/build.h and do nothing else.
 */
%require "3.8"
%define api.pure full
%define api.push-pull push
%define api.token.prefix {T_}
%define api.location.type {struct span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {struct build *b}

%code requires {
#include "read/build.h"
}

%code {
#include "base/arena.h"
#include "read/grammar.h"
#include "tables/limits.h"

#define YYMAXDEPTH LIMIT_NESTING

/* A span over all symbols; for no symbols the point after what was before. */
#define YYLLOC_DEFAULT(at, rhs, n)                                          \
    ((at).lo = (n) ? YYRHSLOC(rhs, 1).lo : YYRHSLOC(rhs, 0).hi,             \
     (at).hi = YYRHSLOC(rhs, n).hi)

static void yyerror(const struct span *at, struct build *b, const char *text);
}

%union {
    struct lexeme lex;
    struct chain kids;
    Ast node;
    enum ast_op op;
}

/* The order of src/read/tokens.def. */
%token <lex> NUM STR NAME
%token DOTS ".." LE "<=" GE ">=" EQ "==" NE "!="
%token <lex> IN "in" WITH "with" WEIGHT "weight" SIGMA "sigma"
%token <lex> FROM "from" AS "as"
%token CONST "const" PARAM "param" DATA "data" UNKNOWN "unknown" LET "let"
%token FN "fn" LOSS "loss" MINIMIZE "minimize" MAXIMIZE "maximize"
%token FOR "for" SOLVE "solve" SHOW "show" USE "use"
%token IF "if" THEN "then" ELSE "else" AND "and" OR "or" NOT "not"

%type <lex> name
%type <kids> statements suffixes shows params param_list lets decls dim_list
%type <kids> binder_list args arg_list subscripts elements compare
%type <node> last statement labelled relation block family fn decl_line
%type <node> suffix method shown decl dims dim init bounds range string source
%type <node> binders binder result
%type <node> expr or and not cmp cmpop side choice sum product sign power
%type <node> operand list postfix primary call arg subscript element
%type <op> objective

%%

file: statements last {
        b->ast->root = make_op(b, AST_FILE, AST_NO_OP, @$,
                               chain_add(b, $1, $2)); }
    ;

/* --- statements ------------------------------------------------------- */

statements:
      %empty                    { $$ = (struct chain){0}; }
    | statements ';'
    | statements statement ';'  { $$ = chain_add(b, $1, $2); }
    | statements block          { $$ = chain_add(b, $1, $2); }
    | statements error ';'      { $$ = chain_add(b, $1, make_lost(b, @2, @3)); }
    ;

last: %empty                    { $$ = AST_NONE; }
    | statement
    | error                     { $$ = ast_new(b->ast, AST_ERROR, @$); }
    ;

statement:
      decl_line
    | labelled
    | "fn" name '(' params ')' '=' expr {
        Ast head = make_op(b, AST_PARAMS, AST_NO_OP, @4, $4);
        Ast body = make_op(b, AST_FNBODY, AST_NO_OP, @7, chain_of($7));
        $$ = make_two(b, AST_FN, @$, head, body);
        ast_at(b->ast, $$)->name = $2.name; }
    | "solve" "with" method     { $$ = make_op(b, AST_SOLVE, AST_NO_OP, @$,
                                               chain_of($3)); }
    | "show" shows              { $$ = make_op(b, AST_SHOW, AST_NO_OP, @$,
                                               $2); }
    | "use" STR                 { $$ = make_leaf(b, AST_USE, @$, $2); }
    | "for" error               { $$ = ast_new(b->ast, AST_ERROR, @$); }
    ;

block:
      family
    | name ':' family           { $$ = make_label(b, $1.name, @$, $3); }
    | fn
    ;

family:
      "for" binders '{' statements last '}' {
        $$ = make_op(b, AST_FOR, AST_NO_OP, @$,
                     chain_of($2));
        struct chain kids = chain_add(b, $4, $5);
        if (kids.first.i != 0) {
            ast_at(b->ast, $2)->next = kids.first.i;
            ast_at(b->ast, $$)->last = kids.last.i;
        } }
    | "for" error '{' statements last '}' {
        $$ = make_op(b, AST_ERROR, AST_NO_OP, @$, chain_add(b, $4, $5)); }
    ;

fn: "fn" name '(' params ')' '{' lets result '}' {
        Ast head = make_op(b, AST_PARAMS, AST_NO_OP, @4, $4);
        Ast body = make_op(b, AST_FNBODY, AST_NO_OP, span_join(@7, @8),
                           chain_add(b, $7, $8));
        $$ = make_two(b, AST_FN, @$, head, body);
        ast_at(b->ast, $$)->name = $2.name; }
    ;

params:
      %empty                    { $$ = (struct chain){0}; }
    | param_list
    ;

param_list:
      name                      { $$ = chain_of(make_leaf(b, AST_NAME, @1,
                                                          $1)); }
    | param_list ',' name       { $$ = chain_add(b, $1,
                                                 make_leaf(b, AST_NAME, @3,
                                                           $3)); }
    ;

lets: %empty                    { $$ = (struct chain){0}; }
    | lets ';'
    | lets "let" decls ';'      {
        $$ = chain_add(b, $1, make_op(b, AST_DECLS, AST_LET,
                                      span_join(@2, @3), $3)); }
    | lets error ';'            { $$ = chain_add(b, $1, make_lost(b, @2, @3)); }
    ;

result:
      side
    | side ';'
    | error                     { $$ = ast_new(b->ast, AST_ERROR, @$); }
    | error ';'                 { $$ = ast_new(b->ast, AST_ERROR, @$); }
    ;

labelled:
      relation
    | name ':' relation         { $$ = make_label(b, $1.name, @$, $3); }
    ;

relation:
      expr                      { $$ = make_constraint(b, @$, $1); }
    | side '=' side             { $$ = make_two(b, AST_EQUATION, @$, $1, $3); }
    | side '~' side suffixes    {
        struct chain kids = chain_add(b, chain_of($1), $3);
        if ($4.first.i != 0) {
            ast_at(b->ast, $3)->next = $4.first.i;
            kids.last = $4.last;
        }
        $$ = make_op(b, AST_FIT, AST_NO_OP, @$, kids); }
    | objective side            { $$ = make_op(b, AST_OBJECTIVE, $1, @$,
                                               chain_of($2)); }
    ;

objective:
      "loss"                    { $$ = AST_LOSS; }
    | "minimize"                { $$ = AST_MINIMIZE; }
    | "maximize"                { $$ = AST_MAXIMIZE; }
    ;

suffixes:
      %empty                    { $$ = (struct chain){0}; }
    | suffixes suffix           { $$ = chain_add(b, $1, $2); }
    ;

suffix:
      "with" method             { $$ = make_op(b, AST_SUFFIX, AST_WITH, @$,
                                               chain_of($2)); }
    | "weight" side             { $$ = make_op(b, AST_SUFFIX, AST_WEIGHT, @$,
                                               chain_of($2)); }
    | "sigma" side              { $$ = make_op(b, AST_SUFFIX, AST_SIGMA, @$,
                                               chain_of($2)); }
    ;

method:
      name                      { $$ = make_leaf(b, AST_NAME, @$, $1); }
    | call
    ;

shows:
      shown                     { $$ = chain_of($1); }
    | shows ',' shown           { $$ = chain_add(b, $1, $3); }
    ;

shown:
      side                      { $$ = make_named(b, AST_SHOWN, NULL, @$,
                                                  chain_of($1)); }
    | side "as" name            { $$ = make_named(b, AST_SHOWN, $3.name, @$,
                                                  chain_of($1)); }
    ;

/* --- declarations ------------------------------------------------------ */

decl_line:
      "const" decls             { $$ = make_op(b, AST_DECLS, AST_CONST, @$,
                                               $2); }
    | "param" decls             { $$ = make_op(b, AST_DECLS, AST_PARAM, @$,
                                               $2); }
    | "unknown" decls           { $$ = make_op(b, AST_DECLS, AST_UNKNOWN, @$,
                                               $2); }
    | "let" decls               { $$ = make_op(b, AST_DECLS, AST_LET, @$,
                                               $2); }
    | "data" decls              { $$ = make_op(b, AST_DECLS, AST_DATA, @$,
                                               $2); }
    | "data" decls "from" source { $$ = make_op(b, AST_DECLS, AST_DATA, @$,
                                               chain_add(b, $2, $4)); }
    ;

source: string
    | string "with" name '=' name { $$ = make_file(b, $1, @$, $3, $5); }
    ;

decls:
      decl                      { $$ = chain_of($1); }
    | decls ',' decl            { $$ = chain_add(b, $1, $3); }
    ;

decl: name dims                 { $$ = make_decl(b, $1.name, @$, $2, AST_NONE,
                                                 AST_NONE); }
    | name dims '=' init        { $$ = make_decl(b, $1.name, @$, $2, $4,
                                                 AST_NONE); }
    | name dims "in" bounds     { $$ = make_decl(b, $1.name, @$, $2, AST_NONE,
                                                 $4); }
    | name dims '=' init "in" bounds { $$ = make_decl(b, $1.name, @$, $2, $4,
                                                      $6); }
    | name dims "in" bounds '=' init { $$ = make_decl(b, $1.name, @$, $2, $6,
                                                      $4); }
    ;

dims: %empty                    { $$ = ast_new(b->ast, AST_DIMS, @$); }
    | '[' dim_list ']'          { $$ = make_op(b, AST_DIMS, AST_NO_OP, @$,
                                               $2); }
    ;

dim_list:
      dim                       { $$ = chain_of($1); }
    | dim_list ',' dim          { $$ = chain_add(b, $1, $3); }
    ;

dim: sum | range | binder ;

init: side | string ;

string: STR                     { $$ = make_leaf(b, AST_STR, @$, $1); } ;

bounds:
      sum                       { $$ = make_bounds(b, $1); }
    | range
    ;

/* --- indices ----------------------------------------------------------- */

range: sum ".." sum             { $$ = make_two(b, AST_RANGE, @$, $1, $3); } ;

binders:
      binder_list               { $$ = make_op(b, AST_BINDERS, AST_NO_OP, @$,
                                               $1); }
    | binder_list "if" expr     {
        Ast cond = make_op(b, AST_COND, AST_NO_OP, @3, chain_of($3));
        $$ = make_op(b, AST_BINDERS, AST_NO_OP, @$,
                     chain_add(b, $1, cond)); }
    ;

binder_list:
      binder                    { $$ = chain_of($1); }
    | binder_list ',' binder    { $$ = chain_add(b, $1, $3); }
    ;

binder: name "in" range         { $$ = make_named(b, AST_BINDER, $1.name, @$,
                                                  chain_of($3)); }
    ;

/* --- expressions ------------------------------------------------------- */

/* What has a truth value is an expr; what has a number is a side. */
expr: or | choice ;

side: sum | choice ;

choice: "if" expr "then" expr "else" expr {
        struct chain kids = chain_add(b, chain_of($2), $4);
        $$ = make_op(b, AST_IF, AST_NO_OP, @$, chain_add(b, kids, $6)); }
    ;

or: and
    | or "or" and               { $$ = make_binary(b, AST_OR, @$, $1, $3); }
    ;

and: not
    | and "and" not             { $$ = make_binary(b, AST_AND, @$, $1, $3); }
    ;

not: cmp
    | "not" not                 { $$ = make_op(b, AST_UNARY, AST_NOT, @$,
                                               chain_of($2)); }
    ;

cmp: sum
    | compare                   { $$ = make_op(b, AST_COMPARE, AST_NO_OP, @$,
                                               $1); }
    ;

compare:
      sum cmpop sum             { $$ = chain_add(b, chain_add(b, chain_of($1),
                                                              $2), $3); }
    | compare cmpop sum         { $$ = chain_add(b, chain_add(b, $1, $2),
                                                 $3); }
    ;

cmpop:
      '<'                       { $$ = make_op(b, AST_CMPOP, AST_LT, @$,
                                               (struct chain){0}); }
    | "<="                      { $$ = make_op(b, AST_CMPOP, AST_LE, @$,
                                               (struct chain){0}); }
    | '>'                       { $$ = make_op(b, AST_CMPOP, AST_GT, @$,
                                               (struct chain){0}); }
    | ">="                      { $$ = make_op(b, AST_CMPOP, AST_GE, @$,
                                               (struct chain){0}); }
    | "=="                      { $$ = make_op(b, AST_CMPOP, AST_EQ, @$,
                                               (struct chain){0}); }
    | "!="                      { $$ = make_op(b, AST_CMPOP, AST_NE, @$,
                                               (struct chain){0}); }
    ;

sum: product
    | sum '+' product           { $$ = make_binary(b, AST_ADD, @$, $1, $3); }
    | sum '-' product           { $$ = make_binary(b, AST_SUB, @$, $1, $3); }
    ;

product:
      sign
    | product '*' sign          { $$ = make_binary(b, AST_MUL, @$, $1, $3); }
    | product '/' sign          { $$ = make_binary(b, AST_DIV, @$, $1, $3); }
    | product '@' sign          { $$ = make_binary(b, AST_MATMUL, @$, $1,
                                                   $3); }
    ;

sign: power
    | '-' sign                  { $$ = make_op(b, AST_UNARY, AST_NEG, @$,
                                               chain_of($2)); }
    | '+' sign                  { $$ = make_op(b, AST_UNARY, AST_PLUS, @$,
                                               chain_of($2)); }
    ;

/* -x^2 is -(x^2), 2^-x^2 is 2^(-(x^2)), a^b^c is a^(b^c). */
power:
      operand
    | operand '^' sign          { $$ = make_binary(b, AST_POW, @$, $1, $3); }
    ;

/* A list can't be indexed: `[1, 2] [3, 4]` is a forgotten comma. */
operand:
      postfix
    | list
    | list '\''                 { $$ = make_op(b, AST_TRANSPOSE, AST_NO_OP,
                                               @$, chain_of($1)); }
    ;

list: '[' elements ']'          { $$ = make_op(b, AST_LIST, AST_NO_OP, @$,
                                               $2); }
    ;

elements:
      element                   { $$ = chain_of($1); }
    | elements ',' element      { $$ = chain_add(b, $1, $3); }
    ;

element: side | string ;

postfix:
      primary
    | postfix '[' subscripts ']' {
        Ast base = $1;
        ast_at(b->ast, base)->next = $3.first.i;
        $$ = make_op(b, AST_INDEX, AST_NO_OP, @$,
                     (struct chain){base, $3.last}); }
    | postfix '\''              { $$ = make_op(b, AST_TRANSPOSE, AST_NO_OP,
                                               @$, chain_of($1)); }
    ;

subscripts:
      subscript                 { $$ = chain_of($1); }
    | subscripts ',' subscript  { $$ = chain_add(b, $1, $3); }
    ;

subscript: side | range ;

primary:
      NUM                       { $$ = make_leaf(b, AST_NUM, @$, $1); }
    | name                      { $$ = make_leaf(b, AST_NAME, @$, $1); }
    | call
    | '(' expr ')'              { $$ = make_op(b, AST_GROUP, AST_NO_OP, @$,
                                               chain_of($2)); }
    ;

call: name '(' args ')'         { $$ = make_named(b, AST_CALL, $1.name, @$,
                                                  $3); }
    ;

args: %empty                    { $$ = (struct chain){0}; }
    | arg_list
    | binders ':' expr          { $$ = chain_of(make_two(b, AST_REDUCE, @$,
                                                         $1, $3)); }
    ;

arg_list:
      arg                       { $$ = chain_of($1); }
    | arg_list ',' arg          { $$ = chain_add(b, $1, $3); }
    ;

arg: expr
    | name '=' expr             { $$ = make_named(b, AST_NAMED, $1.name, @$,
                                                  chain_of($3)); }
    ;

/* Words that are names wherever they are not in their own place. */
name: NAME | "in" | "with" | "weight" | "sigma" | "from" | "as" ;

%%

#define TOKEN(name, text)                                                   \
    _Static_assert((int)T_##name == (int)TOKEN_##name, "order of " text);
#define WORD TOKEN
#define SOFT TOKEN
#include "read/tokens.def"
#undef TOKEN
#undef WORD
#undef SOFT

struct grammar { yypstate state; };

struct grammar *grammar_make(void)
{
    yypstate *s = yypstate_new();

    if (s == NULL)
        base_no_memory();
    return (struct grammar *)s;
}

void grammar_free(struct grammar *g)
{
    yypstate_delete(&g->state);
}

/*
 * bison tells what is acceptable only as a list of all tokens, which costs
 * too much for each token of a file; this asks its look-ahead correction
 * (LAC) about one.  The question leaves no trace: the exploratory stack is
 * scratch, and lent out again by the next one.
 */
bool grammar_accepts(const struct grammar *g, int kind)
{
    yypstate *s = (yypstate *)&g->state;

    return yy_lac(s->yyesa, &s->yyes, &s->yyes_capacity, s->yyssp,
                  YYTRANSLATE(kind)) == 0;
}

bool grammar_push(struct grammar *g, const struct token *t, struct build *b)
{
    YYSTYPE value = {.lex = {t->name, t->num}};
    struct span at = t->span;

    return yypush_parse(&g->state, t->kind, &value, &at, b) == YYPUSH_MORE;
}

/* The driver pushes what fits, so this is not reached but by a mistake. */
static int yyreport_syntax_error(const yypcontext_t *c, struct build *b)
{
    diag_add(b->diag, "E0149", *yypcontext_location(c),
             "this does not fit here");
    return 0;
}

/* bison has only one thing left to say: its stack is full. */
static void yyerror(const struct span *at, struct build *b, const char *text)
{
    int m = diag_add(b->diag, "E0150", *at, "nested deeper than %d",
                     LIMIT_NESTING);

    (void)text;
    diag_help(b->diag, m, "name inner parts with `let`");
}
