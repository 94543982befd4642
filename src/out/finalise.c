#include "out/finalise.h"

#include "base/i18n.h"

static bool is_time(struct sv time)
{
    struct final f = {.revision = 1};
    str_set(&f.code, SV("A"));
    str_set(&f.time, time);
    bool sound = final_is_sound(&f);
    final_release(&f);
    return sound;
}

bool final_allowed(const struct draft *d, struct sv time, struct err *e)
{
    if (d->demo)
        return err_set(e, ERR_REFUSED, "%s",
                       _("这是演示数据，不能定稿。真要申报，请新建一份草稿来填。"));
    if (!final_next_revision(d))
        return err_set(e, ERR_REFUSED, "%s",
                       _("定稿的次数已经到头，不能再记了。请把草稿另存为新的一份再定稿。"));
    if (!is_time(time))
        return err_set(e, ERR_REFUSED, _("机器的时间是 %.*s，定稿要记时间，请先把时间调对。"),
                       SV_ARG(time));
    return true;
}

/* Ticking it is no work on its section, which stays done if it was. */
static void tick(struct draft *d, struct history *h, const struct field *material)
{
    const struct field *state = field_child(d->form, material, SV("state"));
    bool done = d->done[material->section];
    if (!state)
        return;
    draft_set(d, h, (struct place){state->index, 0}, SV("have"));
    draft_set_done(d, h, material->section, done);
}

static void tick_materials(struct draft *d, struct history *h)
{
    for (uint32_t f = 0; f < d->form->field_count; f++) {
        const struct field *field = &d->form->fields[f];
        if (field->kind == FIELD_MATERIAL && field->paper.at_final && field->table == NO_FIELD)
            tick(d, h, field);
    }
}

static void note(struct draft *d, struct history *h, const struct facts *facts, struct sv time)
{
    struct final f = {.revision = final_next_revision(d)};
    struct doc doc = {0};
    compose_application(d, facts, &doc);
    code_add(&f.code, &doc, d->form, facts);
    code_pictures(&doc, facts, &f.pictures);
    str_set(&f.time, time);
    BUG_ON(!final_is_sound(&f));
    draft_add_final(d, h, d->finals.len, &f);
    doc_release(&doc);
    final_release(&f);
}

bool finalise(struct draft *d, struct history *h, const struct facts *facts, struct sv time)
{
    struct str code = {0};
    code_add_of_draft(&code, d, facts);
    bool already = final_state(d, str_sv(&code)) == FINAL_NOW;
    str_release(&code);
    if (already)
        return false;
    if (h)
        history_step(h);
    tick_materials(d, h);
    note(d, h, facts, time);
    if (h)
        history_step(h);
    return true;
}

/* ---- pictures ---- */

static size_t count_lines(struct sv text)
{
    struct sv line;
    size_t n = 0;
    bool any = text.len > 0;
    while (any && sv_next(&text, '\n', &line))
        n++;
    return n;
}

static void add_change(struct picture_changes *out, const struct block *b,
                       const struct facts *facts)
{
    const struct file_fact *fact = facts_find(facts, b->file);
    struct picture_change *change = vec_add(out);
    str_set(&change->label, b->label);
    str_set(&change->file, b->file);
    change->missing = !fact || fact->state != FILE_THERE;
}

void final_pictures(const struct draft *d, const struct facts *facts, struct picture_changes *out)
{
    const struct final *last = finals_last(d);
    struct str now = {0};
    struct doc doc = {0};
    struct sv a, b;
    if (!last)
        return;
    compose_application(d, facts, &doc);
    code_pictures(&doc, facts, &now);
    struct sv then = str_sv(&last->pictures), rest = str_sv(&now);
    bool comparable = now.len && count_lines(then) == count_lines(rest);
    for (size_t i = 0; comparable && i < doc.blocks.len; i++) {
        if (doc.blocks.ptr[i].kind != BLOCK_FIGURE || !sv_next(&then, '\n', &a) ||
            !sv_next(&rest, '\n', &b))
            continue;
        if (!sv_eq(a, b))
            add_change(out, &doc.blocks.ptr[i], facts);
    }
    str_release(&now);
    doc_release(&doc);
}

void picture_changes_release(struct picture_changes *list)
{
    for (size_t i = 0; i < list->len; i++) {
        str_release(&list->ptr[i].label);
        str_release(&list->ptr[i].file);
    }
    vec_release(list);
}
