#include "cmd/desk/review_json.h"

#include "cmd/json.h"

static void text(struct json *j, struct sv key, const struct str *value)
{
    json_text(j, key, str_sv(value));
}

static void stamp(struct json *j, const struct stamp *s)
{
    text(j, SV("by"), &s->by);
    text(j, SV("time"), &s->time);
}

static void head(struct json *j, const struct review *r)
{
    const struct case_head *h = &r->head;
    text(j, SV("id"), &h->id);
    text(j, SV("form"), &h->form);
    json_number(j, SV("form_version"), h->form_version);
    text(j, SV("name"), &h->name);
    text(j, SV("code"), &h->code);
    text(j, SV("title"), &h->title);
    text(j, SV("group"), &h->group);
    text(j, SV("county"), &h->county);
    json_text(j, SV("state"), state_name(r->state));
    text(j, SV("round"), &r->round);
}

static void deliveries(struct json *j, const struct review *r)
{
    json_open(j, SV("deliveries"), '[');
    for (size_t i = 0; i < r->intakes.len; i++) {
        const struct intake *in = &r->intakes.ptr[i];
        json_open(j, SV(""), '{');
        json_number(j, SV("number"), in->number);
        text(j, SV("digest"), &in->digest);
        text(j, SV("draft"), &in->draft);
        text(j, SV("file"), &in->file);
        json_number(j, SV("revision"), in->revision);
        text(j, SV("check_code"), &in->code);
        json_bool(j, SV("bare"), in->bare);
        json_number(j, SV("errors"), in->errors);
        json_number(j, SV("warnings"), in->warnings);
        stamp(j, &in->stamp);
        json_close(j);
    }
    json_close(j);
}

static void items(struct json *j, const struct review *r, const struct form *form)
{
    struct str key = {0};
    json_open(j, SV("items"), '[');
    for (uint32_t i = 0; i < form->review_count; i++) {
        review_item_key(form, i, &key);
        const struct mark *m = review_find_mark(r, str_sv(&key));
        json_open(j, SV(""), '{');
        text(j, SV("item"), &key);
        json_text(j, SV("text"), form->review[i].text);
        json_text(j, SV("ruling"), ruling_name(m ? m->ruling : RULING_NONE));
        if (m) {
            text(j, SV("note"), &m->note);
            stamp(j, &m->stamp);
        }
        json_close(j);
    }
    json_close(j);
    str_release(&key);
}

static void turns(struct json *j, const struct note *n)
{
    json_open(j, SV("turns"), '[');
    for (size_t i = 0; i < n->turns.len; i++) {
        json_open(j, SV(""), '{');
        json_text(j, SV("to"), remark_state_name(n->turns.ptr[i].to));
        text(j, SV("text"), &n->turns.ptr[i].text);
        stamp(j, &n->turns.ptr[i].stamp);
        json_close(j);
    }
    json_close(j);
}

static void notes(struct json *j, const struct review *r)
{
    json_open(j, SV("remarks"), '[');
    for (size_t i = 0; i < r->notes.len; i++) {
        const struct note *n = &r->notes.ptr[i];
        json_open(j, SV(""), '{');
        json_number(j, SV("number"), n->number);
        json_text(j, SV("state"), remark_state_name(n->state));
        json_bool(j, SV("sent"), n->sent);
        text(j, SV("field"), &n->field);
        text(j, SV("row"), &n->row);
        text(j, SV("quote"), &n->quote);
        json_number(j, SV("nth"), n->nth);
        text(j, SV("clause"), &n->clause);
        text(j, SV("label"), &n->label);
        turns(j, n);
        json_close(j);
    }
    json_close(j);
}

