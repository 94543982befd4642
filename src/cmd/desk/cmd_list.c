#include "cmd/desk/city.h"
#include "cmd/desk/list_find.h"
#include "cmd/given.h"
#include "cmd/json.h"
#include "cmd/output.h"
#include "office/ranking.h"

struct listing_cases {
    struct context *c;
    const struct args *args;
    struct at_desk at;
    struct queue_shown shown;
    struct ranking ranking; /* with --rank: of those shown, the index is that of the queue */
    struct str column;
    struct sv round; /* empty: all */
};

/* ---- which ---- */

/* By its name, or as officers call it. */
static bool find_state(struct sv word, enum case_state *out)
{
    if (state_by_name(word, out))
        return true;
    for (unsigned s = 0; s < CASE_STATES; s++)
        if (sv_eq(word, sv_from(state_label((enum case_state)s)))) {
            *out = (enum case_state)s;
            return true;
        }
    return false;
}

static bool wish_state(const struct args *args, struct queue_filter *f, struct err *e)
{
    const char *given = args->values[OPT_STATE];
    struct str known = {0};
    if (!given)
        return true;
    f->by_state = true;
    if (find_state(sv_from(given), &f->state))
        return true;
    for (unsigned s = CASE_RECEIVED; s < CASE_STATES; s++)
        str_add_f(&known, _("%s%.*s（%s）"), known.len ? _("、") : "",
                  SV_ARG(state_name((enum case_state)s)), state_label((enum case_state)s));
    err_set(e, ERR_USAGE, _("没有状态“%s”；有：%s。"), given, known.ptr);
    str_release(&known);
    return false;
}

static bool wish_sort(const struct args *args, struct queue_filter *f, struct err *e)
{
    const char *given = args->values[OPT_SORT];
    return !given || queue_sort_by_name(sv_from(given), &f->sort) ||
           err_set(e, ERR_USAGE,
                   _("--sort 可以写 received、name、code、state、problems、touched，不能写“%s”。"),
                   given);
}

static void keep_round(struct listing_cases *k)
{
    struct queue_shown kept = {0};
    for (size_t i = 0; i < k->shown.len; i++) {
        uint32_t row = k->shown.ptr[i];
        if (sv_eq(str_sv(&k->at.queue.ptr[row].round), k->round))
            vec_push(&kept, row);
    }
    vec_release(&k->shown);
    k->shown = kept;
}

static bool filter(struct listing_cases *k, struct err *e)
{
    struct queue_filter f = {.problems = args_given(k->args, OPT_PROBLEMS)};
    struct str county = {0}, words = {0};
    const char *in = k->args->values[OPT_COUNTY], *find = k->args->values[OPT_FIND];
    bool ok = wish_state(k->args, &f, e) && wish_sort(k->args, &f, e) &&
              given_text(k->c, sv_from(in), &county, e) &&
              given_text(k->c, sv_from(find), &words, e) &&
              (!find || sv_trim(str_sv(&words)).len ||
               err_set(e, ERR_USAGE, "%s", _("--find 后面写要找的文字。")));
    if (ok) {
        f.county = str_sv(&county);
        queue_show(&k->at.queue, &f, &k->shown);
        if (args_given(k->args, OPT_ROUND) && !args_given(k->args, OPT_RANK))
            keep_round(k);
        if (find)
            list_find(&k->at, str_sv(&words), &k->shown);
    }
    str_release(&county);
    str_release(&words);
    return ok;
}

/* ---- in which order ---- */

static bool refuse_several(struct listing_cases *k, const struct ranked *r, struct err *e)
{
    const struct case_head *head = &k->at.queue.ptr[r->index].head;
    return err_set(e, ERR_REFUSED,
                   _("%s（%s）有几位专家都给了“%s”，不知道按哪一个排。请由市里定一个，用 desk "
                     "score 记下，不写专家，再排。"),
                   head->name.ptr ? head->name.ptr : "", head->id.ptr ? head->id.ptr : "",
                   k->column.ptr);
}

static bool add_to_ranking(struct listing_cases *k, uint32_t row, struct err *e)
{
    struct case_file file;
    const struct queue_row *r = &k->at.queue.ptr[row];
    if (r->broken)
        return true; /* told with the list */
    if (!case_load(k->at.folder, str_sv(&r->head.id), &file, e))
        return false;
    ranking_add(&k->ranking, row, &file.review, k->round, str_sv(&k->column));
    case_file_release(&file);
    const struct ranked *last = &k->ranking.ptr[k->ranking.len - 1];
    return last->found != VALUE_SEVERAL || refuse_several(k, last, e);
}

