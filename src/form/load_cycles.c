#include <stdlib.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "form/load_rules.h"

/*
 * A field is shown when its condition holds, and so must be what the condition looks at: fields
 * that wait for each other are never shown. The graph has a node for each field and, behind them,
 * one for each section; an edge leads to what must be there first: what it is part of, its section,
 * and the fields its conditions test. A text written from another (stale_after) makes a second
 * graph of the same fields.
 */

enum colour { WHITE, GREY, BLACK };

enum {
    MOST_CYCLES = 20, /* told; a hostile form has one for each edge */
    MOST_NAMES = 12,  /* of a chain */
};

struct walk {
    struct loader *l;
    uint32_t *first; /* edges of node n are to[first[n]] up to to[first[n + 1]] */
    VEC(uint32_t) to;
    uint32_t nodes;
    unsigned char *colour;
    VEC(uint32_t) stack; /* grey nodes */
    uint32_t *next;      /* the next edge of each to follow */
    uint32_t cycles;
    void (*refuse)(struct walk *w, size_t from);
};

static void add_tested(struct walk *w, const struct cond *c)
{
    if (!c)
        return;
    if (c->field != NO_FIELD)
        vec_push(&w->to, c->field);
    for (uint32_t i = 0; i < c->part_count; i++)
        add_tested(w, c->parts[i]);
}

/* The name of a node, and where its condition is written. */
static struct sv node_name(const struct walk *w, uint32_t node)
{
    uint32_t fields = (uint32_t)w->l->fields.len;
    return node < fields ? w->l->fields.ptr[node].path : w->l->sections.ptr[node - fields].id;
}

static const struct yaml_node *node_map(const struct walk *w, uint32_t node)
{
    uint32_t fields = (uint32_t)w->l->fields.len;
    return node < fields ? w->l->origins.ptr[node].map : w->l->section_maps.ptr[node - fields];
}

static struct sv chain(const struct walk *w, size_t from)
{
    struct str names = {0};
    for (size_t i = from; i < w->stack.len && i - from < MOST_NAMES; i++)
        str_add_f(&names, "%.*s → ", SV_ARG(node_name(w, w->stack.ptr[i])));
    if (w->stack.len - from > MOST_NAMES)
        str_add(&names, SV("… → "));
    str_add(&names, node_name(w, w->stack.ptr[from]));
    struct sv kept = arena_copy(&w->l->scratch, str_sv(&names));
    str_release(&names);
    return kept;
}

/* The first condition on the way round is where the mistake is said. */
static void refuse_waiting(struct walk *w, size_t from)
{
    const struct yaml_node *at = NULL;
    for (size_t i = from; i < w->stack.len && !at; i++)
        at = yaml_get(node_map(w, w->stack.ptr[i]), SV("when"));
    if (!at)
        at = node_map(w, w->stack.ptr[from]);
    struct form_mistake *m =
        load_mistake(w->l, at, _("条件绕成了圈，永远不会成立：%.*s。"), SV_ARG(chain(w, from)));
    load_hint(m, _("去掉其中一个 when"));
}

static void refuse_stale(struct walk *w, size_t from)
{
    const struct yaml_node *at = NULL;
    for (size_t i = 0; i < w->l->rules.len; i++) {
        const struct loaded_rule *rule = &w->l->rules.ptr[i];
        if (rule->rule.op == RULE_STALE_AFTER && rule->rule.field == w->stack.ptr[from])
            at = yaml_get(rule->node, SV("stale_after"));
    }
    load_mistake(w->l, at, _("stale_after 绕成了圈：%.*s。"), SV_ARG(chain(w, from)));
}

static void visit_edge(struct walk *w, uint32_t to)
{
    if (w->colour[to] == WHITE) {
        w->colour[to] = GREY;
        vec_push(&w->stack, to);
        return;
    }
    if (w->colour[to] == BLACK || w->cycles == MOST_CYCLES)
        return;
    size_t from = 0;
    while (w->stack.ptr[from] != to)
        from++;
    w->cycles++;
    w->refuse(w, from);
}

/* Depth first, without recursion: a chain may be as long as a form has fields. */
static void walk_from(struct walk *w, uint32_t root)
{
    w->colour[root] = GREY;
    vec_push(&w->stack, root);
    while (w->stack.len) {
        uint32_t node = w->stack.ptr[w->stack.len - 1];
        uint32_t edge = w->first[node] + w->next[node]++;
        if (edge < w->first[node + 1]) {
            visit_edge(w, w->to.ptr[edge]);
            continue;
        }
        w->colour[node] = BLACK;
        w->stack.len--;
    }
}

static void walk_all(struct walk *w)
{
    w->first[w->nodes] = (uint32_t)w->to.len;
    for (uint32_t n = 0; n < w->nodes; n++)
        if (w->colour[n] == WHITE)
            walk_from(w, n);
    free(w->first);
    free(w->colour);
    free(w->next);
    vec_release(&w->to);
    vec_release(&w->stack);
}

static void walk_start(struct walk *w, struct loader *l, void (*refuse)(struct walk *, size_t))
{
    *w = (struct walk){.l = l, .refuse = refuse};
    w->nodes = (uint32_t)(l->fields.len + l->sections.len);
    w->first = xcalloc(w->nodes + 1, sizeof *w->first);
    w->colour = xcalloc(w->nodes + 1, 1);
    w->next = xcalloc(w->nodes + 1, sizeof *w->next);
}

static void add_waiting(struct walk *w, uint32_t field)
{
    const struct field *f = &w->l->fields.ptr[field];
    vec_push(&w->to, f->parent != NO_FIELD ? f->parent : (uint32_t)w->l->fields.len + f->section);
    add_tested(w, f->when);
    /* The parts of ties share the options of their elements. */
    for (uint32_t i = 0; f->parent == NO_FIELD && i < f->option_count; i++)
        add_tested(w, f->options[i].when);
}

static void find_waiting(struct loader *l)
{
    struct walk w;
    walk_start(&w, l, refuse_waiting);
    for (uint32_t n = 0; n < w.nodes; n++) {
        w.first[n] = (uint32_t)w.to.len;
        if (n < l->fields.len)
            add_waiting(&w, n);
        else
            add_tested(&w, l->sections.ptr[n - l->fields.len].when);
    }
    walk_all(&w);
}

/* A draft remembers one source for a text. */
static uint32_t *stale_sources(struct loader *l)
{
    uint32_t *source = xcalloc(l->fields.len + 1, sizeof *source);
    for (size_t i = 0; i < l->fields.len; i++)
        source[i] = NO_FIELD;
    for (size_t i = 0; i < l->rules.len; i++) {
        const struct rule *rule = &l->rules.ptr[i].rule;
        if (rule->op != RULE_STALE_AFTER || rule->fields.len == 0 || rule->field == NO_FIELD)
            continue;
        if (source[rule->field] != NO_FIELD)
            load_mistake(l, yaml_get(l->rules.ptr[i].node, SV("stale_after")),
                         _("一个字段只能写一条 stale_after。"));
        source[rule->field] = rule->fields.ptr[0];
    }
    return source;
}

static void find_stale(struct loader *l)
{
    struct walk w;
    uint32_t *source = stale_sources(l);
    walk_start(&w, l, refuse_stale);
    for (uint32_t n = 0; n < w.nodes; n++) {
        w.first[n] = (uint32_t)w.to.len;
        if (n < l->fields.len && source[n] != NO_FIELD)
            vec_push(&w.to, source[n]);
    }
    walk_all(&w);
    free(source);
}

void load_cycles(struct loader *l)
{
    find_waiting(l);
    find_stale(l);
}
