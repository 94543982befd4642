/* What a desk knows already of what comes in: the very delivery, its case, other cases with its
 * code. */
#include "base/i18n.h"
#include "cmd/desk/receive_steps.h"

void taker_tell(struct taker *t, struct str *take_text)
{
    struct str *told = vec_add(&t->out->told);
    str_move(told, take_text);
}

/* Has the earlier package every file of the later one, and no other unless that is a bare draft. */
static bool same_files(const struct package *was, const struct package *now)
{
    size_t common = 0, had = 0;
    for (size_t i = 0; i < was->files.len; i++)
        had += was->files.ptr[i].name.len > 0;
    for (size_t i = 0; i < now->files.len; i++) {
        const struct package_file *file = &now->files.ptr[i];
        const struct package_file *before = package_named(was, str_sv(&file->name));
        if (file->name.len == 0)
            continue;
        if (!before || !sv_eq(str_sv(&before->digest), str_sv(&file->digest)))
            return false;
        common++;
    }
    return common == had || now->bare;
}

static bool is_like(struct taker *t, const struct intake *intake)
{
    struct str path = {0}, bytes = {0};
    struct package was = {0};
    case_intake_path(&path, t->k->at->folder, str_sv(&t->a->d.head.id), intake->number);
    str_add(&path, SV("/package.zip"));
    bool like = file_read_itself(path.ptr, ZIP_MAX_BYTES, &bytes, NULL, NULL) &&
                package_read(str_sv(&bytes), path.ptr, &was, NULL) && same_files(&was, &t->a->read);
    package_release(&was);
    str_release(&path);
    str_release(&bytes);
    return like;
}

static void find_like(struct taker *t)
{
    const struct review *r = &t->file.review;
    struct delivery *d = &t->a->d;
    for (size_t i = r->intakes.len; i-- > 0 && !d->like;) {
        const struct intake *intake = &r->intakes.ptr[i];
        if (sv_eq(str_sv(&intake->draft), d->draft_bytes) &&
            !sv_eq(str_sv(&intake->digest), d->digest) && is_like(t, intake))
            d->like = intake->number;
    }
}

struct act_world taker_world(const struct taker *t)
{
    const struct at_desk *at = t->k->at;
    return (struct act_world){
        .desk = &at->desk,
        .form = at->form,
        .draft = t->a->draft.draft,
        .findings = &t->findings,
        .selected_before = str_sv(&t->out->selected_before),
        .by = str_sv(&at->by),
        .time = str_sv(&at->time),
    };
}

/* How many answers it would take is known by letting a copy take them. */
static void count_answers(struct taker *t)
{
    struct review copy = {0};
    struct act_world w = taker_world(t);
    if (!t->a->answered || !t->file.saved)
        return;
    review_copy(&copy, &t->file.review);
    t->a->d.answers = review_take_answers(&copy, &t->a->back, &w);
    review_release(&copy);
}

bool taker_judge(struct taker *t)
{
    struct str why = {0};
    const struct review *record = t->file.saved ? &t->file.review : NULL;
    find_like(t);
    count_answers(t);
    t->out->taking = delivery_judge(&t->a->d, &t->k->at->desk, record, &why);
    if (t->out->taking == TAKE_REFUSED)
        err_set(&t->e, ERR_REFUSED, "%s：%s", t->a->shown.ptr, why.ptr);
    else
        str_move(&t->out->why, &why);
    str_release(&why);
    return taking_keeps(t->out->taking);
}

/* ---- other cases with its code ---- */

static void name_others(struct taker *t, const struct known_case *others, size_t count)
{
    enum { NAMED = 5 };
    struct str text = {0};
    size_t named = 0;
    for (size_t i = 0; i < count; i++) {
        if (sv_eq(others[i].id, str_sv(&t->a->d.head.id)))
            continue;
        if (named++ < NAMED)
            str_add_f(&text, "%s%.*s（%s）", named > 1 ? _("、") : "", SV_ARG(others[i].id),
                      state_label(others[i].state));
        if (t->out->selected_before.len == 0)
            at_desk_selected_round(t->k->at, others[i].id, others[i].state, others[i].round,
                                   &t->out->selected_before);
    }
    t->out->same_code = (uint32_t)named;
    if (named) {
        struct str told = {0};
        str_add_f(&told, _("同一代码这里另有 %zu 件：%s%s。一个代码可以报几件，只能入选一次。"),
                  named, text.ptr, named > NAMED ? _(" 等") : "");
        taker_tell(t, &told);
    }
    str_release(&text);
}

static struct sv round_label(const struct form *form, struct sv round)
{
    for (uint32_t i = 0; i < form->round_count; i++)
        if (sv_eq(form->rounds[i].id, round))
            return form->rounds[i].label;
    return round;
}

/* The whole desk is looked through once, when there is a first case to be kept. */
static void know_codes(struct taker *t)
{
    struct receiver *k = t->k;
    struct err why = {0};
    struct str told = {0};
    if (k->codes_made)
        return;
    k->codes_made = true;
    if (at_desk_queue(k->at, &why)) {
        known_codes_make(&k->codes, &k->at->queue);
        return;
    }
    str_add_f(&told, _("没能查办公夹里有没有同一代码的件：%s"), why.message.ptr);
    taker_tell(t, &told);
    err_clear(&why);
}

void taker_look_for_code(struct taker *t)
{
    struct at_desk *at = t->k->at;
    struct sv code = str_sv(&t->a->d.head.code);
    struct str told = {0};
    size_t count;
    know_codes(t);
    str_set(&t->out->selected_before, earlier_round(&at->earlier, code));
    const struct known_case *others = known_codes_find(&t->k->codes, code, &count);
    name_others(t, others, count);
    if (t->out->selected_before.len == 0)
        return;
    str_add_f(&told,
              _("代码 %.*s 在%.*s入选过：一个代码只能入选一次，这一件照收，但不能再入选。请先问清申"
                "报单位。"),
              SV_ARG(code), SV_ARG(round_label(at->form, str_sv(&t->out->selected_before))));
    taker_tell(t, &told);
}