static void papers(struct json *j, const struct review *r)
{
    json_open(j, SV("allowed"), '[');
    for (size_t i = 0; i < r->allowances.len; i++) {
        json_open(j, SV(""), '{');
        text(j, SV("code"), &r->allowances.ptr[i].key);
        text(j, SV("reason"), &r->allowances.ptr[i].reason);
        stamp(j, &r->allowances.ptr[i].stamp);
        json_close(j);
    }
    json_close(j);
    json_open(j, SV("seen"), '[');
    for (size_t i = 0; i < r->sightings.len; i++) {
        json_open(j, SV(""), '{');
        text(j, SV("material"), &r->sightings.ptr[i].what);
        stamp(j, &r->sightings.ptr[i].stamp);
        json_close(j);
    }
    json_close(j);
    json_open(j, SV("copies"), '[');
    for (size_t i = 0; i < r->copies.len; i++) {
        json_open(j, SV(""), '{');
        json_number(j, SV("number"), r->copies.ptr[i].number);
        text(j, SV("check_code"), &r->copies.ptr[i].code);
        stamp(j, &r->copies.ptr[i].stamp);
        json_close(j);
    }
    json_close(j);
}

static void scores(struct json *j, const struct review *r)
{
    json_open(j, SV("scores"), '[');
    for (size_t i = 0; i < r->scores.len; i++) {
        const struct score *s = &r->scores.ptr[i];
        json_open(j, SV(""), '{');
        text(j, SV("reader"), &s->reader);
        text(j, SV("round"), &s->round);
        json_open(j, SV("values"), '{');
        for (size_t v = 0; v < s->values.len; v++)
            text(j, str_sv(&s->values.ptr[v].column), &s->values.ptr[v].value);
        json_close(j);
        text(j, SV("opinion"), &s->opinion);
        stamp(j, &s->stamp);
        json_close(j);
    }
    json_close(j);
}

static void ledger(struct json *j, const struct review *r)
{
    json_open(j, SV("ledger"), '[');
    for (size_t i = 0; i < r->ledger.len; i++) {
        const struct ledger_entry *l = &r->ledger.ptr[i];
        json_open(j, SV(""), '{');
        text(j, SV("stage"), &l->stage);
        text(j, SV("date"), &l->date);
        text(j, SV("amount"), &l->amount);
        text(j, SV("note"), &l->note);
        stamp(j, &l->stamp);
        json_close(j);
    }
    json_close(j);
}

static void record_log(struct json *j, const struct review *r)
{
    json_open(j, SV("moves"), '[');
    for (size_t i = 0; i < r->moves.len; i++) {
        const struct move *m = &r->moves.ptr[i];
        json_open(j, SV(""), '{');
        json_text(j, SV("from"), state_name(m->from));
        json_text(j, SV("to"), state_name(m->to));
        text(j, SV("round"), &m->round);
        text(j, SV("why"), &m->why);
        stamp(j, &m->stamp);
        json_close(j);
    }
    json_close(j);
    json_open(j, SV("deeds"), '[');
    for (size_t i = 0; i < r->deeds.len; i++) {
        json_open(j, SV(""), '{');
        text(j, SV("what"), &r->deeds.ptr[i].what);
        stamp(j, &r->deeds.ptr[i].stamp);
        json_close(j);
    }
    json_close(j);
}

static void hindrances(struct json *j, const struct at_case *k)
{
    struct hindrances list = {0};
    struct act_world world = at_case_world(k);
    if (k->file.review.state == CASE_RECEIVED)
        review_hindrances(&k->file.review, &world, &list);
    json_open(j, SV("hindrances"), '[');
    for (size_t i = 0; i < list.len; i++)
        text(j, SV(""), &list.ptr[i]);
    json_close(j);
    hindrances_release(&list);
}

void review_add_json(struct str *out, const struct at_case *k)
{
    const struct review *r = &k->file.review;
    struct json j = {0};
    json_open(&j, SV(""), '{');
    head(&j, r);
    deliveries(&j, r);
    items(&j, r, k->at->form);
    notes(&j, r);
    papers(&j, r);
    text(&j, SV("brief"), &r->brief);
    text(&j, SV("experience"), &r->experience);
    scores(&j, r);
    ledger(&j, r);
    record_log(&j, r);
    hindrances(&j, k);
    if (k->trouble.len)
        text(&j, SV("trouble"), &k->trouble);
    json_close(&j);
    str_add(out, str_sv(&j.text));
    str_add_byte(out, '\n');
    str_release(&j.text);
}
