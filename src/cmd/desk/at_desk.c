#include "cmd/desk/at_desk.h"

#include <pwd.h>
#include <unistd.h>

#include "check/check.h"
#include "cmd/draft_lock.h"
#include "cmd/forms.h"
#include "cmd/gather.h"
#include "cmd/given.h"
#include "cmd/output.h"
#include "store/path.h"
#include "text/norm.h"

enum { MOST_ENTRY = 4096 /* bytes of an entry of the user database */ };

/* ---- who ---- */

/* The real name is the first part of the comment of the account, if there is one. */
void officer_add_name(struct str *out)
{
    char entry[MOST_ENTRY];
    struct passwd user, *found = NULL;
    struct str name = {0};
    struct sv rest, real = SV("");
    if (getpwuid_r(getuid(), &user, entry, sizeof entry, &found) == 0 && found) {
        rest = sv_from(found->pw_gecos);
        sv_next(&rest, ',', &real);
        norm_line(real, &name, NULL);
        if (name.len == 0 || !text_is_line(str_sv(&name), MOST_SHORT))
            norm_line(sv_from(found->pw_name), &name, NULL);
    }
    if (name.len && text_is_line(str_sv(&name), MOST_SHORT))
        str_add(out, str_sv(&name));
    else
        str_add_f(out, "#%u", (unsigned)getuid());
    str_release(&name);
}

static bool find_officer(struct at_desk *d, const char *by, struct err *e)
{
    struct str given = {0};
    bool ok = true;
    if (by) {
        ok = given_text(d->c, sv_from(by), &given, e);
        norm_line(str_sv(&given), &d->by, NULL);
        if (ok && (d->by.len == 0 || !text_is_line(str_sv(&d->by), MOST_SHORT)))
            ok = err_set(e, ERR_USAGE, "%s", _("--by 后面写经办人的姓名，不能太长。"));
    } else {
        officer_add_name(&d->by);
    }
    str_release(&given);
    return ok;
}

/* ---- the desk ---- */

static bool find_form(struct at_desk *d, struct err *e)
{
    struct str path = {0};
    d->form = forms_find(d->c->forms, str_sv(&d->desk.form), e);
    if (!d->form) {
        path_add_shown(&path, sv_from(d->folder));
        err_prefix(e, _("%s：这个办公夹收的是表单“%s”的件。"), path.ptr, d->desk.form.ptr);
        str_release(&path);
        return false;
    }
    return d->form->desk.given ||
           err_set(e, ERR_REFUSED,
                   _("表单“%s”没有写明怎样收件（desk:），不能用它办公。写法见 forms/README。"),
                   d->desk.form.ptr);
}

bool at_desk_open(struct at_desk *d, struct context *c, const char *folder, const char *by,
                  struct err *e)
{
    *d = (struct at_desk){.c = c, .folder = folder};
    if (desk_load(folder, &d->desk, e) && find_officer(d, by, e) && find_form(d, e) &&
        earlier_load(folder, &d->earlier, e)) {
        moment_add_minute(&d->time, c->now);
        return true;
    }
    at_desk_release(d);
    return false;
}

bool at_desk_refresh(struct at_desk *d, struct err *e)
{
    struct desk now = {0};
    struct earlier earlier = {0};
    if (!desk_load(d->folder, &now, e))
        return false;
    bool same = now.role == d->desk.role && sv_eq(str_sv(&now.form), str_sv(&d->desk.form));
    if (!same || !earlier_load(d->folder, &earlier, e)) {
        desk_release(&now);
        return !same && err_set(e, ERR_REFUSED, "%s",
                                _("办公夹已经改成了别的（角色或表单不同），请退出后重新打开。"));
    }
    desk_release(&d->desk);
    earlier_release(&d->earlier);
    d->desk = now;
    d->earlier = earlier;
    return true;
}

void at_desk_release(struct at_desk *d)
{
    desk_release(&d->desk);
    earlier_release(&d->earlier);
    queue_release(&d->queue);
    str_release(&d->by);
    str_release(&d->time);
    *d = (struct at_desk){0};
}

bool at_desk_queue(struct at_desk *d, struct err *e)
{
    if (!d->queue_loaded)
        d->queue_loaded = queue_load(d->folder, d->form, &d->queue, e);
    return d->queue_loaded;
}