/* Those without a value stand behind, in the order they have. */
static bool rank(struct listing_cases *k, struct err *e)
{
    if (!given_text(k->c, sv_from(k->args->values[OPT_RANK]), &k->column, e) ||
        !city_round(&k->at, k->args, &k->round, e))
        return false;
    for (size_t i = 0; i < k->shown.len; i++)
        if (!add_to_ranking(k, k->shown.ptr[i], e))
            return false;
    ranking_settle(&k->ranking, args_given(k->args, OPT_ASCENDING));
    vec_clear(&k->shown);
    for (size_t i = 0; i < k->ranking.len; i++)
        vec_push(&k->shown, k->ranking.ptr[i].index);
    return true;
}

/* ---- as lines ---- */

static void add_cell(struct str *line, const struct str *text)
{
    str_add_byte(line, '\t');
    add_visible(line, str_sv(text));
}

/* [rank, value,] id, state, deliveries, name, code, title, marked/items, open remarks, errors,
 * received */
static void put_line(struct listing_cases *k, size_t place)
{
    const struct queue_row *row = &k->at.queue.ptr[k->shown.ptr[place]];
    const struct ranked *ranked = k->column.len ? &k->ranking.ptr[place] : NULL;
    const struct review_tally *t = &row->tally;
    struct str line = {0};
    if (ranked && ranked->rank)
        str_add_f(&line, "%u\t%s\t", ranked->rank, ranked->value.ptr);
    else if (ranked)
        str_add(&line, SV("-\t-\t"));
    add_visible(&line, str_sv(&row->head.id));
    str_add_byte(&line, '\t');
    str_add(&line, row->broken ? SV("broken") : state_name(row->state));
    str_add_f(&line, "\t%u", row->intakes);
    add_cell(&line, &row->head.name);
    add_cell(&line, &row->head.code);
    add_cell(&line, &row->head.title);
    str_add_f(&line, "\t%u/%u\t%u\t%u", t->passed + t->doubted + t->failed, t->items,
              t->open + t->answered, row->errors);
    add_cell(&line, &row->received);
    str_add_byte(&line, '\n');
    put(k->c, str_sv(&line));
    str_release(&line);
}

/* ---- as JSON ---- */

static void add_tally(struct json *j, const struct review_tally *t)
{
    json_number(j, SV("items"), t->items);
    json_number(j, SV("passed"), t->passed);
    json_number(j, SV("doubted"), t->doubted);
    json_number(j, SV("failed"), t->failed);
    json_number(j, SV("open"), t->open);
    json_number(j, SV("answered"), t->answered);
    json_number(j, SV("accepted"), t->accepted);
}

static void add_head(struct json *j, const struct queue_row *row)
{
    json_text(j, SV("state"), state_name(row->state));
    json_text(j, SV("name"), str_sv(&row->head.name));
    json_text(j, SV("code"), str_sv(&row->head.code));
    json_text(j, SV("title"), str_sv(&row->head.title));
    json_text(j, SV("group"), str_sv(&row->head.group));
    json_text(j, SV("county"), str_sv(&row->head.county));
    json_number(j, SV("form_version"), row->head.form_version);
    json_text(j, SV("round"), str_sv(&row->round));
}

static void add_intake(struct json *j, const struct queue_row *row)
{
    json_number(j, SV("deliveries"), row->intakes);
    json_number(j, SV("revision"), row->revision);
    json_text(j, SV("check_code"), str_sv(&row->check_code));
    json_text(j, SV("digest"), str_sv(&row->digest));
    json_bool(j, SV("bare"), row->bare);
    json_number(j, SV("errors"), row->errors);
    json_number(j, SV("warnings"), row->warnings);
    json_text(j, SV("received"), str_sv(&row->received));
    json_text(j, SV("touched"), str_sv(&row->touched));
    json_text(j, SV("by"), str_sv(&row->by));
    json_number(j, SV("same_code"), row->same_code);
}

