#include "cmd/command.h"
#include "cmd/desk/receive.h"
#include "cmd/json.h"
#include "cmd/output.h"

struct telling {
    struct context *c;
    struct json *json; /* NULL: lines */
};

/* ---- a line each ---- */

static void put_line(struct context *c, const struct received *r)
{
    struct str line = {0};
    str_add_f(&line, "%.*s\t%.*s\t", SV_ARG(taking_name(r->taking)), SV_ARG(str_sv(&r->head.id)));
    if (r->intake.number)
        str_add_f(&line, "%u", r->intake.number);
    str_add_byte(&line, '\t');
    add_visible(&line, str_sv(&r->head.name));
    str_add_byte(&line, '\t');
    add_visible(&line, str_sv(&r->file));
    str_add_byte(&line, '\n');
    put(c, str_sv(&line));
    str_release(&line);
}

static void say_told(struct context *c, const struct received *r)
{
    struct str told = {0};
    struct sv rest, line;
    received_add_told(&told, r);
    rest = sv_trim(str_sv(&told));
    while (sv_next(&rest, '\n', &line))
        say(c, "%.*s", SV_ARG(line));
    str_release(&told);
}

/* ---- JSON ---- */

static void add_changes(struct json *j, const struct changes_seen *changes)
{
    json_open(j, SV("changes"), '[');
    for (size_t i = 0; i < changes->len; i++) {
        const struct change *c = &changes->ptr[i];
        json_open(j, SV(""), '{');
        json_text(j, SV("label"), str_sv(&c->label));
        json_bool(j, SV("asked"), c->asked);
        if (!c->private) {
            json_text(j, SV("was"), str_sv(&c->was));
            json_text(j, SV("now"), str_sv(&c->now));
        }
        json_close(j);
    }
    json_close(j);
}

static void add_taken(struct json *j, const struct received *r)
{
    json_number(j, SV("number"), r->intake.number);
    json_number(j, SV("revision"), r->intake.revision);
    json_text(j, SV("check_code"), str_sv(&r->intake.code));
    json_text(j, SV("digest"), str_sv(&r->intake.digest));
    json_bool(j, SV("bare"), r->intake.bare);
    json_number(j, SV("errors"), r->intake.errors);
    json_number(j, SV("warnings"), r->intake.warnings);
    json_number(j, SV("files"), r->files);
    json_number(j, SV("same_code"), r->same_code);
    json_text(j, SV("selected_before"), str_sv(&r->selected_before));
    json_text(j, SV("receipt"), str_sv(&r->receipt));
    add_changes(j, &r->changes);
}

static void add_json(struct json *j, const struct received *r)
{
    json_open(j, SV(""), '{');
    json_text(j, SV("file"), str_sv(&r->file));
    json_text(j, SV("verdict"), taking_name(r->taking));
    json_text(j, SV("id"), str_sv(&r->head.id));
    json_text(j, SV("name"), str_sv(&r->head.name));
    json_text(j, SV("code"), str_sv(&r->head.code));
    json_text(j, SV("title"), str_sv(&r->head.title));
    if (taking_keeps(r->taking))
        add_taken(j, r);
    else
        json_text(j, SV("reason"), str_sv(&r->why));
    json_open(j, SV("told"), '[');
    for (size_t i = 0; i < r->told.len; i++)
        json_text(j, SV(""), str_sv(&r->told.ptr[i]));
    json_close(j);
    json_close(j);
}

static void finish_json(struct telling *t, const struct receive_counts *counts)
{
    struct json *j = t->json;
    json_close(j);
    json_open(j, SV("summary"), '{');
    for (int i = 0; i < TAKINGS; i++)
        json_number(j, taking_name((enum taking)i), (int64_t)counts->by_taking[i]);
    json_close(j);
    json_close(j);
    str_add_byte(&j->text, '\n');
    put(t->c, str_sv(&j->text));
    str_release(&j->text);
}

/* ---- the command ---- */

static void tell(void *context, const struct received *r)
{
    struct telling *t = context;
    if (t->json)
        add_json(t->json, r);
    else
        put_line(t->c, r);
    say_told(t->c, r);
}

static void sum_up(struct context *c, const struct receive_counts *counts)
{
    struct str text = {0};
    if (counts->all == 0)
        say(c, "%s", _("这里没有找到送审包或草稿。"));
    if (counts->all < 2)
        return;
    str_add_f(&text, _("共 %zu 份"), counts->all);
    for (int i = 0; i < TAKINGS; i++)
        if (counts->by_taking[i])
            str_add_f(&text, _("，%s %zu"), taking_label((enum taking)i), counts->by_taking[i]);
    say(c, _("%s。"), text.ptr);
    str_release(&text);
}

static void receive_all(struct at_desk *at, const struct args *args, struct receive_counts *counts)
{
    struct json json = {0};
    struct telling t = {at->c, args_given(args, OPT_JSON) ? &json : NULL};
    struct receive_order order = {
        .at = at,
        .paths = args->operands.ptr + 1,
        .count = args->operands.len - 1,
        .receipts = args->values[OPT_OUTPUT],
        .progress = true,
        .tell = tell,
        .context = &t,
    };
    if (t.json) {
        json_open(t.json, SV(""), '{');
        json_open(t.json, SV("files"), '[');
    }
    receive(&order, counts);
    if (t.json)
        finish_json(&t, counts);
    sum_up(at->c, counts);
}

int cmd_desk_receive(struct context *c, const struct args *args)
{
    struct at_desk at = {0};
    struct receive_counts counts = {0};
    struct err e = {0};
    if (!at_desk_open(&at, c, args->operands.ptr[0], args->values[OPT_BY], &e))
        return fail(c, &e);
    receive_all(&at, args, &counts);
    at_desk_release(&at);
    return counts.class;
}