/* ---- a case ---- */

struct lock_asker at_desk_asker(const struct at_desk *d)
{
    return (struct lock_asker){str_sv(&d->by), moment_seconds(d->c->now)};
}

/* The system's word for it names a file nobody asked for. */
static void tell_barred(const char *record, struct err *e)
{
    struct str folder = {0};
    str_set(&folder, path_folder(sv_from(record)));
    if (access(folder.ptr, W_OK) != 0)
        err_set(e, ERR_IO, "%s",
                _("这个办公夹您只能看，写不进去。要审核，请管理的人给您写的权限。"));
    str_release(&folder);
}

enum lock_answer at_desk_lock(const struct at_desk *d, const char *path, struct lock **out,
                              struct str *who, struct err *e)
{
    struct lock_owner holder = {0};
    enum lock_answer answer = lock_wait(path, at_desk_asker(d), CASE_PATIENCE, out, &holder, e);
    str_clear(who);
    if (answer == LOCK_HELD)
        draft_lock_add_owner(who, &holder, d->c->now);
    lock_owner_release(&holder);
    return answer;
}

static bool take_lock(struct at_case *k, struct sv id, struct err *e)
{
    struct str path = {0}, who = {0};
    case_record_path(&path, k->at->folder, id);
    enum lock_answer answer = at_desk_lock(k->at, path.ptr, &k->lock, &who, e);
    if (answer == LOCK_HELD)
        err_set(e, ERR_IO, _("%s：%s 正在审这一件，没有改动它。请等对方离开后再试。"), path.ptr,
                who.ptr);
    if (answer == LOCK_TAKEN)
        case_tidy(str_sv(&path));
    if (answer == LOCK_FAILED)
        tell_barred(path.ptr, e);
    str_release(&path);
    str_release(&who);
    return answer == LOCK_TAKEN;
}

static void look_at_draft(struct at_case *k, struct sv id)
{
    const struct intake *last = review_last_intake(&k->file.review);
    struct str path = {0};
    struct err why = {0};
    if (!last)
        return;
    case_intake_path(&path, k->at->folder, id, last->number);
    str_add(&path, SV("/draft.yaml"));
    if (draft_open(k->at->c, path.ptr, &k->draft, &why)) {
        gather_facts(k->draft.draft, path.ptr, &k->facts);
        gather_digests(path.ptr, &k->facts);
        struct check_input in = {.draft = k->draft.draft,
                                 .facts = &k->facts,
                                 .today = k->at->c->now.day,
                                 .gate = GATE_COUNTY};
        check_run(&in, &k->findings);
    } else {
        str_move(&k->trouble, &why.message);
        err_clear(&why);
    }
    str_release(&path);
}

void at_desk_selected_round(const struct at_desk *d, struct sv id, enum case_state state,
                            struct sv round, struct str *out)
{
    struct case_file file = {0};
    str_clear(out);
    if (state == CASE_SELECTED)
        str_set(out, round);
    if (state != CASE_ARCHIVED || !case_load(d->folder, id, &file, NULL))
        return;
    const struct move *move = review_last_move(&file.review, CASE_SELECTED);
    if (move)
        str_set(out, str_sv(&move->round));
    case_file_release(&file);
}

/* By the list the city gives out, and at the city's own desk by what it did. */
static void find_selection(struct at_case *k)
{
    const struct case_head *head = &k->file.review.head;
    const struct queue *q = &k->at->queue;
    str_set(&k->selected_before, earlier_round(&k->at->earlier, str_sv(&head->code)));
    for (size_t i = 0; head->code.len && i < q->len && k->selected_before.len == 0; i++)
        if (!q->ptr[i].broken && sv_eq(str_sv(&q->ptr[i].head.code), str_sv(&head->code)) &&
            !sv_eq(str_sv(&q->ptr[i].head.id), str_sv(&head->id)))
            at_desk_selected_round(k->at, str_sv(&q->ptr[i].head.id), q->ptr[i].state,
                                   str_sv(&q->ptr[i].round), &k->selected_before);
}