static void add_case(struct json *j, const struct listing_cases *k, size_t place)
{
    const struct queue_row *row = &k->at.queue.ptr[k->shown.ptr[place]];
    const struct ranked *ranked = k->column.len ? &k->ranking.ptr[place] : NULL;
    json_open(j, SV(""), '{');
    json_text(j, SV("id"), str_sv(&row->head.id));
    json_bool(j, SV("broken"), row->broken);
    if (row->broken) {
        json_text(j, SV("trouble"), str_sv(&row->trouble));
    } else {
        add_head(j, row);
        add_intake(j, row);
        add_tally(j, &row->tally);
    }
    if (ranked && ranked->rank) {
        json_number(j, SV("rank"), ranked->rank);
        json_text(j, SV("value"), str_sv(&ranked->value));
    }
    json_close(j);
}

static void put_json(struct listing_cases *k)
{
    struct json j = {0};
    struct queue_counts counts = queue_count(&k->at.queue);
    json_open(&j, SV(""), '{');
    json_open(&j, SV("cases"), '[');
    for (size_t i = 0; i < k->shown.len; i++)
        add_case(&j, k, i);
    json_close(&j);
    json_open(&j, SV("counts"), '{');
    for (unsigned s = CASE_RECEIVED; s < CASE_STATES; s++)
        json_number(&j, state_name((enum case_state)s), counts.by_state[s]);
    json_number(&j, SV("broken"), counts.broken);
    json_number(&j, SV("problems"), counts.problems);
    json_close(&j);
    json_close(&j);
    str_add_byte(&j.text, '\n');
    put(k->c, str_sv(&j.text));
    str_release(&j.text);
}

/* ---- what is said about it ---- */

static void tell_broken(struct listing_cases *k)
{
    for (size_t i = 0; i < k->at.queue.len; i++)
        if (k->at.queue.ptr[i].broken)
            say(k->c, _("读不出来：%s"), k->at.queue.ptr[i].trouble.ptr);
}

static void tell_counts(struct listing_cases *k)
{
    struct queue_counts counts = queue_count(&k->at.queue);
    struct str text = {0};
    str_add_f(&text, _("共 %zu 件"), k->at.queue.len);
    if (k->shown.len != k->at.queue.len)
        str_add_f(&text, _("，列出 %zu 件"), k->shown.len);
    for (unsigned s = 0; s < CASE_STATES; s++)
        if (counts.by_state[s])
            str_add_f(&text, _("；%s %u"), state_label((enum case_state)s), counts.by_state[s]);
    if (counts.problems)
        str_add_f(&text, _("；有问题 %u"), counts.problems);
    if (counts.broken)
        str_add_f(&text, _("；读不出来 %u"), counts.broken);
    say(k->c, _("%s。"), text.ptr);
    str_release(&text);
}

/* At a city's desk, which of its counties have sent nothing for the round. */
static void tell_counties(struct listing_cases *k)
{
    struct sv round = k->round.len ? k->round : str_sv(&k->at.desk.round);
    struct desk_words missing = {0};
    struct str names = {0};
    if (k->at.desk.role == ROLE_CITY)
        counties_missing(&k->at.desk, &k->at.queue, round, &missing);
    for (size_t i = 0; i < missing.len; i++) {
        str_add_f(&names, "%s%s", i ? _("、") : "", missing.ptr[i].ptr);
        str_release(&missing.ptr[i]);
    }
    if (names.len)
        say(k->c, _("这一轮还没有报来的：%s。"), names.ptr);
    vec_release(&missing);
    str_release(&names);
}

static bool list(struct listing_cases *k, struct err *e)
{
    if (!at_desk_queue(&k->at, e))
        return false;
    if (args_given(k->args, OPT_ROUND) && !city_round(&k->at, k->args, &k->round, e))
        return false;
    if (!filter(k, e) || (args_given(k->args, OPT_RANK) && !rank(k, e)))
        return false;
    if (args_given(k->args, OPT_JSON))
        put_json(k);
    for (size_t i = 0; !args_given(k->args, OPT_JSON) && i < k->shown.len; i++)
        put_line(k, i);
    tell_broken(k);
    tell_counts(k);
    tell_counties(k);
    return true;
}

int cmd_desk_list(struct context *c, const struct args *args)
{
    struct listing_cases k = {.c = c, .args = args};
    struct err e = {0};
    int code = 0;
    if (!at_desk_open(&k.at, c, args->operands.ptr[0], NULL, &e))
        return fail(c, &e);
    if (!list(&k, &e))
        code = fail(c, &e);
    else if (queue_count(&k.at.queue).broken)
        code = ERR_REFUSED;
    ranking_release(&k.ranking);
    vec_release(&k.shown);
    str_release(&k.column);
    at_desk_release(&k.at);
    return code;
}