static bool read_case(struct at_case *k, struct sv id, struct err *e)
{
    if (!case_load(k->at->folder, id, &k->file, e))
        return false;
    if (!k->file.saved)
        return err_set(e, ERR_REFUSED, _("办公夹里没有编号是 %.*s 的件。"), SV_ARG(id));
    if (!sv_eq(str_sv(&k->file.review.head.form), k->at->form->id))
        return err_set(e, ERR_REFUSED, _("%s：这一件是表单“%s”的，和办公夹的不一样。"),
                       k->file.path.ptr, k->file.review.head.form.ptr);
    return true;
}

/* Said before the lock is asked for: a lock makes no folder. */
static bool case_is_here(const struct at_desk *d, struct sv id, struct err *e)
{
    struct str path = {0};
    if (case_id_is_good(id))
        case_record_path(&path, d->folder, id);
    bool here = path.len && file_exists(path.ptr);
    str_release(&path);
    return here || err_set(e, ERR_REFUSED, _("办公夹里没有编号是 %.*s 的件。"), SV_ARG(id));
}

bool at_case_open_id(struct at_case *k, struct at_desk *d, struct sv id, bool write, struct err *e)
{
    *k = (struct at_case){.at = d};
    if (!case_is_here(d, id, e))
        return false;
    if ((!write || take_lock(k, id, e)) && read_case(k, id, e)) {
        look_at_draft(k, id);
        find_selection(k);
        return true;
    }
    at_case_release(k);
    return false;
}

/* Which case is meant, asked of the queue. */
static bool find_meant(struct at_desk *d, struct sv word, struct str *id, struct err *e)
{
    const struct queue_row *row = NULL;
    if (!at_desk_queue(d, e) || !case_find(&d->queue, word, &row, e))
        return false;
    if (row->broken)
        return err_set(e, ERR_REFUSED, "%s", row->trouble.ptr);
    str_set(id, str_sv(&row->head.id));
    return true;
}

/* A whole id needs no queue, except at a city's desk, where the other cases say who was selected
 * already. */
bool at_case_open(struct at_case *k, struct at_desk *d, const char *meant, bool write,
                  struct err *e)
{
    struct str word = {0}, id = {0};
    bool ok = given_text(d->c, sv_from(meant), &word, e);
    if (ok && d->desk.role == ROLE_COUNTY && case_is_here(d, str_sv(&word), NULL))
        str_set(&id, str_sv(&word));
    else
        ok = ok && find_meant(d, str_sv(&word), &id, e);
    ok = ok && at_case_open_id(k, d, str_sv(&id), write, e);
    str_release(&word);
    str_release(&id);
    return ok;
}

struct act_world at_case_world(const struct at_case *k)
{
    return (struct act_world){
        .desk = &k->at->desk,
        .form = k->at->form,
        .draft = k->draft.draft,
        .findings = k->draft.draft ? &k->findings : NULL,
        .selected_before = str_sv(&k->selected_before),
        .by = str_sv(&k->at->by),
        .time = str_sv(&k->at->time),
    };
}

/* What is listed of it is as it is now: the next case of the same desk may ask. */
static void refresh_row(struct at_case *k)
{
    struct queue *q = &k->at->queue;
    struct sv id = str_sv(&k->file.review.head.id);
    for (size_t low = 0, high = q->len; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = sv_cmp(str_sv(&q->ptr[middle].head.id), id);
        if (order == 0) {
            queue_row_make(&q->ptr[middle], &k->file.review, k->at->form);
            return;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
}

bool at_case_act(struct at_case *k, const struct act *a, struct err *e)
{
    struct act_world world = at_case_world(k);
    if (k->lock && !lock_is_ours(k->lock))
        return err_set(e, ERR_IO, _("%s：刚被别人接过去审了，没有改动它。"), k->file.path.ptr);
    if (!review_act(&k->file.review, a, &world, e) || !case_save(&k->file, e))
        return false;
    refresh_row(k);
    return true;
}

void at_case_release(struct at_case *k)
{
    case_file_release(&k->file);
    lock_release(k->lock);
    opened_release(&k->draft);
    str_release(&k->trouble);
    facts_release(&k->facts);
    findings_release(&k->findings);
    str_release(&k->selected_before);
    *k = (struct at_case){0};
}
